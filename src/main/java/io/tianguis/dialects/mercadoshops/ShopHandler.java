package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;

/** The shop itself. */
final class ShopHandler {

    private final MercadoShopsAuth auth;
    private final Links links;

    ShopHandler(MercadoShopsAuth auth, Links links) {
        this.auth = auth;
        this.links = links;
    }

    /** {@code GET /v1/shops/{shop_id}}: 403 without the shop's token. */
    Response show(Request request) {
        return auth.answer(request, shop -> Response.json(200, Json.write(ShopJson.of(shop, links))));
    }
}
