package io.tianguis.dialects.mercadoshops;

import io.tianguis.catalog.ProductSearch;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.dialects.mercadoshops.MercadoShopsAuth.Reader;
import io.tianguis.dialects.mercadoshops.SearchMenu.Filter;
import io.tianguis.dialects.mercadoshops.SearchMenu.Order;
import io.tianguis.dialects.mercadoshops.SearchMenu.Search;
import io.tianguis.dialects.mercadoshops.SearchMenu.Value;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.stock.Products;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedProduct;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Listings: the products of the one catalog, by their ids and searched (S15). */
final class ListingsHandler {

    private static final String STATUS = "status";

    private static final Order BY_TITLE = new Order("title_asc", "Sort by title ascending");

    /** The names are the source's, that of paused listings too. */
    private static final SearchMenu MENU = new SearchMenu(
            List.of(
                    BY_TITLE,
                    new Order("title_desc", "Sort by title descending"),
                    new Order("price_asc", "Sort by price ascending"),
                    new Order("price_desc", "Sort by price descending")),
            BY_TITLE,
            List.of(new Filter(
                    STATUS,
                    "Status",
                    List.of(new Value("active", "Active publications"), new Value("paused", "Inactive publications")))),
            List.of("query"));

    private static final Map<String, ProductSearch.Order> ORDERS = Map.of(
            "title_asc", ProductSearch.Order.TITLE_ASCENDING,
            "title_desc", ProductSearch.Order.TITLE_DESCENDING,
            "price_asc", ProductSearch.Order.PRICE_ASCENDING,
            "price_desc", ProductSearch.Order.PRICE_DESCENDING);

    private final MercadoShopsAuth auth;
    private final Stock stock;
    private final Products products;
    private final Links links;

    ListingsHandler(MercadoShopsAuth auth, Stock stock, Products products, Links links) {
        this.auth = auth;
        this.stock = stock;
        this.products = products;
        this.links = links;
    }

    /**
     * {@code GET /v1/shops/{shop_id}/listings/{listing_id}}: what {@link MercadoShopsAuth#answerPublicly} refuses, then 400
     * for an id that is no number, 404 for a listing that is not there, or is paused when no token was sent.
     */
    Response show(Request request) {
        return auth.answerPublicly(
                request, reader -> MercadoShopsIds.answer(request, "listing_id", id -> listing(reader, id)));
    }

    private Response listing(Reader reader, long listingId) {
        return stock.findProduct(reader.shop().id(), listingId)
                .filter(product -> isShown(product, reader))
                .map(product -> Response.json(200, Json.write(ListingJson.of(reader.shop(), product, links))))
                .orElseGet(MercadoShopsErrors::listingNotFound);
    }

    /** A product of which no variant is left has neither price nor stock: nothing is offered. */
    private static boolean isShown(StockedProduct product, Reader reader) {
        return !product.variants().isEmpty()
                && shown(reader).contains(product.product().status());
    }

    private static Set<ProductStatus> shown(Reader reader) {
        return reader.authorized() ? Set.of(ProductStatus.values()) : Set.of(ProductStatus.ACTIVE);
    }

    /**
     * {@code GET /v1/shops/{shop_id}/listings/search}: what {@link MercadoShopsAuth#answerPublicly} refuses, then what
     * {@link SearchMenu#read} does. Without a token there are active listings only, as if there were no others.
     */
    Response search(Request request) {
        return auth.answerPublicly(
                request, reader -> MENU.read(request).fold(search -> found(reader, search), refusal -> refusal));
    }

    private Response found(Reader reader, Search search) {
        @Nullable String status = search.filters().get(STATUS);
        Set<ProductStatus> asked = shown(reader).stream()
                .filter(each -> status == null || MercadoShopsFormats.word(each).equals(status))
                .collect(Collectors.toUnmodifiableSet());
        Products.Found found = products.search(
                reader.shop().id(),
                new ProductSearch(
                        asked, search.query(), ORDERS.get(search.order().id())),
                search.offset(),
                search.limit());
        Map<ProductStatus, Long> counts = new EnumMap<>(Map.of(
                ProductStatus.ACTIVE, found.active(),
                ProductStatus.PAUSED, found.paused()));
        counts.keySet().retainAll(shown(reader));
        return Response.json(
                200,
                Json.write(SearchJson.of(
                        reader.shop().id(),
                        MENU,
                        search,
                        asked.stream().mapToLong(counts::get).sum(),
                        Map.of(
                                STATUS,
                                counts.entrySet().stream()
                                        .collect(Collectors.toMap(
                                                count -> MercadoShopsFormats.word(count.getKey()),
                                                Map.Entry::getValue))),
                        found.products().stream()
                                .filter(product -> !product.variants().isEmpty())
                                .map(product -> FoundListingJson.of(reader.shop(), product, links))
                                .toList())));
    }
}
