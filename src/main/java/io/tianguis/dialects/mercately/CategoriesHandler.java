package io.tianguis.dialects.mercately;

import io.tianguis.catalog.Catalog;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;

/** The shop's categories (C21). */
final class CategoriesHandler {

    private final MercatelyAuth auth;
    private final Catalog catalog;

    CategoriesHandler(MercatelyAuth auth, Catalog catalog) {
        this.auth = auth;
        this.catalog = catalog;
    }

    /** {@code GET /api/v1/categories}: 200 with the whole tree. */
    Response list(Request request) {
        return auth.answer(
                request, shop -> Response.json(200, Json.write(CategoryJson.Tree.of(catalog.categories(shop)))));
    }
}
