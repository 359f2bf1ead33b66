package io.tianguis.dialects.mercadoshops;

import io.tianguis.orders.Orders;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;

/** Orders of every sales channel (S16). */
final class OrdersHandler {

    private final MercadoShopsAuth auth;
    private final Orders orders;

    OrdersHandler(MercadoShopsAuth auth, Orders orders) {
        this.auth = auth;
        this.orders = orders;
    }

    /**
     * {@code GET /v1/shops/{shop_id}/orders/{order_id}}: 403 without the shop's token, 400 for an id that is no number, 404
     * for an order that the shop does not have.
     */
    Response show(Request request) {
        return auth.answer(request, shop -> MercadoShopsIds.answer(request, "order_id", id -> order(shop, id)));
    }

    private Response order(Shop shop, long orderId) {
        return orders.find(shop.id(), orderId)
                .map(order -> Response.json(200, Json.write(OrderJson.of(shop, order))))
                .orElseGet(MercadoShopsErrors::orderNotFound);
    }
}
