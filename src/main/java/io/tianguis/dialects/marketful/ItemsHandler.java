package io.tianguis.dialects.marketful;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.VariantChange;
import io.tianguis.dialects.marketful.ItemChangeIntake.Refusal;
import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
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

    /** {@code GET /api/items}: 200 with a page, newest first (K11). */
    Response list(Request request) {
        return auth.answer(request, Refusals.OTHERS, (seller, parameters) -> {
            Paging paging = Paging.read(parameters);
            Stock.Page page = stock.list(seller.shop().id(), paging.offset(), paging.limit());
            return Response.json(200, Json.write(ItemJson.Page.of(page, paging)));
        });
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
     * {@code GET /items/get_stock_ean}: 402 without an EAN, 401 for an unknown one, 200 with what can be sold now (K21) of
     * the newest item that has it.
     */
    Response getStockByEan(Request request) {
        return auth.answer(request, Refusals.OTHERS, this::stockOfEan);
    }

    private Response stockOfEan(Seller seller, Parameters parameters) {
        Optional<String> ean = parameters.text("ean").filter(text -> !text.isEmpty());
        if (ean.isEmpty()) {
            return MarketfulErrors.eanMissing();
        }
        return stock.findByEan(seller.shop().id(), ean.get())
                .map(item -> Response.json(200, Json.write(ItemJson.LevelOfEan.of(item))))
                .orElseGet(() -> MarketfulErrors.eanNotFound(ean.get()));
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

    /**
     * {@code POST /items/delete_item} (K18): 402 without an integer as id, 401 for an item that never was, 400 for one that
     * is deleted or that open orders hold, 200.
     */
    Response deleteItem(Request request) {
        return auth.answer(request, Refusals.OTHERS, this::delete);
    }

    private Response delete(Seller seller, Parameters parameters) {
        if (parameters.isBlank("item_id")) {
            return MarketfulErrors.itemIdMissing();
        }
        Optional<Long> itemId = parameters.integer("item_id");
        if (itemId.isEmpty()) {
            return MarketfulErrors.itemIdNotInteger();
        }
        return stock.delete(seller.shop().id(), itemId.get(), seller.user())
                .fold(
                        deleted -> Response.json(200, Json.write(ItemJson.Deleted.of(deleted))),
                        rejection -> MarketfulErrors.refused(rejection, itemId.get()));
    }

    /**
     * {@code POST /items/update_item} (K19): 402 without an integer as id, then in the order of the source's table 201 when
     * there is nothing to change, 400 for a SKU that another item has or that is blank, and for an unknown item, 405 for
     * wrong data, 200 with the item.
     */
    Response updateItem(Request request) {
        return auth.answer(request, Refusals.OTHERS, this::update);
    }

    private Response update(Seller seller, Parameters parameters) {
        ShopId shop = seller.shop().id();
        Optional<Long> itemId = parameters.integer("item_id");
        if (itemId.isEmpty()) {
            return MarketfulErrors.itemIdMissing();
        }
        return switch (ItemChangeIntake.read(parameters)) {
            case Outcome.Ok<VariantChange, Refusal>(VariantChange change) ->
                stock.change(shop, itemId.get(), change)
                        .fold(
                                item -> Response.json(200, Json.write(ItemJson.Updated.of(item))),
                                MarketfulErrors::refused);
            case Outcome.Rejected<VariantChange, Refusal>(Refusal refusal) ->
                switch (refusal) {
                    case Refusal.Nothing _ -> MarketfulErrors.nothingToUpdate();
                    case Refusal.SkuBlank _ -> MarketfulErrors.skuBlank();
                    case Refusal.Invalid(Optional<String> sku, List<String> errors) ->
                        stock.refusal(shop, itemId.get(), sku)
                                .map(MarketfulErrors::refused)
                                .orElseGet(() -> MarketfulErrors.itemNotUpdated(errors));
                };
        };
    }
}
