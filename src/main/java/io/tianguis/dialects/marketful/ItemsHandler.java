package io.tianguis.dialects.marketful;

import io.tianguis.catalog.NewProduct;
import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.Stock;
import java.util.List;
import java.util.Optional;

/** Items: the variants of the one catalog, by their SKUs (K15). */
final class ItemsHandler {

    private final MarketfulAuth auth;
    private final Stock stock;
    private final CreatingRequests creatingRequests;

    ItemsHandler(MarketfulAuth auth, Stock stock, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.stock = stock;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET /items/get_stock}: 402 without a SKU, 401 for an unknown one, 200 with what can be sold now (K21). */
    Response getStock(Request request) {
        return auth.answer(request, Refusals.OTHERS, this::stockOf);
    }

    private Response stockOf(Seller seller, Parameters parameters) {
        Optional<String> sku = parameters.text("sku").filter(text -> !text.isEmpty());
        if (sku.isEmpty()) {
            return MarketfulErrors.skuMissing();
        }
        return stock.findAvailability(seller.shop().id(), sku.get())
                .map(item -> Response.json(200, Json.write(ItemJson.Level.of(item))))
                .orElseGet(() -> MarketfulErrors.itemNotFound(sku.get()));
    }

    /**
     * {@code POST /items/create_item} (K17): 402 without a list of items that have a SKU and a title, 401 when the data of
     * one is wrong, 201 when some could not be saved, 200 when all were.
     */
    Response createItems(Request request) {
        return auth.answer(
                request,
                Refusals.OTHERS,
                (seller, parameters) -> ItemIntake.read(parameters)
                        .fold(items -> register(request, seller, items), MarketfulErrors::refused));
    }

    private Response register(Request request, Seller seller, List<NewProduct> items) {
        return creatingRequests.answer(
                request,
                seller.shop().shopId(),
                MarketfulErrors.PAGES,
                tx -> ItemJson.registration(
                        items, stock.register(tx, seller.shop().id(), items)));
    }
}
