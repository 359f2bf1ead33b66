package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.dialects.marketful.OrderIntake.NewOrder;
import io.tianguis.orders.OrderCreated;
import io.tianguis.orders.Orders;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import java.util.Optional;

/** Orders of any channel. */
final class OrdersHandler {

    private final MarketfulAuth auth;
    private final Orders orders;
    private final CreatingRequests creatingRequests;

    OrdersHandler(MarketfulAuth auth, Orders orders, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.orders = orders;
        this.creatingRequests = creatingRequests;
    }

    /**
     * {@code POST /shopi_orders/multicanal_api}, with K6's refusals in K6's order: 408, 402, 406, 410, 406, 407. An order
     * that stands with some of its lines only is 205, which has no body (K9).
     */
    Response create(Request request) {
        return auth.answer(
                request,
                Refusals.MULTICANAL_API,
                (seller, parameters) -> OrderIntake.read(parameters, seller.user())
                        .fold(order -> create(request, seller, order), MarketfulErrors::refused));
    }

    private Response create(Request request, Seller seller, NewOrder order) {
        return creatingRequests.answer(
                request,
                seller.shop().shopId(),
                MarketfulErrors.PAGES,
                tx -> orders.create(tx, seller.shop(), order.order())
                        .fold(OrdersHandler::created, rejection -> MarketfulErrors.refused(rejection, order.sentId())));
    }

    private static Response created(OrderCreated order) {
        return order.isPartial() ? Response.empty(205) : Response.json(200, Json.write(OrderJson.Created.NOW));
    }

    /** {@code GET /shopi_orders/get_orders}: 405 without channel or number, 404 for an unknown order, 200 with it. */
    Response find(Request request) {
        return auth.answer(request, Refusals.GET_ORDERS, this::find);
    }

    private Response find(Seller seller, Parameters parameters) {
        Optional<String> channel = parameters.text("canal").map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> number = parameters.text("orden").map(String::strip).filter(text -> !text.isEmpty());
        if (channel.isEmpty() || number.isEmpty()) {
            return MarketfulErrors.channelAndNumberMissing();
        }
        return orders.findByNumber(seller.shop().id(), channel.get(), number.get())
                .map(order -> Response.json(
                        200, Json.write(OrderJson.Found.of(order, seller.shop().zone()))))
                .orElseGet(MarketfulErrors::orderNotFound);
    }
}
