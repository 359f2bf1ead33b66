package io.tianguis.orders;

import io.tianguis.orders.OrderCounts.Cell;
import io.tianguis.orders.OrderSorting.By;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that count orders by their states and find pages of them (decision 0032). Changes that are not folded yet are
 * counted in, so that every count is exact.
 */
final class OrderSearchSql {

    /**
     * For the statements that change an order: what it leaves and what it joins. They have a {@code changed} that ends as
     * {@link #CHANGED} says.
     */
    static final String MOVED = """
            moved AS (
                INSERT INTO order_search_change (shop_id, channel_key, state, created_block, updated_block, customer_block,
                                                 delta)
                SELECT c.shop_id, c.channel_key, m.state, order_period(c.created_at), m.updated_block, c.customer_id >> 2,
                       m.delta
                  FROM changed c
                 CROSS JOIN LATERAL (VALUES (c.state_before, order_period(c.updated_before), -1),
                                            (c.state, order_period(c.updated_at), 1)) AS m(state, updated_block, delta)
                 WHERE (c.state_before, order_period(c.updated_before)) <> (c.state, order_period(c.updated_at)))""";

    /** The row as it was is the one that the caller has locked. */
    static final String CHANGED = """
             FROM (SELECT shop_id AS shop_before, order_id AS order_before, state AS state_before,
                          updated_at AS updated_before
                     FROM sales_order) before
            WHERE shop_id = ? AND order_id = ? AND shop_before = shop_id AND order_before = order_id
            RETURNING shop_id, order_id, customer_id, channel_key, created_at, state_before, updated_before, state,
                      updated_at""";

    private static final String BUYERS = """

                          JOIN (SELECT customer_id, person_id FROM order_buyer_row WHERE shop_id = ?) buyer
                         USING (customer_id)
                          JOIN (SELECT person_id, buyer_name FROM order_buyer_name WHERE shop_id = ?) name
                         USING (person_id)""";
    private static final String NAME_KEYS = "buyer_name %1$s, person_id %1$s, created_at %1$s, order_id %1$s";

    private static final int FOLDED_AT_ONCE = 10_000;

    /** An order in which orders are read, and the counts by which a place in it is found. */
    enum Ranking {
        CREATION(By.CREATION, "created", "created_block", 4, 9, "created_at %1$s, order_id %1$s", """
                created_at >= timestamptz 'epoch' + (b.block << 24) * interval '1 millisecond'
                AND created_at < timestamptz 'epoch' + ((b.block + 1) << 24) * interval '1 millisecond'"""),
        LAST_CHANGE(By.LAST_CHANGE, "updated", "updated_block", 4, 9, "updated_at %1$s, order_id %1$s", """
                updated_at >= timestamptz 'epoch' + (b.block << 24) * interval '1 millisecond'
                AND updated_at < timestamptz 'epoch' + ((b.block + 1) << 24) * interval '1 millisecond'"""),
        CUSTOMER(
                By.CUSTOMER,
                "customer",
                "customer_block",
                6,
                11,
                "customer_id %1$s, created_at %1$s, order_id %1$s",
                "customer_id BETWEEN b.block << 2 AND (b.block << 2) + 3");

        private final By by;
        private final String list;
        private final String block;
        private final int middle;
        private final int large;
        private final String keys;
        private final String within;

        /** @param middle how many bits of a block's number are within a middle one, as {@code large} within a large one */
        Ranking(By by, String list, String block, int middle, int large, String keys, String within) {
            this.by = by;
            this.list = list;
            this.block = block;
            this.middle = middle;
            this.large = large;
            this.keys = keys;
            this.within = within;
        }
    }

    /**
     * Where a page is.
     *
     * @param before how many of the found come before the blocks
     * @param blocks in the order of the page; null when it is beyond the end
     */
    record Position(@Nullable Long before, @Nullable List<Long> blocks) {}

    /** What a search is narrowed to: conditions on {@code state} and {@code channel_key}, and their values. */
    static final class Narrowing {

        private final ShopId shop;
        private int mask;
        private int bits;
        private int notMask;
        private int notBits = 1;
        private Optional<Set<String>> channelKeys = Optional.empty();

        /** @param criteria that some order meets */
        Narrowing(ShopId shop, Collection<OrderCriterion> criteria) {
            this.shop = shop;
            for (OrderCriterion criterion : criteria) {
                if (criterion.negated()) {
                    notMask = criterion.mask();
                    notBits = criterion.bits();
                } else {
                    mask |= criterion.mask();
                    bits |= criterion.bits();
                }
                criterion.channelKeys().ifPresent(keys -> {
                    Set<String> both = new HashSet<>(keys);
                    channelKeys.ifPresent(both::retainAll);
                    channelKeys = Optional.of(both);
                });
            }
        }

        /** An expression keeps the planner from taking all orders of a channel by its index. */
        String conditions() {
            return "state & ?::integer = ?::integer AND state & ?::integer <> ?::integer"
                    + (channelKeys.isPresent() ? " AND channel_key || '' = ANY (?)" : "");
        }

        void bind(List<@Nullable Object> values) {
            values.addAll(List.of(mask, bits, notMask, notBits));
            channelKeys.ifPresent(keys -> values.add(keys.toArray(String[]::new)));
        }
    }

    private OrderSearchSql() {}

    /** By {@code order_search_count_pk} and {@code order_search_change_pk}. */
    static List<Cell> count(Statements statements, ShopId shop) {
        return statements.list(Cell.class, """
                SELECT channel_key, state, sum(rows)::bigint AS rows
                  FROM (SELECT channel_key, state, rows
                          FROM order_search_count
                         WHERE shop_id = ? AND list = 'all' AND level = 0 AND block = 0
                         UNION ALL
                        SELECT channel_key, state, delta FROM order_search_change WHERE shop_id = ?) counted
                 GROUP BY channel_key, state
                HAVING sum(rows) <> 0
                """, shop.value(), shop.value());
    }

    /**
     * All that match, read by {@code sales_order_of_state} and sorted; for few. {@code OFFSET 0} keeps the planner from reading
     * all orders, or all buyers, in the order of the sorting.
     */
    static List<Long> listSorted(
            Statements statements,
            Narrowing narrowing,
            Set<Integer> states,
            OrderSorting sorting,
            long offset,
            int limit) {
        String direction = sorting.ascending() ? "ASC" : "DESC";
        List<@Nullable Object> values = new ArrayList<>();
        values.add(narrowing.shop.value());
        values.add(states.toArray(Integer[]::new));
        narrowing.bind(values);
        boolean byName = sorting.by() == By.BUYER_NAME;
        if (byName) {
            values.addAll(List.of(narrowing.shop.value(), narrowing.shop.value()));
        }
        values.addAll(List.of(offset, limit));
        return ids(
                statements,
                """
                SELECT order_id
                  FROM (SELECT *
                          FROM (SELECT order_id, customer_id, created_at, updated_at
                                  FROM sales_order
                                 WHERE shop_id = ? AND state = ANY (?) AND %s
                                OFFSET 0) found%s
                        OFFSET 0) named
                 ORDER BY %s
                OFFSET ? LIMIT ?
                """.formatted(
                                narrowing.conditions(),
                                byName ? BUYERS : "",
                                (byName ? NAME_KEYS : ranking(sorting.by()).keys).formatted(direction)),
                values);
    }

    /**
     * Those that match among the first of the sorting, by {@code sales_order_by_time}, {@code sales_order_by_update} or
     * {@code sales_order_customer_history}.
     *
     * @param most how many orders are looked at
     */
    static List<Long> walk(
            Statements statements, Narrowing narrowing, OrderSorting sorting, int most, long offset, int limit) {
        String keys = ranking(sorting.by()).keys.formatted(sorting.ascending() ? "ASC" : "DESC");
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop.value(), most));
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        return ids(statements, """
                SELECT order_id
                  FROM (SELECT order_id, customer_id, created_at, updated_at, channel_key, state
                          FROM sales_order
                         WHERE shop_id = ?
                         ORDER BY %1$s
                         LIMIT ?) walked
                 WHERE %2$s
                 ORDER BY %1$s
                OFFSET ? LIMIT ?
                """.formatted(keys, narrowing.conditions()), values);
    }

    /** Those that match, buyer by buyer in the order of their names, without a bound. */
    static List<Long> walkNames(Statements statements, Narrowing narrowing, boolean ascending, long offset, int limit) {
        long shopId = narrowing.shop.value();
        List<@Nullable Object> values = new ArrayList<>(List.of(shopId, shopId));
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        String direction = ascending ? "ASC" : "DESC";
        return ids(
                statements, """
                SELECT f.order_id
                  FROM (SELECT shop_id, person_id, buyer_name
                          FROM order_buyer_name
                         WHERE shop_id = ?
                         ORDER BY buyer_name %1$s, person_id %1$s) n
                 CROSS JOIN LATERAL (
                       SELECT o.order_id, o.created_at
                         FROM order_buyer_row r
                         JOIN sales_order o ON o.shop_id = r.shop_id AND o.customer_id = r.customer_id
                        WHERE r.shop_id = ? AND r.person_id = n.person_id AND %2$s
                        ORDER BY o.created_at %1$s, o.order_id %1$s
                       OFFSET 0) f
                 ORDER BY %3$s
                OFFSET ? LIMIT ?
                """.formatted(direction, narrowing.conditions(), NAME_KEYS.formatted(direction)), values);
    }

    /**
     * Finds the blocks that hold a page: the counts of large blocks tell in which of them it lies, those of middle ones in
     * which part of these, and those of blocks the rest.
     */
    static Position position(Statements statements, Narrowing narrowing, OrderSorting sorting, long offset, int limit) {
        Ranking ranking = ranking(sorting.by());
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop.value()));
        narrowing.bind(values);
        for (int level = 3; level >= 1; level--) {
            values.addAll(List.of(narrowing.shop.value(), ranking.list));
            narrowing.bind(values);
            values.addAll(List.of(offset + limit, offset));
        }
        String direction = sorting.ascending() ? "ASC" : "DESC";
        return statements.get(
                Position.class,
                """
                WITH pending AS MATERIALIZED (
                    SELECT %1$s AS block, delta FROM order_search_change WHERE shop_id = ? AND %2$s),
                found_4 AS (SELECT 0 AS block, 0 AS before),
                %3$s,
                %4$s,
                %5$s
                SELECT min(before) AS before, array_agg(block ORDER BY before) AS blocks FROM found_1
                """.formatted(
                                ranking.block,
                                narrowing.conditions(),
                                level(3, ranking.large, 63, narrowing, direction),
                                level(2, ranking.middle, ranking.large, narrowing, direction),
                                level(1, 0, ranking.middle, narrowing, direction)),
                values.toArray());
    }

    /**
     * The blocks of a level that hold rows of the page, among those within the blocks of the level above.
     *
     * @param shift what makes a block's number one of this level
     * @param above what makes it one of the level above; 63 for everything
     */
    private static String level(int level, int shift, int above, Narrowing narrowing, String direction) {
        return """
                counted_%1$d AS (
                    SELECT block, sum(rows)::bigint AS rows
                      FROM (SELECT c.block, c.rows
                              FROM found_%2$d f
                             CROSS JOIN LATERAL (
                                   SELECT block, rows
                                     FROM order_search_count
                                    WHERE shop_id = ? AND list = ? AND level = %1$d%5$s AND %6$s) c
                             UNION ALL
                            SELECT p.block >> %3$d, p.delta
                              FROM found_%2$d f
                              JOIN pending p ON p.block >> %4$d = f.block) rows
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                ranked_%1$d AS (
                    SELECT block, rows,
                           (SELECT min(before) FROM found_%2$d) + (sum(rows) OVER (ORDER BY block %7$s))::bigint - rows
                               AS before
                      FROM counted_%1$d),
                found_%1$d AS MATERIALIZED (
                    SELECT block, before FROM ranked_%1$d WHERE before < ? AND before + rows > ?)""".formatted(
                level,
                level + 1,
                shift,
                above,
                above == 63
                        ? ""
                        : " AND block BETWEEN f.block << %1$d AND ((f.block + 1) << %1$d) - 1".formatted(above - shift),
                narrowing.conditions(),
                direction);
    }

    /**
     * Those of some blocks that match, by the sorting's index. {@code OFFSET 0} keeps the blocks from being joined to all
     * orders.
     */
    static List<Long> listBlocks(
            Statements statements, Narrowing narrowing, OrderSorting sorting, List<Long> blocks, long skip, int limit) {
        Ranking ranking = ranking(sorting.by());
        List<@Nullable Object> values = new ArrayList<>();
        values.add(blocks.toArray(Long[]::new));
        values.add(narrowing.shop.value());
        narrowing.bind(values);
        values.addAll(List.of(skip, limit));
        return ids(
                statements,
                """
                SELECT o.order_id
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS b(block, place)
                 CROSS JOIN LATERAL (
                       SELECT order_id, customer_id, created_at, updated_at
                         FROM sales_order
                        WHERE shop_id = ?
                          AND %1$s
                          AND %2$s
                       OFFSET 0) o
                 ORDER BY b.place, %3$s
                OFFSET ? LIMIT ?
                """.formatted(
                                ranking.within,
                                narrowing.conditions(),
                                ranking.keys.formatted(sorting.ascending() ? "ASC" : "DESC")),
                values);
    }

    /** Adds changes up, a bounded number of them; several processes may at a time. True when there may be more. */
    static boolean fold(Database database) {
        record Folded(long changes) {}
        return database.get(Folded.class, """
                        WITH gone AS (
                            DELETE FROM order_search_change
                             WHERE ctid = ANY (ARRAY(
                                   SELECT ctid FROM order_search_change ORDER BY shop_id, change_id LIMIT ?
                                      FOR UPDATE SKIP LOCKED))
                            RETURNING shop_id, channel_key, state, created_block, updated_block, customer_block, delta),
                        added AS (
                            INSERT INTO order_search_count AS c (shop_id, list, level, block, channel_key, state, rows)
                            SELECT g.shop_id, l.list, l.level, l.block, g.channel_key, g.state, sum(g.delta)
                              FROM gone g
                             CROSS JOIN LATERAL (VALUES
                                   ('all', 0, 0),
                                   ('created', 1, g.created_block), ('created', 2, g.created_block >> 4),
                                   ('created', 3, g.created_block >> 9),
                                   ('updated', 1, g.updated_block), ('updated', 2, g.updated_block >> 4),
                                   ('updated', 3, g.updated_block >> 9),
                                   ('customer', 1, g.customer_block), ('customer', 2, g.customer_block >> 6),
                                   ('customer', 3, g.customer_block >> 11))
                                   AS l(list, level, block)
                             GROUP BY 1, 2, 3, 4, 5, 6
                            HAVING sum(g.delta) <> 0
                             ORDER BY 1, 2, 3, 4, 5, 6
                                ON CONFLICT (shop_id, list, level, block, channel_key, state)
                                DO UPDATE SET rows = c.rows + excluded.rows)
                        SELECT count(*) AS changes FROM gone
                        """, FOLDED_AT_ONCE).changes() == FOLDED_AT_ONCE;
    }

    /** Forgets cells that all orders left, by {@code order_search_count_empty}, a bounded number of them. */
    static void tidy(Database database) {
        database.update("""
                DELETE FROM order_search_count
                 WHERE rows = 0
                   AND ctid = ANY (ARRAY(
                       SELECT ctid FROM order_search_count WHERE rows = 0 LIMIT ? FOR UPDATE SKIP LOCKED))
                """, FOLDED_AT_ONCE);
    }

    private static Ranking ranking(By by) {
        for (Ranking ranking : Ranking.values()) {
            if (ranking.by == by) {
                return ranking;
            }
        }
        throw new IllegalArgumentException("not counted in blocks: " + by);
    }

    private static List<Long> ids(Statements statements, String sql, List<@Nullable Object> values) {
        record Listed(long orderId) {}
        return statements.list(Listed.class, sql, values.toArray()).stream()
                .map(Listed::orderId)
                .toList();
    }
}
