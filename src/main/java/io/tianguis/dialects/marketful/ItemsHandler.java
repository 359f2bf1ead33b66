package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.MarketfulAuth.Refusals;
import io.tianguis.dialects.marketful.MarketfulAuth.Seller;
import io.tianguis.platform.http.CreatingRequests;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.Stock;
import java.util.Optional;

/** Items: the variants of the one catalog, by their SKUs (K15). */
final class ItemsHandler {

    private final MarketfulAuth auth;
    private final Stock stock;
    private final CreatingRequests creatingRequests;
    private final Intake intake = Intake.strict();

    ItemsHandler(MarketfulAuth auth, Stock stock, CreatingRequests creatingRequests) {
        this.auth = auth;
        this.stock = stock;
        this.creatingRequests = creatingRequests;
    }

    /** {@code GET /items/get_stock}: 402 without a SKU, 401 for an unknown one, 200 with what can be sold now (K21). */
    Response getStock(Request request) {
        return auth.answer(request, Refusals.OTHERS, seller -> stockOf(seller, request));
    }

    private Response stockOf(Seller seller, Request request) {
        Parameters parameters;
        try {
            parameters = intake.read(request);
        } catch (InvalidParameters malformed) {
            return MarketfulErrors.invalidParameters();
        }
        Optional<String> sku = parameters.text("sku").filter(text -> !text.isEmpty());
        if (sku.isEmpty()) {
            return MarketfulErrors.message(402, "SKU param must be present and must be String");
        }
        return stock.findBySku(seller.shop().id(), sku.get())
                .map(item -> Response.json(200, Json.write(ItemJson.Level.of(item))))
                .orElseGet(() -> MarketfulErrors.message(401, "Item " + sku.get() + " not found"));
    }
}
