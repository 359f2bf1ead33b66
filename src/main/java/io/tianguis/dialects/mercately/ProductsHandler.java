package io.tianguis.dialects.mercately;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.Stock;

/** Products, by their web ids or a SKU. */
final class ProductsHandler {

    private final MercatelyAuth auth;
    private final Stock stock;

    ProductsHandler(MercatelyAuth auth, Stock stock) {
        this.auth = auth;
        this.stock = stock;
    }

    /** {@code GET /api/v1/products/{web_id or sku}} (C21): 200 with the bare product, or 404. */
    Response get(Request request) {
        return auth.answer(
                request,
                shop -> stock.findProduct(shop, request.pathParameter("key"))
                        .map(product -> Response.json(200, Json.write(ProductJson.Shown.of(product))))
                        .orElseGet(MercatelyErrors::productNotFound));
    }
}
