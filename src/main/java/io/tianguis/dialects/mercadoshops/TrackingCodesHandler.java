package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.NewTrackingCode;
import io.tianguis.shops.Shop;
import io.tianguis.shops.TrackingCode;
import io.tianguis.shops.TrackingCodes;
import java.util.Optional;
import java.util.function.Function;

/** Metrics, as this dialect calls the snippets on the shop's pages (S11). Each answers 401 without the shop's token. */
final class TrackingCodesHandler {

    private final MercadoShopsAuth auth;
    private final TrackingCodes trackingCodes;
    private final CreatingRequests creatingRequests;

    TrackingCodesHandler(MercadoShopsAuth auth, TrackingCodes trackingCodes, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.trackingCodes = trackingCodes;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET …/metrics?event=…&provider=…}: the active ones, or 400 for a filter with an unknown value. */
    Response list(Request request) {
        return answer(request, shop -> list(shop, request));
    }

    /** {@code GET …/metrics/{id}}: 400 for an id that is no number, 404. Inactive ones are shown. */
    Response show(Request request) {
        return answer(
                request,
                shop -> id(request)
                        .map(id -> trackingCodes
                                .find(shop.id(), id)
                                .map(code -> written(200, shop, code))
                                .orElseGet(TrackingCodeErrors::notFound))
                        .orElseGet(TrackingCodeErrors::invalid));
    }

    /** {@code POST …/metrics}: 400 for a body that cannot be taken, 201 with the object. */
    Response create(Request request) {
        return answer(
                request,
                shop -> TrackingCodeReader.create(request.body())
                        .map(code -> create(request, shop, code))
                        .orElseGet(TrackingCodeErrors::invalid));
    }

    /** {@code PUT …/metrics/{id}}: 400 for an id or a body that cannot be taken, 404, 200 with the whole object. */
    Response change(Request request) {
        return answer(
                request,
                shop -> id(request)
                        .flatMap(id -> TrackingCodeReader.change(request.body())
                                .map(change -> trackingCodes
                                        .change(shop.id(), id, change)
                                        .fold(code -> written(200, shop, code), TrackingCodeErrors::of)))
                        .orElseGet(TrackingCodeErrors::invalid));
    }

    /** {@code DELETE …/metrics/{id}}: 400 for an id that is no number, 404, 204. */
    Response delete(Request request) {
        return answer(
                request,
                shop -> id(request)
                        .map(id -> trackingCodes.remove(shop.id(), id)
                                ? Response.empty(204)
                                : TrackingCodeErrors.notFound())
                        .orElseGet(TrackingCodeErrors::invalid));
    }

    private Response answer(Request request, Function<Shop, Response> operation) {
        return auth.answer(request, operation, TrackingCodeErrors::unauthorized);
    }

    private Response list(Shop shop, Request request) {
        Optional<String> event = filter(request, "event");
        Optional<String> provider = filter(request, "provider");
        if (event.filter(word -> TrackingCodeJson.event(word).isEmpty()).isPresent()
                || provider.filter(word -> TrackingCodeJson.provider(word).isEmpty())
                        .isPresent()) {
            return TrackingCodeErrors.invalid();
        }
        return Response.json(
                200,
                Json.write(trackingCodes
                        .active(
                                shop.id(),
                                event.flatMap(TrackingCodeJson::event),
                                provider.flatMap(TrackingCodeJson::provider))
                        .stream()
                        .map(code -> TrackingCodeJson.of(shop, code))
                        .toList()));
    }

    private Response create(Request request, Shop shop, NewTrackingCode code) {
        return creatingRequests.answer(
                request,
                shop.shopId(),
                TrackingCodeErrors.KEYS,
                tx -> trackingCodes
                        .add(tx, shop.id(), code)
                        .fold(added -> written(201, shop, added), TrackingCodeErrors::of));
    }

    private static Response written(int status, Shop shop, TrackingCode code) {
        return Response.json(status, Json.write(TrackingCodeJson.of(shop, code)));
    }

    private static Optional<Long> id(Request request) {
        return MercadoShopsIds.number(request.pathParameter("tracking_code_id"));
    }

    /** An empty one is none: the source writes the filters as a template to be filled. */
    private static Optional<String> filter(Request request, String name) {
        return request.queryParameter(name).filter(value -> !value.isEmpty());
    }
}
