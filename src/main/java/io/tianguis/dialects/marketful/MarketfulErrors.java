package io.tianguis.dialects.marketful;

import io.tianguis.platform.http.CreatingRequests.KeyRefusals;
import io.tianguis.platform.http.ErrorPages;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;

/** The wording of everything that this dialect refuses; a message is contract, typos included. */
final class MarketfulErrors implements ErrorPages, KeyRefusals {

    static final MarketfulErrors PAGES = new MarketfulErrors();

    private record Message(String message) {}

    private record Fault(String message, String request_id) {}

    static Response message(int status, String message) {
        return Response.json(status, Json.write(new Message(message)));
    }

    /** Contradictory nesting, bad percent-encoding, malformed JSON, too many or too deep parameters (K2). */
    static Response invalidParameters() {
        return message(400, "Invalid parameters");
    }

    @Override
    public Response notFound(Request request) {
        return message(404, "Not Found");
    }

    @Override
    public Response methodNotAllowed(Request request) {
        return message(405, "Method Not Allowed");
    }

    @Override
    public Response badRequest(Request request) {
        return invalidParameters();
    }

    @Override
    public Response bodyTooLarge(Request request) {
        return message(413, "Invalid parameters");
    }

    @Override
    public Response uriTooLong(Request request) {
        return message(414, "Invalid parameters");
    }

    @Override
    public Response fault(Request request) {
        return Response.json(500, Json.write(new Fault("Internal Server Error", request.id())));
    }

    @Override
    public Response malformedKey(Request request) {
        return invalidParameters();
    }

    @Override
    public Response stillRunning(Request request) {
        return message(409, "A request with this Idempotency-Key is still running")
                .withHeader("Retry-After", "1");
    }

    @Override
    public Response usedDifferently(Request request) {
        return message(422, "This Idempotency-Key was used for a different request");
    }
}
