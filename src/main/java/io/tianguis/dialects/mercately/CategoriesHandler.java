package io.tianguis.dialects.mercately;

import io.tianguis.catalog.Categories;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;

/** The shop's categories (C21). */
final class CategoriesHandler {

    private final MercatelyAuth auth;
    private final Categories categories;

    CategoriesHandler(MercatelyAuth auth, Categories categories) {
        this.auth = auth;
        this.categories = categories;
    }

    /** {@code GET /api/v1/categories}: 200 with the whole tree. */
    Response list(Request request) {
        return auth.answer(
                request, shop -> Response.json(200, Json.write(CategoryJson.Tree.of(categories.list(shop)))));
    }
}
