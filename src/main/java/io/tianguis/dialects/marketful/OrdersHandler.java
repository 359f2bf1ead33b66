package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.LabelIntake.LabeledOrder;
import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.dialects.marketful.OrderIntake.NewOrder;
import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.OrderCreated;
import io.tianguis.orders.OrderRejection;
import io.tianguis.orders.Orders;
import io.tianguis.orders.Orders.Page;
import io.tianguis.orders.PackingSlip;
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
    private final Fulfillment fulfillment;

    OrdersHandler(MarketfulAuth auth, Orders orders, CreatingRequests creatingRequests, Fulfillment fulfillment) {
        this.auth = auth;
        this.orders = orders;
        this.creatingRequests = creatingRequests;
        this.fulfillment = fulfillment;
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
                tx -> answered(orders.create(tx, seller.shop(), order.order()), order),
                () -> answered(orders.create(seller.shop(), order.order()), order));
    }

    private static Response answered(Outcome<OrderCreated, OrderRejection> outcome, NewOrder order) {
        return outcome.fold(OrdersHandler::created, rejection -> MarketfulErrors.refused(rejection, order.sentId()));
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
        return orders.findPackingSlip(seller.shop().id(), channel.get(), number.get())
                .map(order -> Response.json(
                        200, Json.write(OrderJson.Found.of(order, seller.shop().zone()))))
                .orElseGet(MarketfulErrors::orderNotFound);
    }

    /** {@code GET /api/shopi_orders/orders}: a page of the shop's orders (K11), of one channel when {@code canal} names it. */
    Response list(Request request) {
        return auth.answer(request, Refusals.OTHERS, this::list);
    }

    private Response list(Seller seller, Parameters parameters) {
        Paging paging = Paging.read(parameters);
        Optional<String> channel = parameters.text("canal").map(String::strip).filter(text -> !text.isEmpty());
        Page<PackingSlip> page = orders.listPackingSlips(seller.shop().id(), channel, paging.offset(), paging.limit());
        return Response.json(
                200, Json.write(OrderJson.Listed.of(page, paging, seller.shop().zone())));
    }

    /**
     * {@code GET} and {@code POST /api/shopi_orders/asignar_guia}, with the refusals in the order of the source's table
     * (K10): 500 for each field, 404 for an unknown order, 405 for one that takes no label any more.
     */
    Response assignLabel(Request request) {
        return auth.answer(
                request,
                Refusals.OTHERS,
                (seller, parameters) -> LabelIntake.read(parameters)
                        .fold(order -> assignLabel(seller, order), MarketfulErrors::refused));
    }

    private Response assignLabel(Seller seller, LabeledOrder order) {
        return fulfillment
                .assignLabel(seller.shop().id(), order.channel(), order.number(), order.label(), seller.user())
                .fold(
                        assigned -> Response.json(200, Json.write(OrderJson.Labeled.NOW)),
                        rejection -> MarketfulErrors.refused(rejection, order));
    }
}
