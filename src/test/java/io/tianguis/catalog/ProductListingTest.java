package io.tianguis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.catalog.ProductSearch.Order;
import io.tianguis.catalog.ProductSearchSql.Found;
import io.tianguis.kernel.Change;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.ItemChange;
import io.tianguis.stock.OpeningStock;
import io.tianguis.stock.Products;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages and counts of a listing that is divided every few products, compared with what a scan finds. */
class ProductListingTest {

    private static final Set<ProductStatus> ALL = EnumSet.allOf(ProductStatus.class);
    private static final List<Set<ProductStatus>> STATUSES =
            List.of(ALL, Set.of(ProductStatus.ACTIVE), Set.of(ProductStatus.PAUSED), Set.of());
    private static final List<String> WORDS =
            List.of("Camisa", "Ñandú", "árbol", "Oso", "camión", "Niño", "\uffff\uffff", "100%", "zeta");
    private static final List<String> SOUGHT = List.of("ca", "CAMI", "nandu", "oso zeta", "o", "nin", "zz", "100");

    private static final int COMMON_FROM = 6;
    private static final int STRETCH = 4;
    private static final int LONGEST_STRETCH = 7;

    private final TestBackend backend = new TestBackend();
    private final Database database = backend.database();
    private final Products products = backend.get().products();
    private final ShopId shop = backend.stranger().id();
    private final ProductListing listing = new ProductListing(database, 2, COMMON_FROM, STRETCH, LONGEST_STRETCH);
    private final AtomicInteger made = new AtomicInteger();

    private record Row(long productId, ProductStatus status) {}

    private record Number(long number) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void everyPageAndCountIsThatOfAScanHoweverTheProductsAreDivided() {
        Random random = new Random(11);
        for (int round = 0; round < 30; round++) {
            for (int step = 0; step < 10; step++) {
                change(random);
            }
            if (round % 4 > 0) {
                fold();
            }
            for (int search = 0; search < 20; search++) {
                compare(random);
            }
        }
        assertThat(number("SELECT count(*) AS number FROM product_mark WHERE axis = 'title'"))
                .isGreaterThan(10);
        assertThat(number("SELECT count(*) AS number FROM product_words")).isPositive();
        assertThat(number("""
                SELECT count(*) AS number
                  FROM product_list_count
                 WHERE level = 10 AND list LIKE 'price:%%' AND rows > %d
                """.formatted(LONGEST_STRETCH))).isZero();
    }

    @Test
    void wordsThatAreLookedForBeyondTheMostAreCountedInsteadOfTheFirst() {
        Random random = new Random(12);
        for (int each = 0; each < 20; each++) {
            create(random);
        }
        fold();
        List<String> many = new ArrayList<>();
        for (int each = 0; each < 70; each++) {
            many.add("palabra" + each);
        }
        String webId = webId(scan(new ProductSearch(ALL, Optional.empty(), Order.TITLE_ASCENDING))
                .getFirst()
                .productId());
        ProductListing eager = new ProductListing(database, 2, 0, STRETCH, LONGEST_STRETCH);
        many.forEach(
                words -> eager.search(shop, new ProductSearch(ALL, Optional.of(words), Order.TITLE_ASCENDING), 0, 5));
        assertThat(number("SELECT count(*) AS number FROM product_words")).isEqualTo(64);
        change(webId, Optional.of("Palabra0 palabra69"), Optional.empty());
        for (String words : List.of("palabra0", "palabra69")) {
            ProductSearch search = new ProductSearch(ALL, Optional.of(words), Order.PRICE_DESCENDING);
            assertThat(eager.search(shop, search, 0, 5).ids()).as(words).hasSize(1);
        }
    }

    @Test
    void productsThatAreListedWhileTheyAreDividedAndWordsBeginToBeCountedAreEachCountedOnce() throws Exception {
        Random random = new Random(13);
        for (int each = 0; each < 20; each++) {
            create(random);
        }
        fold();
        List<Callable<Object>> calls = new ArrayList<>();
        for (int each = 0; each < 40; each++) {
            Random own = new Random(each);
            calls.add(() -> {
                create(own);
                change(own);
                return true;
            });
            calls.add(listing::fold);
            String words = SOUGHT.get(each % SOUGHT.size());
            calls.add(() -> listing.search(
                    shop, new ProductSearch(ALL, Optional.of(words), Order.PRICE_ASCENDING), each(own), 5));
        }
        Collections.shuffle(calls, random);
        TestBackend.race(calls);
        for (int search = 0; search < 150; search++) {
            compare(random);
            if (search == 75) {
                fold();
            }
        }
    }

    private static int each(Random random) {
        return random.nextInt(10);
    }

    private void compare(Random random) {
        ProductSearch search = new ProductSearch(
                STATUSES.get(random.nextInt(STATUSES.size())),
                random.nextBoolean() ? Optional.empty() : Optional.of(SOUGHT.get(random.nextInt(SOUGHT.size()))),
                Order.values()[random.nextInt(4)]);
        List<Row> scanned = scan(search);
        List<Long> expected = scanned.stream()
                .filter(row -> search.statuses().contains(row.status()))
                .map(Row::productId)
                .toList();
        int offset = random.nextInt(expected.size() + 2);
        int limit = random.nextInt(9);
        Found found = listing.search(shop, search, offset, limit);
        assertThat(found.ids())
                .as("%s from %d", search, offset)
                .isEqualTo(expected.stream().skip(offset).limit(limit).toList());
        assertThat(found.active()).isEqualTo(count(scanned, ProductStatus.ACTIVE));
        assertThat(found.paused()).isEqualTo(count(scanned, ProductStatus.PAUSED));
    }

    private static long count(List<Row> rows, ProductStatus status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }

    /** Of any status. */
    private List<Row> scan(ProductSearch search) {
        String sort =
                switch (search.order()) {
                    case TITLE_ASCENDING -> "p.title COLLATE \"es-x-icu\", p.product_id";
                    case TITLE_DESCENDING -> "p.title COLLATE \"es-x-icu\" DESC, p.product_id DESC";
                    case PRICE_ASCENDING -> "v.price, p.product_id";
                    case PRICE_DESCENDING -> "v.price DESC, p.product_id DESC";
                };
        return database.list(
                Row.class, """
                SELECT p.product_id, p.status
                  FROM product p
                 CROSS JOIN LATERAL (
                       SELECT min(price_cents) AS price
                         FROM variant v
                        WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL) v
                 WHERE p.shop_id = ? AND p.deleted_at IS NULL AND v.price IS NOT NULL
                   AND customer_search_text(p.title) LIKE ALL (
                       SELECT '% ' || word || '%'
                         FROM unnest(string_to_array(customer_search_text(?), ' ')) AS word
                        WHERE word <> '')
                 ORDER BY""" + " " + sort, shop.value(), search.words().orElse(""));
    }

    private void change(Random random) {
        List<Row> rows = scan(new ProductSearch(ALL, Optional.empty(), Order.PRICE_ASCENDING));
        if (rows.size() < 8 || random.nextInt(3) == 0) {
            create(random);
            return;
        }
        String webId = webId(rows.get(random.nextInt(rows.size())).productId());
        switch (random.nextInt(4)) {
            case 0 -> products.delete(shop, webId, "prueba");
            case 1 -> change(webId, Optional.of(title(random)), Optional.empty());
            case 2 ->
                change(
                        webId,
                        Optional.empty(),
                        Optional.of(random.nextBoolean() ? ProductStatus.ACTIVE : ProductStatus.PAUSED));
            default -> price(webId, random);
        }
    }

    private static String title(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size()));
    }

    private void create(Random random) {
        NewVariant variant = new NewVariant(
                List.of("M"),
                "L-" + made.incrementAndGet(),
                null,
                // Many of one price.
                random.nextInt(3) * 100L,
                null,
                null,
                null,
                NewVariant.Dimensions.UNKNOWN,
                NewVariant.MarketplaceSkus.NONE,
                NewVariant.Customs.NONE,
                null);
        NewProduct product = new NewProduct(
                title(random),
                null,
                null,
                random.nextInt(3) == 0 ? ProductStatus.PAUSED : ProductStatus.ACTIVE,
                List.of(),
                List.of(new NewOption("Talla", List.of("M"))),
                List.of(variant));
        backend.accepted(tx -> products.create(tx, shop, product, List.of(OpeningStock.NONE)));
    }

    private void change(String webId, Optional<String> title, Optional<ProductStatus> status) {
        products.change(
                shop,
                webId,
                new ProductChange(title, Change.none(), Change.none(), status, Optional.empty(), List.of()),
                new ItemChange(VariantChange.NOTHING, Optional.empty(), Optional.empty()),
                List.of(),
                "prueba");
    }

    private void price(String webId, Random random) {
        VariantChange change = new VariantChange(
                Optional.of(random.nextInt(4) * 50L), Change.none(), Optional.empty(), Change.none(), Change.none());
        products.change(
                shop,
                webId,
                new ProductChange(
                        Optional.empty(), Change.none(), Change.none(), Optional.empty(), Optional.empty(), List.of()),
                new ItemChange(change, Optional.empty(), Optional.empty()),
                List.of(),
                "prueba");
    }

    private String webId(long productId) {
        record WebId(String webId) {}
        return database.get(
                        WebId.class,
                        "SELECT web_id FROM product WHERE shop_id = ? AND product_id = ?",
                        shop.value(),
                        productId)
                .webId();
    }

    private long number(String sql) {
        return database.get(Number.class, sql).number();
    }

    private void fold() {
        int rounds = 0;
        while (listing.fold()) {
            rounds++;
            assertThat(rounds).as("divided again and again").isLessThan(1_000);
        }
    }
}
