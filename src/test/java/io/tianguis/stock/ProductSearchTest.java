package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductChange;
import io.tianguis.catalog.ProductSearch;
import io.tianguis.catalog.ProductSearch.Order;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProductSearchTest {

    private static final Set<ProductStatus> ALL = EnumSet.allOf(ProductStatus.class);
    private static final List<String> SIZES = List.of("CH", "M", "G");
    private static final List<String> WORDS =
            List.of("Camisa", "Ñandú", "árbol", "Oso", "nube", "Zapato", "camión", "Niño", "Útil", "zeta");

    private final TestBackend backend = new TestBackend();
    private final Products products = backend.get().products();
    private final ShopId shop = backend.stranger().id();
    private final Random random = new Random(7);
    private int made;

    private record Id(long productId) {}

    private record Count(String status, long products) {}

    @BeforeEach
    void keepNothingPaused() {
        products.delete(shop, World.MULTI, "prueba");
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void titlesComeAsInASpanishDictionaryAndPricesByTheLowestOfTheVariants() {
        for (String title : List.of("oso", "Ñandú", "nube", "arco", "Árbol", "zapato", "agua", "Niño", "NUEZ")) {
            create(title, ProductStatus.PAUSED, 1_000);
        }
        assertThat(titles(search(Set.of(ProductStatus.PAUSED), Order.TITLE_ASCENDING, null, 0, 50)))
                .containsExactly("agua", "Árbol", "arco", "Niño", "nube", "NUEZ", "Ñandú", "oso", "zapato");
        assertThat(titles(search(Set.of(ProductStatus.PAUSED), Order.TITLE_DESCENDING, null, 7, 50)))
                .containsExactly("Árbol", "agua");
        long cheap = create("x", ProductStatus.PAUSED, 5_000, 10, 7_000);
        assertThat(search(Set.of(ProductStatus.PAUSED), Order.PRICE_ASCENDING, null, 0, 1)
                        .products()
                        .getFirst()
                        .product()
                        .productId())
                .isEqualTo(cheap);
    }

    @Test
    void wordsBeginAWordOfTheTitleAccentsAndLetterCaseAside() {
        create("Camión de Árboles", ProductStatus.ACTIVE, 1_000);
        create("Camisa", ProductStatus.PAUSED, 1_000);
        for (String words : List.of("camion", "CAMIÓN", "arb", "arboles camion", " de ", "d", "cami", "ca", "á")) {
            assertThat(titles(search(ALL, Order.TITLE_ASCENDING, words, 0, 50)))
                    .as(words)
                    .contains("Camión de Árboles");
        }
        for (String words : List.of("amion", "arboles camisa", "%", "---", "\u0000", "c_mion", "camionn")) {
            assertThat(search(ALL, Order.TITLE_ASCENDING, words, 0, 50))
                    .as(words)
                    .isEqualTo(new Products.Found(0, 0, List.of()));
        }
        Products.Found found = search(Set.of(ProductStatus.PAUSED), Order.TITLE_ASCENDING, "cami", 0, 50);
        assertThat(titles(found)).containsExactly("Camisa");
        assertThat(found.active()).isEqualTo(1);
        assertThat(found.paused()).isEqualTo(1);
    }

    @Test
    void aSearchForNoStatusFindsNothingAndCountsAll() {
        create("Camisa", ProductStatus.PAUSED, 1_000);
        Products.Found found = search(Set.of(), Order.TITLE_ASCENDING, null, 0, 50);
        assertThat(found.products()).isEmpty();
        assertThat(found.paused()).isEqualTo(1);
        assertThat(search(ALL, Order.TITLE_ASCENDING, null, Long.MAX_VALUE / 2, 200)
                        .products())
                .isEmpty();
    }

    /** Whatever is done to products and variants, each page and count is what a scan of them all tells. */
    @Test
    void everyPageAndCountIsThatOfAScanWhileChangesWaitToBeSummedUp() {
        for (int round = 0; round < 12; round++) {
            for (int step = 0; step < 15; step++) {
                change();
            }
            if (round % 3 == 1) {
                backend.get().catalog().foldLists();
            }
            for (Set<ProductStatus> statuses :
                    List.of(ALL, Set.of(ProductStatus.ACTIVE), Set.of(ProductStatus.PAUSED))) {
                for (Order order : Order.values()) {
                    compare(statuses, order, null);
                    compare(
                            statuses,
                            order,
                            WORDS.get(random.nextInt(WORDS.size())).substring(0, 2));
                }
            }
        }
    }

    /** Two variants of one product, whose prices many callers change at once, while others add and delete variants. */
    @Test
    void theLowestPriceIsExactHoweverManyChangeVariantsAtOnce() throws Exception {
        for (int round = 0; round < 4; round++) {
            long productId = create("Carrera " + round, ProductStatus.ACTIVE, 900_000, 900_000);
            List<StockedVariant> variants = variants(productId);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int caller = 0; caller < 40; caller++) {
                StockedVariant variant = variants.get(caller % 2);
                long price = 1 + random.nextInt(800_000);
                boolean pause = caller == 20;
                boolean delete = caller == 39;
                calls.add(() -> {
                    if (pause) {
                        return pause(productId);
                    }
                    return delete ? products.deleteVariant(shop, variant.webId(), "prueba") : price(variant, price);
                });
            }
            TestBackend.race(calls);
            compare(ALL, Order.PRICE_ASCENDING, null);
            compare(Set.of(ProductStatus.PAUSED), Order.PRICE_DESCENDING, null);
        }
    }

    private void compare(Set<ProductStatus> statuses, Order order, @Nullable String word) {
        List<Long> scanned = scan(statuses, order, word);
        List<Count> counts = counts(word);
        for (int offset = 0; offset <= scanned.size(); offset += 1 + random.nextInt(7)) {
            int limit = 1 + random.nextInt(8);
            Products.Found found = search(statuses, order, word, offset, limit);
            assertThat(found.products())
                    .extracting(product -> product.product().productId())
                    .as("%s %s %s from %d", statuses, order, word, offset)
                    .isEqualTo(scanned.subList(offset, Math.min(scanned.size(), offset + limit)));
            assertThat(found.active()).isEqualTo(count(counts, "active"));
            assertThat(found.paused()).isEqualTo(count(counts, "paused"));
        }
    }

    private static long count(List<Count> counts, String status) {
        return counts.stream()
                .filter(count -> count.status().equals(status))
                .mapToLong(Count::products)
                .sum();
    }

    private static final String SCANNED = """
            FROM product p
             CROSS JOIN LATERAL (
                   SELECT min(price_cents) AS price
                     FROM variant v
                    WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL) v
             WHERE p.shop_id = ? AND p.deleted_at IS NULL AND v.price IS NOT NULL
               AND customer_search_text(p.title) LIKE '%% ' || ltrim(customer_search_text(?)) || '%%'
            """;

    private List<Long> scan(Set<ProductStatus> statuses, Order order, @Nullable String word) {
        String sort =
                switch (order) {
                    case TITLE_ASCENDING -> "p.title COLLATE \"es-x-icu\", p.product_id";
                    case TITLE_DESCENDING -> "p.title COLLATE \"es-x-icu\" DESC, p.product_id DESC";
                    case PRICE_ASCENDING -> "v.price, p.product_id";
                    case PRICE_DESCENDING -> "v.price DESC, p.product_id DESC";
                };
        return backend
                .database()
                .list(
                        Id.class,
                        "SELECT p.product_id " + SCANNED.replace("%%", "%") + " AND p.status = ANY (?) ORDER BY "
                                + sort,
                        shop.value(),
                        word == null ? "" : word,
                        statuses.toArray(ProductStatus[]::new))
                .stream()
                .map(Id::productId)
                .toList();
    }

    private List<Count> counts(@Nullable String word) {
        return backend.database()
                .list(
                        Count.class,
                        "SELECT p.status, count(*) AS products " + SCANNED.replace("%%", "%") + " GROUP BY p.status",
                        shop.value(),
                        word == null ? "" : word);
    }

    private void change() {
        List<Long> ids = scan(ALL, Order.PRICE_ASCENDING, null);
        long productId = ids.isEmpty() ? 0 : ids.get(random.nextInt(ids.size()));
        int what = ids.size() < 8 ? 0 : random.nextInt(10);
        switch (what) {
            case 0, 1, 2 ->
                create(
                        WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size())),
                        random.nextInt(3) == 0 ? ProductStatus.PAUSED : ProductStatus.ACTIVE,
                        100L * random.nextInt(5),
                        100L * random.nextInt(5));
            case 3 -> products.delete(shop, webId(productId), "prueba");
            case 4 -> products.deleteVariant(shop, anyVariant(productId).webId(), "prueba");
            case 5 -> backend.get().stock().delete(shop, anyVariant(productId).variantId(), "prueba");
            case 6 -> pause(productId);
            case 7 -> face(productId, Optional.of(WORDS.get(random.nextInt(WORDS.size()))), Optional.empty());
            case 8 -> addVariant(productId);
            default -> price(anyVariant(productId), 100L * random.nextInt(5));
        }
    }

    private long create(String title, ProductStatus status, long... prices) {
        List<NewVariant> variants = new ArrayList<>();
        for (long price : prices) {
            variants.add(variant(SIZES.get(variants.size()), price));
        }
        NewProduct product =
                new NewProduct(title, null, null, status, List.of(), List.of(new NewOption("Talla", SIZES)), variants);
        return backend.accepted(tx -> products.create(
                        tx,
                        shop,
                        product,
                        variants.stream().map(_ -> OpeningStock.NONE).toList()))
                .product()
                .productId();
    }

    private NewVariant variant(String size, long price) {
        made++;
        return new NewVariant(
                List.of(size),
                "B-" + made,
                null,
                price,
                null,
                null,
                null,
                NewVariant.Dimensions.UNKNOWN,
                NewVariant.MarketplaceSkus.NONE,
                NewVariant.Customs.NONE,
                null);
    }

    private void addVariant(long productId) {
        backend.run(tx -> products.addVariant(
                tx, shop, webId(productId), variant(SIZES.get(random.nextInt(3)), 50), OpeningStock.NONE, "prueba"));
    }

    private boolean price(StockedVariant variant, long price) {
        VariantChange change =
                new VariantChange(Optional.of(price), Change.none(), Optional.empty(), Change.none(), Change.none());
        return backend.get()
                        .stock()
                        .change(
                                shop,
                                variant.webId(),
                                new ItemChange(change, Optional.empty(), Optional.empty()),
                                "prueba")
                instanceof Outcome.Ok;
    }

    private boolean pause(long productId) {
        return face(productId, Optional.empty(), Optional.of(ProductStatus.PAUSED));
    }

    private boolean face(long productId, Optional<String> title, Optional<ProductStatus> status) {
        return products.change(
                        shop,
                        webId(productId),
                        new ProductChange(title, Change.none(), Change.none(), status, Optional.empty(), List.of()),
                        new ItemChange(VariantChange.NOTHING, Optional.empty(), Optional.empty()),
                        List.of(),
                        "prueba")
                instanceof Outcome.Ok;
    }

    private String webId(long productId) {
        return backend.get()
                .stock()
                .findProduct(shop, productId)
                .orElseThrow()
                .product()
                .webId();
    }

    private List<StockedVariant> variants(long productId) {
        return backend.get().stock().findProduct(shop, productId).orElseThrow().variants();
    }

    private StockedVariant anyVariant(long productId) {
        List<StockedVariant> variants = variants(productId);
        return variants.get(random.nextInt(variants.size()));
    }

    private Products.Found search(
            Set<ProductStatus> statuses, Order order, @Nullable String words, long offset, int limit) {
        return products.search(shop, new ProductSearch(statuses, Optional.ofNullable(words), order), offset, limit);
    }

    private static List<String> titles(Products.Found found) {
        return found.products().stream()
                .map(product -> product.product().title())
                .toList();
    }
}
