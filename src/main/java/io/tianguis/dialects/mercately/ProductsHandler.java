package io.tianguis.dialects.mercately;

import io.tianguis.catalog.Catalog;
import io.tianguis.catalog.Categories;
import io.tianguis.dialects.mercately.ProductJson.Answered;
import io.tianguis.dialects.mercately.ProductJson.Shown;
import io.tianguis.dialects.mercately.ProductReader.Creation;
import io.tianguis.dialects.mercately.ProductReader.Update;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.Products;
import io.tianguis.stock.Stock;
import java.util.List;

/** Products, by their web ids or a SKU (C21). */
final class ProductsHandler {

    private final MercatelyAuth auth;
    private final Catalog catalog;
    private final Categories categories;
    private final Stock stock;
    private final Products products;
    private final CreatingRequests creatingRequests;

    ProductsHandler(
            MercatelyAuth auth,
            Catalog catalog,
            Categories categories,
            Stock stock,
            Products products,
            CreatingRequests creatingRequests) {
        this.auth = auth;
        this.catalog = catalog;
        this.categories = categories;
        this.stock = stock;
        this.products = products;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET /api/v1/products}: 200 with a page, newest first (C4). */
    Response list(Request request) {
        return auth.answer(request, shop -> {
            Paging paging = Paging.read(request);
            Products.Page page = products.list(shop, paging.offset(), paging.perPage());
            return Response.json(200, Json.write(ProductJson.Page.of(page, paging)));
        });
    }

    /** {@code GET /api/v1/products/{web_id or sku}}: 200 with the bare product, or 404. */
    Response get(Request request) {
        return auth.answer(
                request,
                shop -> stock.findProduct(shop, request.pathParameter("key"))
                        .map(product -> Response.json(200, Json.write(Shown.of(product, false))))
                        .orElseGet(MercatelyErrors::productNotFound));
    }

    /** {@code POST /api/v1/products}: 400 for a body that cannot be read, 422 for fields that cannot be taken, 201. */
    Response create(Request request) {
        return auth.answer(
                request,
                shop -> WrappedBody.answer(
                        request, "product", MercatelyErrors.SPANISH, fields -> create(request, shop, fields)));
    }

    private Response create(Request request, ShopId shop, Parameters fields) {
        return ProductReader.creation(fields, webId -> categories.findByWebId(shop, webId))
                .fold(creation -> create(request, shop, creation), CatalogErrors::productNotCreated);
    }

    private Response create(Request request, ShopId shop, Creation creation) {
        return creatingRequests.answer(
                request,
                shop.value(),
                MercatelyErrors.SPANISH,
                tx -> products.create(tx, shop, creation.product(), creation.openings())
                        .fold(
                                product -> Response.json(201, Json.write(Answered.created(product))),
                                CatalogErrors::productNotCreated));
    }

    /**
     * {@code PUT /api/v1/products/{web_id or sku}}: 400 for a body that cannot be read, 404 for an unknown product, 422 for
     * fields that cannot be taken, 200. What is not sent stays.
     */
    Response change(Request request) {
        return auth.answer(
                request,
                shop -> WrappedBody.answer(
                        request, "product", MercatelyErrors.SPANISH, fields -> change(request, shop, fields)));
    }

    private Response change(Request request, ShopId shop, Parameters fields) {
        String key = request.pathParameter("key");
        return switch (ProductReader.update(fields, webId -> categories.findByWebId(shop, webId))) {
            case Outcome.Ok<Update, List<String>>(Update update) ->
                products.change(shop, key, update.change(), update.only(), update.variants(), VariantsHandler.ACTOR)
                        .fold(
                                product -> Response.json(200, Json.write(Answered.updated(product))),
                                CatalogErrors::productNotChanged);
            case Outcome.Rejected<Update, List<String>>(List<String> faults) ->
                catalog.hasProduct(shop, key)
                        ? CatalogErrors.productNotChanged(faults)
                        : MercatelyErrors.productNotFound();
        };
    }

    /** {@code DELETE /api/v1/products/{web_id or sku}}: 200 with the product as it was, or 404. */
    Response delete(Request request) {
        return auth.answer(
                request,
                shop -> products.delete(shop, request.pathParameter("key"), VariantsHandler.ACTOR)
                        .map(product -> Response.json(200, Json.write(Answered.deleted(product))))
                        .orElseGet(MercatelyErrors::productNotFound));
    }
}
