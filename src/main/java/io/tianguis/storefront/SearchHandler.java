package io.tianguis.storefront;

import io.tianguis.catalog.ProductSearch;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.SitePaths;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.stock.Products;
import io.tianguis.stock.StockedProduct;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All products, or those whose titles have some words. */
final class SearchHandler {

    private static final int PAGE_SIZE = 24;
    private static final int MAX_WORDS_LENGTH = 200;
    private static final int MAX_NUMBER_DIGITS = 6;

    /** In which order; what is not looked for by words comes newest first unless somebody wants it otherwise. */
    private enum Order {
        NEWEST("", "Lo más nuevo", Optional.empty()),
        TITLE("nombre", "Por nombre", Optional.of(ProductSearch.Order.TITLE_ASCENDING)),
        CHEAPEST("menor-precio", "Menor precio", Optional.of(ProductSearch.Order.PRICE_ASCENDING)),
        DEAREST("mayor-precio", "Mayor precio", Optional.of(ProductSearch.Order.PRICE_DESCENDING));

        private final String word;
        private final String label;
        private final Optional<ProductSearch.Order> searched;

        Order(String word, String label, Optional<ProductSearch.Order> searched) {
            this.word = word;
            this.label = label;
            this.searched = searched;
        }

        /** Words are not looked for by age. */
        static List<Order> of(String words) {
            return Arrays.stream(values())
                    .filter(order -> words.isEmpty() || order.searched.isPresent())
                    .toList();
        }
    }

    /** A link to the same products in an order. */
    record OrderLink(String name, String path, boolean chosen) {}

    /**
     * @param count of the products, in words
     * @param previous null on the first page
     * @param next null on the last page
     */
    record SearchPage(
            Frame frame,
            String words,
            String count,
            long total,
            List<OrderLink> orders,
            List<Tile> tiles,
            long number,
            long pages,
            @Nullable String previous,
            @Nullable String next)
            implements Page {}

    private record Search(String words, Order order, long number) {

        String path(Visit visit, Order ordered, long page) {
            StringBuilder path = new StringBuilder(SitePaths.home(visit.shopId())).append("/buscar");
            char sign = '?';
            if (!words.isEmpty()) {
                path.append(sign).append("q=").append(URLEncoder.encode(words, StandardCharsets.UTF_8));
                sign = '&';
            }
            if (ordered != Order.of(words).getFirst()) {
                path.append(sign).append("orden=").append(ordered.word);
                sign = '&';
            }
            if (page > 1) {
                path.append(sign).append("pagina=").append(page);
            }
            return path.toString();
        }
    }

    private record Found(long total, List<StockedProduct> products) {}

    private final Visits visits;
    private final Products products;
    private final Pictures pictures;
    private final Pages pages;

    SearchHandler(Visits visits, Products products, Pictures pictures, Pages pages) {
        this.visits = visits;
        this.products = products;
        this.pictures = pictures;
        this.pages = pages;
    }

    /** {@code GET /tienda/{shop_id}/buscar}: what {@link Visits#answer} refuses; what cannot be read counts as not said. */
    Response show(Request request) {
        return visits.answer(request, visit -> {
            Search search = read(request);
            Found found = found(visit, search);
            long last = Math.max(1, Math.ceilDiv(found.total(), PAGE_SIZE));
            Head head = search.words().isEmpty() && search.number() == 1
                    ? Head.indexed(
                            "Todos los productos",
                            "Todos los productos de " + visit.shop().name() + ".",
                            SitePaths.home(visit.shopId()) + "/buscar")
                    : Head.passing(search.words().isEmpty() ? "Todos los productos" : search.words());
            return pages.show(
                    visit,
                    "search",
                    head.searching(search.words()),
                    frame -> new SearchPage(
                            frame,
                            search.words(),
                            Texts.products(found.total(), visit.front().prices().locale()),
                            found.total(),
                            Order.of(search.words()).stream()
                                    .map(order -> new OrderLink(
                                            order.label, search.path(visit, order, 1), order == search.order()))
                                    .toList(),
                            pictures.tiles(
                                    visit.front(),
                                    found.products().stream()
                                            .filter(StockedProduct::isOffered)
                                            .toList()),
                            Math.min(search.number(), last),
                            last,
                            search.number() > 1
                                    ? search.path(visit, search.order(), Math.min(search.number() - 1, last))
                                    : null,
                            search.number() < last ? search.path(visit, search.order(), search.number() + 1) : null));
        });
    }

    private static Search read(Request request) {
        String words = Texts.cut(request.queryParameter("q").orElse("").strip(), MAX_WORDS_LENGTH);
        String asked = request.queryParameter("orden").orElse("");
        List<Order> orders = Order.of(words);
        Order order = orders.stream()
                .filter(each -> each.word.equals(asked))
                .findFirst()
                .orElse(orders.getFirst());
        long number = request.queryParameter("pagina")
                .filter(text -> text.length() <= MAX_NUMBER_DIGITS && text.matches("[1-9][0-9]*"))
                .map(Long::parseLong)
                .orElse(1L);
        return new Search(words, order, number);
    }

    private Found found(Visit visit, Search search) {
        long offset = (search.number() - 1) * PAGE_SIZE;
        if (search.order().searched.isEmpty()) {
            Products.Page page = products.listOffered(visit.shopId(), offset, PAGE_SIZE);
            return new Found(page.total(), page.products());
        }
        Products.Found found = products.search(
                visit.shopId(),
                new ProductSearch(
                        Set.of(ProductStatus.ACTIVE),
                        Optional.of(search.words()).filter(words -> !words.isEmpty()),
                        search.order().searched.get()),
                offset,
                PAGE_SIZE);
        return new Found(found.active(), found.products());
    }
}
