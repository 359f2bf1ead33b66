package io.tianguis.dialects.mercately;

import io.tianguis.catalog.Catalog;
import io.tianguis.dialects.mercately.QuantityHeaders.Expected;
import io.tianguis.dialects.mercately.VariantJson.Answered;
import io.tianguis.dialects.mercately.VariantJson.Shown;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.ItemChange;
import io.tianguis.stock.ItemChanged;
import io.tianguis.stock.Products;
import io.tianguis.stock.Stock;
import io.tianguis.stock.VariantOfProduct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Variants, by their web ids. */
final class VariantsHandler {

    /** Kept with the movements that this dialect makes. */
    static final String ACTOR = "mercately";

    private final MercatelyAuth auth;
    private final Catalog catalog;
    private final Stock stock;
    private final Products products;
    private final CreatingRequests creatingRequests;

    VariantsHandler(
            MercatelyAuth auth, Catalog catalog, Stock stock, Products products, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.catalog = catalog;
        this.stock = stock;
        this.products = products;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET /api/v1/variants/{web_id}}: 200 with the quantity as ETag, or 404. */
    Response get(Request request) {
        return auth.answer(
                request,
                shop -> stock.findByWebId(shop, request.pathParameter("web_id"))
                        .map(item ->
                                QuantityHeaders.now(Response.json(200, Json.write(Shown.of(item))), item.available()))
                        .orElseGet(MercatelyErrors::variantNotFound));
    }

    /**
     * {@code POST /api/v1/products/{web_id or sku}/variants} (C18): 400 for a body that cannot be read, 404 for an unknown
     * product, 422 for fields that cannot be taken, 409 for a combination that exists, 201.
     */
    Response create(Request request) {
        return auth.answer(
                request,
                shop -> WrappedBody.answer(
                        request, "variant", MercatelyErrors.SPANISH, fields -> create(request, shop, fields)));
    }

    private Response create(Request request, ShopId shop, Parameters fields) {
        String product = request.pathParameter("key");
        List<String> faults = new ArrayList<>();
        VariantOfProduct variant = VariantsReader.read(fields, faults::add);
        Optional<Long> price = variant.change().variant().priceCents();
        if (fields.isBlank("price")) {
            faults.add("El precio no puede estar vacío");
        }
        if (!faults.isEmpty() || price.isEmpty()) {
            return catalog.hasProduct(shop, product)
                    ? CatalogErrors.variantNotCreated(faults)
                    : MercatelyErrors.productNotFound();
        }
        return creatingRequests.answer(
                request,
                shop.value(),
                MercatelyErrors.SPANISH,
                tx -> products.addVariant(tx, shop, product, variant.newVariant(price.get()), variant.opening(), ACTOR)
                        .fold(
                                item -> Response.json(201, Json.write(Answered.created(item))),
                                CatalogErrors::variantNotCreated));
    }

    /**
     * {@code PATCH /api/v1/variants/{web_id}} (C19): 400 for a body or a quantity header that cannot be read, 404 for an
     * unknown variant, 422 for fields that cannot be taken, 409 for another quantity than {@code If-Match} or
     * {@code X-Quantity-From} says, 200 with the variant as it is then.
     */
    Response change(Request request) {
        return auth.answer(
                request,
                shop -> WrappedBody.answer(
                        request,
                        "variant",
                        MercatelyErrors.SPANISH,
                        fields -> QuantityHeaders.expected(request)
                                .map(expected -> change(request, shop, fields, expected))
                                .orElseGet(MercatelyErrors.SPANISH::malformed)));
    }

    private Response change(Request request, ShopId shop, Parameters fields, Expected expected) {
        String webId = request.pathParameter("web_id");
        return switch (VariantChangeReader.read(fields)) {
            case Outcome.Ok<ItemChange, List<String>>(ItemChange change) ->
                stock.change(shop, webId, change.expecting(expected.from()), ACTOR)
                        .fold(VariantsHandler::changed, CatalogErrors::variantNotChanged);
            case Outcome.Rejected<ItemChange, List<String>>(List<String> faults) ->
                stock.findByWebId(shop, webId)
                        .map(item -> CatalogErrors.variantNotChanged(faults))
                        .orElseGet(MercatelyErrors::variantNotFound);
        };
    }

    private static Response changed(ItemChanged changed) {
        Response answer = Response.json(200, Json.write(Answered.updated(changed.item())));
        return QuantityHeaders.before(
                QuantityHeaders.now(answer, changed.item().available()), changed.availableBefore());
    }

    /** {@code DELETE /api/v1/variants/{web_id}} (C20): 200, or 404. */
    Response delete(Request request) {
        return auth.answer(
                request,
                shop -> products.deleteVariant(shop, request.pathParameter("web_id"), ACTOR)
                        ? Response.json(200, Json.write(VariantJson.DELETED))
                        : MercatelyErrors.variantNotFound());
    }
}
