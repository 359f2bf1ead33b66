package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.ProductStatus;
import io.tianguis.dialects.mercadoshops.MercadoShopsAuth.Reader;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedProduct;
import java.util.Optional;

/** Listings: the products of the one catalog, by their ids (S15). */
final class ListingsHandler {

    private final MercadoShopsAuth auth;
    private final Stock stock;
    private final Links links;

    ListingsHandler(MercadoShopsAuth auth, Stock stock, Links links) {
        this.auth = auth;
        this.stock = stock;
        this.links = links;
    }

    /**
     * {@code GET /v1/shops/{shop_id}/listings/{listing_id}}: what {@link MercadoShopsAuth#answerPublicly} refuses, then 400
     * for an id that is no number, 404 for a listing that is not there, or is paused when no token was sent.
     */
    Response show(Request request) {
        return auth.answerPublicly(request, reader -> listing(reader, request));
    }

    private Response listing(Reader reader, Request request) {
        Optional<Long> id = MercadoShopsIds.number(request.pathParameter("listing_id"));
        if (id.isEmpty()) {
            return MercadoShopsErrors.idNotNumeric();
        }
        return stock.findProduct(reader.shop().id(), id.get())
                .filter(product -> isShown(product, reader))
                .map(product -> Response.json(200, Json.write(ListingJson.of(reader.shop(), product, links))))
                .orElseGet(MercadoShopsErrors::listingNotFound);
    }

    /** A product of which no variant is left has neither price nor stock: nothing is offered. */
    private static boolean isShown(StockedProduct product, Reader reader) {
        return !product.variants().isEmpty()
                && (reader.authorized() || product.product().status() == ProductStatus.ACTIVE);
    }
}
