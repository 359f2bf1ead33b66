package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.Shop;
import io.tianguis.testkit.TestBackend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the planner is told about a table comes from a sample, and differs from one {@code ANALYZE} to the next. Whatever it is
 * told, a page of orders is found by reading about as much.
 */
class OrderSearchPlansTest {

    private static final int ORDERS = 12_000;
    private static final int BUYERS = 4_000;
    private static final int OFFSET = 300;
    private static final int ROWS = 50;

    /** A search may read so many times what it reads at best, and a little. */
    private static final int TIMES = 3;

    private static final long LITTLE = 500;

    /**
     * How many different values the sample may show in a column; below zero the part of the rows that have one of their own. A
     * shop has few channels, and orders few states.
     */
    private static final Map<String, List<String>> DIFFERENT = Map.of(
            "sales_order.state", List.of("2", "40", "500"),
            "sales_order.channel_key", List.of("1", "20"),
            "sales_order.customer_id", List.of("40", "-0.7"),
            "order_search_count.state", List.of("2", "500"),
            "order_search_count.channel_key", List.of("1", "20"),
            "order_search_count.block", List.of("2", "-0.7"),
            "order_name_place.place", List.of("2", "-0.7"));

    private static final Map<String, List<OrderCriterion>> CRITERIA = Map.of(
            "all",
            List.of(),
            "meli, paid, not delivered",
            List.of(
                    OrderCriterion.channels(Set.of("mercadolibre")),
                    OrderCriterion.paid(true),
                    OrderCriterion.delivered(false)),
            "pending feedback",
            List.of(OrderCriterion.pendingFeedback()));

    private final TestBackend backend = new TestBackend();
    private final Shop shop = backend.shop();
    private final OrderSearch usual = new OrderSearch(backend.database());
    private final Map<String, OrderSearch> searches = new LinkedHashMap<>();

    /** A page, and how it is looked for. */
    private record Sought(String way, String criteria, OrderSorting.By by) {}

    OrderSearchPlansTest() {
        searches.put("as usual", usual);
        for (OrderPageWay way : List.of(OrderPageWay.AMONG, OrderPageWay.ALONG)) {
            searches.put(
                    way.name(),
                    new OrderSearch(backend.database(), Set.of(way), 0, OrderSearch.STRETCH, OrderSearch.FEW_CELLS));
        }
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aPageIsFoundByReadingAboutAsMuchWhateverThePlannerIsTold() {
        fill();
        Map<Sought, Map<String, Long>> read = new LinkedHashMap<>();
        readAll("nothing", read);
        DIFFERENT.forEach((column, numbers) -> {
            for (String number : numbers) {
                tell(column, "SET (n_distinct = %s)".formatted(number));
                readAll(column + " has " + number, read);
            }
            tell(column, "RESET (n_distinct)");
        });
        read.forEach((sought, amounts) -> {
            long least =
                    amounts.values().stream().mapToLong(Long::longValue).min().orElseThrow();
            assertThat(amounts)
                    .as("%s", sought)
                    .allSatisfy((told, amount) -> assertThat(amount).isLessThan(TIMES * least + LITTLE));
        });
    }

    private void tell(String column, String told) {
        String[] names = column.split("\\.");
        backend.database().update("ALTER TABLE %s ALTER COLUMN %s %s".formatted(names[0], names[1], told));
        backend.database().update("ANALYZE " + names[0]);
    }

    private void readAll(String told, Map<Sought, Map<String, Long>> read) {
        OrderCounts counts = usual.search(shop.id(), CountedOrders::counts);
        for (Sought sought : sought()) {
            read.computeIfAbsent(sought, _ -> new LinkedHashMap<>()).put(told, read(sought, counts));
        }
    }

    private List<Sought> sought() {
        List<Sought> sought = new ArrayList<>();
        for (String way : searches.keySet()) {
            for (String criteria : CRITERIA.keySet()) {
                for (OrderSorting.By by : OrderSorting.By.values()) {
                    sought.add(new Sought(way, criteria, by));
                }
            }
        }
        return sought;
    }

    /** How many rows and entries of tables and indexes are read for a page, and how often one of these is asked. */
    private long read(Sought sought, OrderCounts counts) {
        List<OrderCriterion> criteria = CRITERIA.get(sought.criteria());
        SoughtPage page =
                SoughtPage.of(counts, counts.narrowed(criteria), new OrderSorting(sought.by(), true), OFFSET, ROWS);
        return backend.database()
                .transaction(
                        tx -> {
                            long before = read(tx);
                            assertThat(searches.get(sought.way()).page(tx, shop.id(), criteria, page))
                                    .as("%s", sought)
                                    .hasSize(ROWS);
                            return read(tx) - before;
                        },
                        _ -> true);
    }

    private static long read(Statements statements) {
        record Amount(long amount) {}
        return statements.get(Amount.class, """
                SELECT sum(pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_numscans(oid))::bigint AS amount
                  FROM pg_class
                 WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace
                """).amount();
    }

    /** A shop whose buyers have a few orders each, in all states. */
    private void fill() {
        long shopId = shop.shopId();
        backend.database().update("""
                INSERT INTO sales_channel (shop_id, channel_key, name)
                VALUES (?, 'mercadolibre', 'MercadoLibre'), (?, 'shopify', 'Shopify') ON CONFLICT DO NOTHING
                """, shopId, shopId);
        backend.database().update("""
                INSERT INTO customer (shop_id, public_id, first_name, last_name, purchases, created_at, updated_at)
                SELECT ?, 'buyer' || n, (ARRAY['Ana', 'Óscar', 'Zoe', 'Íñigo', 'Luis'])[1 + n %% 5], 'Pérez ' || n * 7919 %% %d, 3,
                       now(), now()
                  FROM generate_series(1, %d) AS n
                """.formatted(BUYERS, BUYERS), shopId);
        backend.database().update("""
                WITH buyer AS MATERIALIZED (
                    SELECT customer_id, row_number() OVER (ORDER BY customer_id) - 1 AS place
                      FROM customer WHERE shop_id = ? AND public_id LIKE 'buyer%%'),
                wanted AS MATERIALIZED (
                    SELECT n, hashint4(n) & 1048575 AS dice, now() - (%d - n) * interval '90 minutes' AS at
                      FROM generate_series(1, %d) AS n),
                made AS (
                    INSERT INTO sales_order (shop_id, web_id, channel_key, number, external_id, customer_id, currency,
                                             products_total_cents, created_at, updated_at, contact_status, processed_at,
                                             payment_status, delivered_at, closed_at, buyer_feedback, seller_feedback)
                    SELECT ?, 'p' || lpad(n::text, 9, '0'), CASE WHEN dice %% 9 < 2 THEN 'mercadolibre' ELSE 'shopify' END,
                           'P-' || n, 'P-' || n, b.customer_id, 'MXN', 36000, at, at + dice %% 10 * interval '1 day',
                           (ARRAY['new', 'first_contact', 'confirmed_data'])[1 + dice %% 3],
                           CASE WHEN dice %% 4 > 0 THEN at END, CASE WHEN dice %% 11 < 9 THEN 'paid' ELSE 'pending' END,
                           CASE WHEN dice %% 5 > 1 THEN at END, CASE WHEN dice %% 13 > 5 THEN at END,
                           CASE WHEN dice %% 7 < 3 THEN 'bien' END, CASE WHEN dice %% 17 < 8 THEN 'bien' END
                      FROM wanted w
                      JOIN buyer b ON b.place = (w.n * 7919) %% %d
                    RETURNING *)
                INSERT INTO order_search_change (shop_id, channel_key, state, created_block, updated_block, customer_block,
                                                 customer_id, delta)
                SELECT shop_id, channel_key, state, order_period(created_at), order_period(updated_at), customer_id >> 2,
                       customer_id, 1
                  FROM made
                """.formatted(ORDERS, ORDERS, BUYERS), shopId, shopId);
        while (usual.fold()) {}
        backend.database().refreshStatistics();
    }
}
