package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import java.util.Optional;

/** What happened to orders on their way to the buyers. */
final class ShipmentEventsHandler {

    private final MarketfulAuth auth;
    private final Fulfillment fulfillment;

    ShipmentEventsHandler(MarketfulAuth auth, Fulfillment fulfillment) {
        this.auth = auth;
        this.fulfillment = fulfillment;
    }

    /** {@code GET /shipment_events/get_events}: 404 without an integer id and for an unknown order, 200 with its events. */
    Response list(Request request) {
        return auth.answer(request, Refusals.GET_EVENTS, this::list);
    }

    private Response list(Seller seller, Parameters parameters) {
        Optional<Long> orderId = parameters.integer("order_id");
        if (orderId.isEmpty()) {
            return MarketfulErrors.orderIdMissing();
        }
        return fulfillment
                .events(seller.shop().id(), orderId.get())
                .map(log -> Response.json(200, Json.write(ShipmentEventJson.Found.of(log))))
                .orElseGet(MarketfulErrors::orderOfEventsNotFound);
    }
}
