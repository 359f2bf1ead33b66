package io.tianguis.orders;

import io.tianguis.orders.OrderCounts.Cell;
import io.tianguis.orders.OrderSorting.By;
import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                                                 customer_id, delta)
                SELECT c.shop_id, c.channel_key, m.state, order_period(c.created_at), m.updated_block, c.customer_id >> 2,
                       c.customer_id, m.delta
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
    static final List<String> NAME_KEYS = List.of("buyer_name", "person_id", "created_at", "order_id");

    private static final int FOLDED_AT_ONCE = 10_000;

    /** Shifts any block to the one that has all. */
    private static final int EVERYTHING = 63;

    /** An order in which orders are read, and the counts by which a place in it is found. */
    enum Ranking {
        CREATION(By.CREATION, "created", "created_block", List.of(0, 3, 6, 9), List.of("created_at", "order_id"), """
                created_at >= timestamptz 'epoch' + (b.block << 24) * interval '1 millisecond'
                AND created_at < timestamptz 'epoch' + ((b.block + 1) << 24) * interval '1 millisecond'"""),
        LAST_CHANGE(
                By.LAST_CHANGE,
                "updated",
                "updated_block",
                List.of(0, 3, 6, 9),
                List.of("updated_at", "order_id"),
                """
                updated_at >= timestamptz 'epoch' + (b.block << 24) * interval '1 millisecond'
                AND updated_at < timestamptz 'epoch' + ((b.block + 1) << 24) * interval '1 millisecond'"""),
        CUSTOMER(
                By.CUSTOMER,
                "customer",
                "customer_block",
                List.of(0, 2, 4, 6, 8, 12, 16),
                List.of("customer_id", "created_at", "order_id"),
                "customer_id BETWEEN b.block << 2 AND (b.block << 2) + 3");

        private final By by;
        private final String list;
        private final String block;
        private final List<Integer> shifts;
        private final List<String> keys;
        private final String within;
        private final Map<Shape, String> pages = new ConcurrentHashMap<>();

        /**
         * @param shifts how many bits of a block's number are within one block of each level, from level 1 on
         * @param keys what it sorts by; with state and channel all that its index has, and all that is read of an order
         */
        Ranking(By by, String list, String block, List<Integer> shifts, List<String> keys, String within) {
            this.by = by;
            this.list = list;
            this.block = block;
            this.shifts = shifts;
            this.keys = keys;
            this.within = within;
        }

        private String blocks() {
            return OrderSearchSql.blocks(list, shifts, block);
        }

        private String page(Shape shape) {
            return """
                WITH pending AS MATERIALIZED (
                    SELECT %1$s AS block, delta FROM order_search_change WHERE shop_id = ? AND %2$s),
                %3$s,
                part AS (
                    SELECT block, before, rows, greatest(? - before, 0) AS skipped, greatest(before + rows - ?, 0) AS left_out
                      FROM found_1)
                SELECT o.order_id
                  FROM part b
                 CROSS JOIN LATERAL (
                       (SELECT %4$s
                          FROM sales_order
                         WHERE shop_id = ? AND %5$s AND %2$s AND b.skipped <= b.left_out
                         ORDER BY %6$s
                        OFFSET b.skipped LIMIT b.rows - b.skipped - b.left_out)
                        UNION ALL
                       (SELECT %4$s
                          FROM sales_order
                         WHERE shop_id = ? AND %5$s AND %2$s AND b.skipped > b.left_out
                         ORDER BY %7$s
                        OFFSET b.left_out LIMIT b.rows - b.skipped - b.left_out)) o
                 ORDER BY b.before, %6$s
                """.formatted(
                            block,
                            shape.conditions(),
                            levels(shifts, shape),
                            String.join(", ", keys),
                            within,
                            order(keys, shape.ascending()),
                            order(keys, !shape.ascending()));
        }
    }

    /** What a search is narrowed to: conditions on {@code state} and {@code channel_key}, and their values. */
    static final class Narrowing {

        final ShopId shop;
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

    /** By {@code order_search_count_pk} and {@code order_search_change_pk}; what is not folded yet comes in cells of its own. */
    static OrderCounts count(Statements statements, ShopId shop) {
        record Counted(List<String> channelKeys, List<Integer> states, List<Long> rows) {}
        Counted counted = statements.get(Counted.class, """
                SELECT coalesce(array_agg(channel_key), '{}') AS channel_keys, coalesce(array_agg(state), '{}') AS states,
                       coalesce(array_agg(rows), '{}') AS rows
                  FROM (SELECT channel_key, state, rows
                          FROM order_search_count
                         WHERE shop_id = ? AND list = 'all' AND level = 0 AND block = 0
                         UNION ALL
                        SELECT channel_key, state, sum(delta)
                          FROM order_search_change
                         WHERE shop_id = ?
                         GROUP BY channel_key, state) counted
                """, shop.value(), shop.value());
        List<Cell> cells = new ArrayList<>(counted.rows().size());
        for (int i = 0; i < counted.rows().size(); i++) {
            cells.add(new Cell(
                    counted.channelKeys().get(i),
                    counted.states().get(i),
                    counted.rows().get(i)));
        }
        return OrderCounts.of(cells);
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
                                order(byName ? NAME_KEYS : ranking(sorting.by()).keys, sorting.ascending())),
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
        List<String> keys = ranking(sorting.by()).keys;
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop.value(), most));
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        return ids(
                statements,
                """
                SELECT order_id
                  FROM (SELECT %1$s, channel_key, state
                          FROM sales_order
                         WHERE shop_id = ?
                         ORDER BY %2$s
                         LIMIT ?) walked
                 WHERE %3$s
                 ORDER BY %2$s
                OFFSET ? LIMIT ?
                """.formatted(String.join(", ", keys), order(keys, sorting.ascending()), narrowing.conditions()),
                values);
    }

    /**
     * Those that match among the first of each state, by {@code sales_order_of_state} or {@code sales_order_of_state_by_update}.
     *
     * @param first how many of each state may be on the page or before it
     */
    static List<Long> listOfStates(
            Statements statements,
            Narrowing narrowing,
            Map<Integer, Long> first,
            OrderSorting sorting,
            long offset,
            int limit) {
        List<String> keys = ranking(sorting.by()).keys;
        List<Map.Entry<Integer, Long>> each = List.copyOf(first.entrySet());
        List<@Nullable Object> values = new ArrayList<>();
        values.add(Column.of(each, Integer[]::new, Map.Entry::getKey));
        values.add(Column.of(each, Long[]::new, Map.Entry::getValue));
        values.add(narrowing.shop.value());
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        return ids(
                statements,
                """
                SELECT o.order_id
                  FROM unnest(?::integer[], ?::bigint[]) AS s(of_state, most)
                 CROSS JOIN LATERAL (
                       SELECT %1$s
                         FROM sales_order
                        WHERE shop_id = ? AND state = s.of_state AND %2$s
                        ORDER BY %3$s
                        LIMIT s.most) o
                 ORDER BY %3$s
                OFFSET ? LIMIT ?
                """.formatted(String.join(", ", keys), narrowing.conditions(), order(keys, sorting.ascending())),
                values);
    }

    /**
     * Those that match from a place on, however far it is. The counts of the largest blocks tell in which of them the page lies,
     * those of each level below in which part of these; the blocks are read by the sorting's index, from the end that is nearer
     * to the page.
     * Rows are added up as integers, as in {@link io.tianguis.platform.sql.RankedList}.
     */
    static List<Long> listBlocks(
            Statements statements, Narrowing narrowing, OrderSorting sorting, long offset, int limit) {
        Ranking ranking = ranking(sorting.by());
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop.value()));
        narrowing.bind(values);
        bindLevels(ranking.list, ranking.shifts, narrowing, offset, limit, values);
        values.addAll(List.of(offset, offset + limit));
        for (int end = 0; end < 2; end++) {
            values.add(narrowing.shop.value());
            narrowing.bind(values);
        }
        return ids(statements, ranking.pages.computeIfAbsent(Shape.of(narrowing, sorting), ranking::page), values);
    }

    /** What the text of a page depends on; the texts are long, and made once. */
    record Shape(String conditions, boolean ascending) {

        static Shape of(Narrowing narrowing, OrderSorting sorting) {
            return new Shape(narrowing.conditions(), sorting.ascending());
        }
    }

    /** The blocks of level 1 that hold rows of the page, {@code found_1}, of a list whose changes that wait are {@code pending}. */
    static String levels(List<Integer> shifts, Shape shape) {
        List<String> levels = new ArrayList<>();
        int above = EVERYTHING;
        for (int level = shifts.size(); level >= 1; level--) {
            int shift = shifts.get(level - 1);
            levels.add(level(level, shift, above, shape));
            above = shift;
        }
        return "found_" + (shifts.size() + 1) + " AS (SELECT 0 AS block, 0 AS before),\n" + String.join(",\n", levels);
    }

    /** Binds what {@link #levels} asks for. */
    static void bindLevels(
            String list,
            List<Integer> shifts,
            Narrowing narrowing,
            long offset,
            int limit,
            List<@Nullable Object> values) {
        for (int level = shifts.size(); level >= 1; level--) {
            values.addAll(List.of(narrowing.shop.value(), list));
            narrowing.bind(values);
            values.addAll(List.of(offset + limit, offset));
        }
    }

    /**
     * The blocks of a level that hold rows of the page, among those within the blocks of the level above. Those of each are
     * added up in the order of the index; so those above are looked up first, whatever the planner expects of them.
     *
     * @param shift what makes a block's number one of this level
     * @param above what makes it one of the level above
     */
    private static String level(int level, int shift, int above, Shape shape) {
        return """
                counted_%1$d AS (
                    SELECT block, sum(rows)::integer AS rows
                      FROM (SELECT c.block, c.rows
                              FROM found_%2$d f
                             CROSS JOIN LATERAL (
                                   SELECT block, sum(rows::integer)::integer AS rows
                                     FROM order_search_count
                                    WHERE shop_id = ? AND list = ? AND level = %1$d%5$s AND %6$s
                                    GROUP BY block) c
                             UNION ALL
                            SELECT p.block >> %3$d, p.delta
                              FROM found_%2$d f
                              JOIN pending p ON p.block >> %4$d = f.block) rows
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                ranked_%1$d AS (
                    SELECT block, rows,
                           (SELECT min(before) FROM found_%2$d)
                               + sum(rows) OVER (ORDER BY block %7$s ROWS UNBOUNDED PRECEDING) - rows AS before
                      FROM counted_%1$d),
                found_%1$d AS MATERIALIZED (
                    SELECT block, before, rows FROM ranked_%1$d WHERE before < ? AND before + rows > ?)""".formatted(
                level,
                level + 1,
                shift,
                above,
                above == EVERYTHING
                        ? ""
                        : " AND block BETWEEN f.block << %1$d AND ((f.block + 1) << %1$d) - 1".formatted(above - shift),
                shape.conditions(),
                shape.ascending() ? "ASC" : "DESC");
    }

    /** What was added up, and of which shops. */
    record Folded(long changes, long renamed, List<Long> shopIds) {

        static final Folded NOTHING = new Folded(0, 0, List.of());

        boolean isCut() {
            return changes == FOLDED_AT_ONCE || renamed == OrderNamesSql.RENAMED_AT_ONCE;
        }
    }

    /** Adds changes up, a bounded number of them; nobody else may at a time. */
    static Folded fold(Tx tx) {
        return tx.get(
                Folded.class,
                """
                WITH gone AS (
                    DELETE FROM order_search_change
                     WHERE ctid = ANY (ARRAY(
                           SELECT ctid FROM order_search_change ORDER BY shop_id, change_id LIMIT ?))
                    RETURNING shop_id, channel_key, state, created_block, updated_block, customer_block, customer_id, delta),
                %1$s,
                joined AS (
                    SELECT g.shop_id, l.list, l.level, l.block, g.channel_key, g.state, g.delta
                      FROM gone g
                     CROSS JOIN LATERAL (VALUES ('all', 0, 0), %2$s) AS l(list, level, block)
                     UNION ALL
                    SELECT g.shop_id, l.list, l.level, l.block, g.channel_key, g.state, g.delta
                      FROM named g
                     CROSS JOIN LATERAL (VALUES %3$s) AS l(list, level, block)),
                added AS (
                    INSERT INTO order_search_count AS c (shop_id, list, level, block, channel_key, state, rows)
                    SELECT shop_id, list, level, block, channel_key, state, sum(delta)
                      FROM joined
                     GROUP BY 1, 2, 3, 4, 5, 6
                    HAVING sum(delta) <> 0
                     ORDER BY 1, 2, 3, 4, 5, 6
                        ON CONFLICT (shop_id, list, level, block, channel_key, state)
                        DO UPDATE SET rows = c.rows + excluded.rows)
                SELECT (SELECT count(*) FROM gone) AS changes, (SELECT count(*) FROM renamed) AS renamed,
                       ARRAY(SELECT shop_id FROM gone UNION SELECT shop_id FROM renamed) AS shop_ids
                """.formatted(
                        OrderNamesSql.NAMED,
                        Arrays.stream(Ranking.values()).map(Ranking::blocks).collect(Collectors.joining(", ")),
                        blocks(OrderNamesSql.LIST, OrderNamesSql.SHIFTS, "block")),
                FOLDED_AT_ONCE,
                OrderNamesSql.RENAMED_AT_ONCE);
    }

    /** The blocks of a row {@code g}, of each level of a list, as rows of list, level and block. */
    static String blocks(String list, List<Integer> shifts, String block) {
        return IntStream.range(0, shifts.size())
                .mapToObj(each -> "('%s', %d, g.%s >> %d)".formatted(list, each + 1, block, shifts.get(each)))
                .collect(Collectors.joining(", "));
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

    static String order(List<String> keys, boolean ascending) {
        String direction = ascending ? " ASC" : " DESC";
        return String.join(direction + ", ", keys) + direction;
    }

    static List<Long> ids(Statements statements, String sql, List<@Nullable Object> values) {
        record Listed(long orderId) {}
        return statements.list(Listed.class, sql, values.toArray()).stream()
                .map(Listed::orderId)
                .toList();
    }
}
