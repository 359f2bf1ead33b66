package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.TrackingCodeRejection;

/** What is refused about tracking codes: the source has one sentence for each status, in a shape of its own (S4). */
final class TrackingCodeErrors implements CreatingRequests.KeyRefusals {

    static final TrackingCodeErrors KEYS = new TrackingCodeErrors();

    private record Body(String error) {}

    /** The token is missing, unknown, expired or another shop's (S3). */
    static Response unauthorized() {
        return error(401, "You are unauthorized to make this request");
    }

    /** Whatever cannot be taken: a filter, an id, a body, a field. */
    static Response invalid() {
        return error(400, "Invalid filter parameter");
    }

    static Response notFound() {
        return error(404, "Tracking code not found");
    }

    static Response of(TrackingCodeRejection rejection) {
        return switch (rejection) {
            case TrackingCodeRejection.InvalidName _,
                    TrackingCodeRejection.CodeTooLarge _,
                    TrackingCodeRejection.OptionsTooLarge _,
                    TrackingCodeRejection.TooMany _ -> invalid();
            case TrackingCodeRejection.Unknown _ -> notFound();
        };
    }

    private static Response error(int status, String sentence) {
        return Response.json(status, Json.write(new Body(sentence)));
    }

    @Override
    public Response malformedKey(Request request) {
        return error(400, "Invalid Idempotency-Key");
    }

    @Override
    public Response stillRunning(Request request) {
        return error(409, "A request with this Idempotency-Key is still running");
    }

    @Override
    public Response usedDifferently(Request request) {
        return error(422, "This Idempotency-Key was used for a different request");
    }
}
