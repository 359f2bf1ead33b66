package io.tianguis.orders;

import io.tianguis.orders.OrderBlocksSql.Shape;
import io.tianguis.orders.OrderSearchSql.Narrowing;
import io.tianguis.platform.sql.NamedLock;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the stretches of buyers' names by which orders are counted (decision 0032). A stretch begins with its mark,
 * whose place is the number of its block. The orders of a customer are counted at the place that {@code order_name_place} has;
 * triggers tell in {@code order_name_change} whose name may be another since. Nobody who gives a name or changes an order
 * waits for this: what waits to be counted is read with the counts, in one statement.
 */
final class OrderNamesSql {

    static final String LIST = "name";

    /** How many bits of a place are within one block of each level, from level 1 on. */
    static final List<Integer> SHIFTS = List.of(0, 3, 6, 9, 12);

    static final int RENAMED_AT_ONCE = 200;

    private static final List<String> PERSON_KEYS = List.of("buyer_name", "person_id");
    private static final List<String> ORDER_KEYS = List.of("created_at", "order_id");
    private static final List<String> NAME_KEYS =
            Stream.concat(PERSON_KEYS.stream(), ORDER_KEYS.stream()).toList();

    private static final List<String> BUYERS_KEYS =
            Stream.concat(Stream.of("customer_id"), ORDER_KEYS.stream()).toList();

    /** Whoever adds changes up, or divides a shop, does so alone. */
    private static final NamedLock LOCK = new NamedLock("order_search_fold");

    /** Where a customer {@code k} is counted: one by one, since the planner would read all places of the shop for some of them. */
    private static final String COUNTED_AT = """
            LEFT JOIN LATERAL (
                   SELECT place, traits
                     FROM order_name_place
                    WHERE shop_id = k.shop_id AND customer_id = k.customer_id
                   OFFSET 0) p ON true""";

    /** Where a customer {@code k} belongs by the name of their person. */
    private static final String BY_NAME = """
            coalesce((
                SELECT m.place
                  FROM order_buyer_row r
                  JOIN order_buyer_name n ON n.shop_id = r.shop_id AND n.person_id = r.person_id
                 CROSS JOIN LATERAL (
                       SELECT place
                         FROM order_name_mark
                        WHERE shop_id = n.shop_id AND (from_name, from_person_id) <= (n.buyer_name, n.person_id)
                        ORDER BY from_name DESC, from_person_id DESC
                        LIMIT 1) m
                 WHERE r.shop_id = k.shop_id AND r.customer_id = k.customer_id), 0)""";

    /**
     * What joins and leaves the stretches with the changes {@code gone}, and with some of those who may have another name. The
     * orders of these that are counted are all there are without those that wait, gone or not.
     */
    static final String NAMED = """
            renamed AS (
                DELETE FROM order_name_change
                 WHERE ctid = ANY (ARRAY(
                       SELECT ctid FROM order_name_change ORDER BY shop_id, change_id LIMIT ?))
                RETURNING shop_id, customer_id),
            located AS MATERIALIZED (
                SELECT k.shop_id, k.customer_id, p.place AS counted,
                       CASE WHEN p.place IS NULL OR k.renamed THEN %2$s ELSE p.place END AS place,
                       p.traits AS traits_counted, k.traits
                  FROM (SELECT shop_id, customer_id, bool_or(renamed) AS renamed, bit_or(traits) AS traits
                          FROM (SELECT shop_id, customer_id, false AS renamed,
                                       CASE WHEN delta > 0 THEN order_traits(state, channel_key) ELSE 0 END AS traits
                                  FROM gone
                                 WHERE customer_id IS NOT NULL
                                 UNION ALL
                                SELECT shop_id, customer_id, true, 0 FROM renamed) each
                         GROUP BY shop_id, customer_id) k
                  %1$s),
            placed AS (
                INSERT INTO order_name_place AS p (shop_id, customer_id, place, traits)
                SELECT shop_id, customer_id, place, traits
                  FROM located
                 WHERE place IS DISTINCT FROM counted OR traits & ~traits_counted <> 0
                    ON CONFLICT (shop_id, customer_id)
                    DO UPDATE SET place = excluded.place, traits = p.traits | excluded.traits),
            moving AS MATERIALIZED (
                SELECT shop_id, counted, place, channel_key, state, sum(rows) AS rows
                  FROM (SELECT l.shop_id, l.counted, l.place, o.channel_key, o.state, 1 AS rows
                          FROM located l
                          JOIN sales_order o ON o.shop_id = l.shop_id AND o.customer_id = l.customer_id
                         WHERE l.counted <> l.place
                         UNION ALL
                        SELECT l.shop_id, l.counted, l.place, w.channel_key, w.state, -w.delta
                          FROM located l
                          JOIN order_search_change w ON w.shop_id = l.shop_id AND w.customer_id = l.customer_id
                         WHERE l.counted <> l.place) each
                 GROUP BY 1, 2, 3, 4, 5),
            named AS (
                SELECT g.shop_id, l.place AS block, g.channel_key, g.state, g.delta
                  FROM gone g
                  JOIN located l USING (shop_id, customer_id)
                 UNION ALL
                SELECT shop_id, v.place, channel_key, state, v.delta
                  FROM moving
                 CROSS JOIN LATERAL (VALUES (counted, -rows), (place, rows)) AS v(place, delta))""".formatted(COUNTED_AT, BY_NAME);

    /** Of what waits, where it will be counted and what will leave one place for another; then the places of the page. */
    private static final String COUNTED = """
            WITH %6$s,
            located AS MATERIALIZED (
                SELECT k.customer_id, k.delta, p.place AS counted,
                       CASE WHEN p.place IS NULL OR k.renamed THEN %3$s ELSE p.place END AS place
                  FROM (SELECT ?::bigint AS shop_id, customer_id, bool_or(renamed) AS renamed, sum(delta)::integer AS delta
                          FROM (SELECT customer_id, false AS renamed, delta
                                  FROM order_search_change
                                 WHERE shop_id = ? AND customer_id IS NOT NULL AND %1$s
                                 UNION ALL
                                SELECT customer_id, true, 0 FROM order_name_change WHERE shop_id = ?) each
                         GROUP BY customer_id) k
                  %2$s),
            moving AS MATERIALIZED (
                SELECT l.counted, l.place,
                       (SELECT count(*)::integer
                          FROM sales_order
                         WHERE shop_id = ? AND customer_id = l.customer_id AND %1$s) - l.delta AS rows
                  FROM located l
                 WHERE l.counted <> l.place),
            pending AS MATERIALIZED (
                SELECT place AS block, delta FROM located
                 UNION ALL
                SELECT v.place, v.delta
                  FROM moving
                 CROSS JOIN LATERAL (VALUES (counted, -rows), (place, rows)) AS v(place, delta)),
            %4$s,
            %5$s,
            buyer AS (
                SELECT p.customer_id
                  FROM found_%7$d f
                 CROSS JOIN LATERAL (
                       SELECT customer_id
                         FROM order_name_place
                        WHERE shop_id = ? AND place BETWEEN f.block << %8$d AND ((f.block + 1) << %8$d) - 1
                          AND traits & ? = ?
                       OFFSET 0) p
                 WHERE p.customer_id NOT IN (SELECT customer_id FROM located)
                 UNION ALL
                SELECT customer_id FROM located WHERE place >> %8$d IN (SELECT block FROM found_%7$d)),
            listed AS MATERIALIZED (SELECT count(*) AS buyers FROM buyer)
            """;

    /** What matches of each buyer in the places of the page, where these are few enough. */
    private static final String OF_BUYERS = """
            SELECT b.customer_id, array_agg(o.order_id) AS order_ids, array_agg(o.created_at) AS moments
              FROM buyer b
             CROSS JOIN LATERAL (
                   SELECT order_id, created_at
                     FROM sales_order
                    WHERE shop_id = ? AND customer_id = b.customer_id AND %s
                    ORDER BY %s
                    LIMIT ? - (SELECT before FROM page)) o
             WHERE (SELECT buyers FROM listed) <= ?
             GROUP BY b.customer_id""";

    /** The same where they are more, found among all that match; in an expression, so that those who are in these places are looked up by a hash. */
    private static final String OF_CELLS = """
            SELECT customer_id, array_agg(order_id) AS order_ids, array_agg(created_at) AS moments
              FROM %s
             WHERE (SELECT buyers FROM listed) > ?
             GROUP BY customer_id""".formatted(OrderSearchSql.ofCells(
            BUYERS_KEYS, "AND (customer_id IN (SELECT customer_id FROM buyer)) IS TRUE OFFSET 0"));

    /** All that match at the places of their customers, and the places of the page by these. */
    private static final String PLACED = """
            WITH %5$s,
            placed AS MATERIALIZED (
                SELECT k.customer_id, k.order_id, k.created_at,
                       CASE WHEN p.place IS NULL
                                 OR k.customer_id = ANY (ARRAY(
                                    SELECT customer_id FROM order_name_change WHERE shop_id = ?))
                            THEN %2$s ELSE p.place END AS place
                  FROM (SELECT ?::bigint AS shop_id, customer_id, order_id, created_at
                          FROM %3$s) k
                  %1$s),
            ranked AS (
                SELECT place, rows, sum(rows) OVER (ORDER BY place %4$s ROWS UNBOUNDED PRECEDING) - rows AS before
                  FROM (SELECT place, count(*)::integer AS rows FROM placed GROUP BY place) each),
            page AS MATERIALIZED (
                SELECT min(place) AS first, max(place) AS last, min(before) AS before
                  FROM ranked
                 WHERE before < ? AND before + rows > ?)
            """;

    private static final String OF_PLACES = """
            SELECT customer_id, array_agg(order_id) AS order_ids, array_agg(created_at) AS moments
              FROM placed
             WHERE place BETWEEN (SELECT first FROM page) AND (SELECT last FROM page)
             GROUP BY customer_id""";

    /**
     * Names are looked up of those alone who have something in the places of the page, and sorted once for each of these. Most
     * customers are a person by themselves: who is not has no name of their own, but that of their person.
     */
    private static final String PAGE = """
            SELECT o.order_id
              FROM (SELECT dense_rank() OVER (ORDER BY %2$s) AS rank, k.order_ids, k.moments
                      FROM (%1$s
                            OFFSET 0) k
                     CROSS JOIN LATERAL (
                           SELECT buyer_name, person_id
                             FROM order_buyer_name
                            WHERE shop_id = ? AND person_id = k.customer_id
                            UNION ALL
                           SELECT n.buyer_name, n.person_id
                             FROM order_buyer_row r
                             JOIN order_buyer_name n USING (shop_id, person_id)
                            WHERE r.shop_id = ? AND r.customer_id = k.customer_id
                            LIMIT 1) n) b
             CROSS JOIN LATERAL unnest(b.order_ids, b.moments) AS o(order_id, created_at)
             ORDER BY b.rank, %3$s
            OFFSET ? - (SELECT before FROM page) LIMIT ?
            """;

    private static final Map<Shape, String> SORTED_PAGES = new ConcurrentHashMap<>();
    private static final Map<Shape, String> COUNTED_PAGES = new ConcurrentHashMap<>();

    /** A mark for the first person beyond each so many orders; identities are given in the order of the rows. */
    private static final String MARKS = """
            INSERT INTO order_name_mark (shop_id, from_name, from_person_id)
            SELECT ?, buyer_name, person_id
              FROM (SELECT '' COLLATE "es-x-icu" AS buyer_name, 0 AS person_id
                     UNION ALL
                    SELECT buyer_name, person_id
                      FROM (SELECT buyer_name, person_id, before / ? AS stretch,
                                   lag(before / ?) OVER (ORDER BY buyer_name, person_id) AS stretch_before
                              FROM (SELECT n.buyer_name, n.person_id,
                                           (sum(count(*)) OVER (ORDER BY n.buyer_name, n.person_id) - count(*))::bigint
                                               AS before
                                      FROM order_buyer_name n
                                      JOIN order_buyer_row r ON r.shop_id = n.shop_id AND r.person_id = n.person_id
                                      JOIN sales_order o ON o.shop_id = r.shop_id AND o.customer_id = r.customer_id
                                     WHERE n.shop_id = ?
                                     GROUP BY n.buyer_name, n.person_id) each) numbered
                     WHERE stretch > stretch_before) mark
             ORDER BY buyer_name, person_id
            """;

    /** All orders that are there, without those that wait to be counted; nobody may belong elsewhere then. */
    private static final String COUNTS = """
            WITH renamed AS (
                DELETE FROM order_name_change WHERE shop_id = ?),
            located AS MATERIALIZED (
                SELECT r.shop_id, r.customer_id, m.place
                  FROM (SELECT place, from_name, from_person_id,
                               lead(from_name, 1, U&'\\FFFF') OVER (ORDER BY place) AS to_name,
                               lead(from_person_id, 1, 9223372036854775807) OVER (ORDER BY place) AS to_person_id
                          FROM order_name_mark
                         WHERE shop_id = ?) m
                 CROSS JOIN LATERAL (
                       SELECT person_id
                         FROM order_buyer_name
                        WHERE shop_id = ?
                          AND (buyer_name, person_id) >= (m.from_name, m.from_person_id)
                          AND (buyer_name, person_id) < (m.to_name, m.to_person_id)
                       OFFSET 0) n
                  JOIN order_buyer_row r ON r.shop_id = ? AND r.person_id = n.person_id),
            placed AS (
                INSERT INTO order_name_place (shop_id, customer_id, place, traits)
                SELECT l.shop_id, l.customer_id, l.place, coalesce(o.traits, 0)
                  FROM located l
                  LEFT JOIN (SELECT customer_id, bit_or(order_traits(state, channel_key)) AS traits
                               FROM sales_order
                              WHERE shop_id = ?
                              GROUP BY customer_id) o USING (customer_id))
            INSERT INTO order_search_count (shop_id, list, level, block, state, channel_key, rows)
            SELECT g.shop_id, v.list, v.level, v.block, c.state, c.channel_key, sum(c.rows)
              FROM located g
              JOIN (SELECT customer_id, channel_key, state, 1 AS rows FROM sales_order WHERE shop_id = ?
                     UNION ALL
                    SELECT customer_id, channel_key, state, -delta FROM order_search_change WHERE shop_id = ?) c
             USING (customer_id)
             CROSS JOIN LATERAL (VALUES %s) AS v(list, level, block)
             GROUP BY 1, 2, 3, 4, 5, 6
            HAVING sum(c.rows) <> 0
            """;

    record Id(long id) {}

    private OrderNamesSql() {}

    /** Whether the caller may add changes up now. */
    static boolean tryLock(Tx tx) {
        return LOCK.tryTake(tx, 0);
    }

    /**
     * Those that match among the first of the sorting, by {@code customer_directory_of_buyers} and
     * {@code sales_order_customer_history}.
     *
     * @param most how many orders are looked at
     */
    static List<Long> walk(Statements statements, Narrowing narrowing, SoughtPage page, int most) {
        long shopId = narrowing.shop.value();
        boolean ascending = page.sorting().ascending();
        String order = OrderSearchSql.order(NAME_KEYS, ascending);
        List<@Nullable Object> values = new ArrayList<>(List.of(shopId, shopId, most));
        narrowing.bind(values);
        values.addAll(List.of(page.offset(), page.rows()));
        return OrderSearchSql.ids(
                statements,
                """
                SELECT order_id
                  FROM (SELECT n.buyer_name, n.person_id, f.*
                          FROM (SELECT person_id, buyer_name FROM order_buyer_name WHERE shop_id = ? ORDER BY %1$s) n
                         CROSS JOIN LATERAL (
                               SELECT o.created_at, o.order_id, o.state, o.channel_key
                                 FROM order_buyer_row r
                                 JOIN sales_order o ON o.shop_id = r.shop_id AND o.customer_id = r.customer_id
                                WHERE r.shop_id = ? AND r.person_id = n.person_id
                                ORDER BY %2$s
                               OFFSET 0) f
                         ORDER BY %3$s
                         LIMIT ?) walked
                 WHERE %4$s
                 ORDER BY %3$s
                OFFSET ? LIMIT ?
                """.formatted(
                                OrderSearchSql.order(PERSON_KEYS, ascending),
                                OrderSearchSql.order(ORDER_KEYS, ascending),
                                order,
                                narrowing.conditions()),
                values);
    }

    /** All that match, by their customers' places. */
    static List<Long> listSorted(Statements statements, Narrowing narrowing, SoughtPage page) {
        long shopId = narrowing.shop.value();
        List<@Nullable Object> values = new ArrayList<>();
        OrderSearchSql.bindCells(narrowing, values);
        values.addAll(List.of(
                shopId, shopId, shopId, page.reach(), page.offset(), shopId, shopId, page.offset(), page.rows()));
        String sql = SORTED_PAGES.computeIfAbsent(Shape.of(narrowing, page, 1), OrderNamesSql::sortedPage);
        return OrderSearchSql.ids(statements, sql, values);
    }

    /**
     * How a page is found by the counts.
     *
     * @param matching how many in a stretch, on average
     * @param byCell whether few cells match, each of which is looked up in the counts
     * @param buyersRead of so many buyers at most the orders are read, buyer by buyer; of more, all that match are looked through
     */
    record Reading(double matching, boolean byCell, long buyersRead) {}

    /** The orders of those whose names have the places of the page, as the counts tell these. */
    static List<Long> listCounted(Statements statements, Narrowing narrowing, SoughtPage page, Reading reading) {
        int lowest = reading.byCell() ? 1 : OrderBlocksSql.lowest(SHIFTS, reading.matching(), page);
        Shape shape = new Shape(narrowing.conditions(), page.sorting().ascending(), lowest, reading.byCell());
        long shopId = narrowing.shop.value();
        List<@Nullable Object> values = levels(narrowing, shape, page);
        values.add(shopId);
        narrowing.bind(values);
        values.addAll(List.of(
                page.reach(),
                reading.buyersRead(),
                shopId,
                reading.buyersRead(),
                shopId,
                shopId,
                page.offset(),
                page.rows()));
        String sql = COUNTED_PAGES.computeIfAbsent(shape, OrderNamesSql::countedPage);
        return OrderSearchSql.ids(statements, sql, values);
    }

    private static List<@Nullable Object> levels(Narrowing narrowing, Shape shape, SoughtPage page) {
        long shopId = narrowing.shop.value();
        List<@Nullable Object> values = new ArrayList<>();
        OrderSearchSql.bindCells(narrowing, values);
        values.addAll(List.of(shopId, shopId));
        narrowing.bind(values);
        values.addAll(List.of(shopId, shopId));
        narrowing.bind(values);
        OrderBlocksSql.bindLevels(SHIFTS, narrowing, shape, page, values);
        values.addAll(List.of(shopId, narrowing.traits(), narrowing.traits()));
        return values;
    }

    private static String sortedPage(Shape shape) {
        String placed = PLACED.formatted(
                COUNTED_AT,
                BY_NAME,
                OrderSearchSql.ofCells(BUYERS_KEYS, "OFFSET 0"),
                shape.ascending() ? "ASC" : "DESC",
                OrderSearchSql.cells(shape.conditions()));
        return placed + page(OF_PLACES, shape);
    }

    private static String countedPage(Shape shape) {
        String counted = COUNTED.formatted(
                shape.conditions(),
                COUNTED_AT,
                BY_NAME,
                OrderBlocksSql.levels(LIST, SHIFTS, shape),
                OrderBlocksSql.pageBlocks(SHIFTS, shape),
                OrderSearchSql.cells(shape.conditions()),
                shape.lowest(),
                SHIFTS.get(shape.lowest() - 1));
        String moments = OrderSearchSql.order(ORDER_KEYS, shape.ascending());
        return counted + page(OF_BUYERS.formatted(shape.conditions(), moments) + " UNION ALL " + OF_CELLS, shape);
    }

    private static String page(String matching, Shape shape) {
        return PAGE.formatted(
                matching,
                OrderSearchSql.order(PERSON_KEYS, shape.ascending()),
                OrderSearchSql.order(ORDER_KEYS, shape.ascending()));
    }

    /** Of some shops those that have twice the orders of their last division, or enough for a first one. */
    static List<Long> shopsToDivide(Statements statements, List<Long> shopIds, int length) {
        return shopIds.isEmpty()
                ? List.of()
                : statements.list(Id.class, """
                        SELECT s.shop_id AS id
                          FROM unnest(?::bigint[]) AS s(shop_id)
                          LEFT JOIN order_name_division d ON d.shop_id = s.shop_id
                         CROSS JOIN LATERAL (
                               SELECT sum(rows) AS orders
                                 FROM order_search_count
                                WHERE shop_id = s.shop_id AND list = 'all' AND level = 0 AND block = 0) c
                         WHERE c.orders >= 2 * coalesce(d.orders, ?)
                        """, shopIds.toArray(Long[]::new), length).stream()
                        .map(Id::id)
                        .toList();
    }

    /**
     * Divides a shop's names anew, and counts all orders in the new stretches, unless somebody else adds changes up just now: then
     * there will be another time. Nobody else waits for it.
     */
    static boolean divide(Tx tx, long shopId, int length) {
        if (!tryLock(tx)) {
            return false;
        }
        tx.readWholeTables();
        tx.update("DELETE FROM order_name_mark WHERE shop_id = ?", shopId);
        tx.update(MARKS, shopId, length, length, shopId);
        tx.update("DELETE FROM order_search_count WHERE shop_id = ? AND list = '" + LIST + "'", shopId);
        tx.update("DELETE FROM order_name_place WHERE shop_id = ?", shopId);
        tx.update(
                COUNTS.formatted(OrderBlocksSql.blocks(LIST, SHIFTS, "place")),
                shopId,
                shopId,
                shopId,
                shopId,
                shopId,
                shopId,
                shopId);
        tx.update("""
                INSERT INTO order_name_division (shop_id, orders, customers)
                SELECT ?, sum(rows), (SELECT count(*) FROM order_name_place WHERE shop_id = ?)
                  FROM order_search_count
                 WHERE shop_id = ? AND list = 'all' AND level = 0 AND block = 0
                    ON CONFLICT (shop_id) DO UPDATE SET orders = excluded.orders, customers = excluded.customers
                """, shopId, shopId, shopId);
        return true;
    }
}
