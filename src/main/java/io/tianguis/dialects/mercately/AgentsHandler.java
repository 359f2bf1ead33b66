package io.tianguis.dialects.mercately;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shops;

/** The people who look after customers. */
final class AgentsHandler {

    private final MercatelyAuth auth;
    private final Shops shops;

    AgentsHandler(MercatelyAuth auth, Shops shops) {
        this.auth = auth;
        this.shops = shops;
    }

    /** {@code GET /retailers/api/v1/agents} (C23): 200 with all of them. */
    Response list(Request request) {
        return auth.answer(request, shop -> Response.json(200, Json.write(AgentJson.Listed.of(shops.staff(shop)))));
    }
}
