package io.tianguis.orders;

import io.tianguis.orders.OrderSearchSql.Narrowing;
import io.tianguis.orders.OrderSorting.By;
import io.tianguis.platform.sql.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that find a page of orders, however far it is, by how many there are in blocks of the order in which they are
 * read (decision 0032).
 */
final class OrderBlocksSql {

    /** Shifts any block to the one that has all. */
    private static final int EVERYTHING = 63;

    /** An order in which orders are read, and the counts by which a place in it is found. */
    enum Ranking {
        CREATION(
                By.CREATION,
                "created",
                "created_block",
                List.of(0, 3, 6, 9),
                List.of("created_at", "order_id"),
                period("created_at")),
        LAST_CHANGE(
                By.LAST_CHANGE,
                "updated",
                "updated_block",
                List.of(0, 3, 6, 9),
                List.of("updated_at", "order_id"),
                period("updated_at")),
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

        static Ranking of(By by) {
            for (Ranking ranking : values()) {
                if (ranking.by == by) {
                    return ranking;
                }
            }
            throw new IllegalArgumentException("not counted in blocks: " + by);
        }

        /** The moments of a column that are in the block {@code b}, as {@code order_period} numbers them. */
        private static String period(String column) {
            return """
                %1$s >= timestamptz 'epoch' + (b.block << 24) * interval '1 millisecond'
                AND %1$s < timestamptz 'epoch' + ((b.block + 1) << 24) * interval '1 millisecond'""".formatted(column);
        }

        /** What it sorts by, in order. */
        List<String> keys() {
            return keys;
        }

        /** The blocks of a row {@code g}, as {@link OrderBlocksSql#blocks}. */
        String blocks() {
            return OrderBlocksSql.blocks(list, shifts, block);
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
                            OrderSearchSql.order(keys, shape.ascending()),
                            OrderSearchSql.order(keys, !shape.ascending()));
        }
    }

    private OrderBlocksSql() {}

    /**
     * Those that match from a place on, however far it is. The counts of the largest blocks tell in which of them the page lies,
     * those of each level below in which part of these; the blocks are read by the sorting's index, from the end that is nearer
     * to the page. Rows are added up as integers, as in {@link io.tianguis.platform.sql.RankedList}.
     */
    static List<Long> list(Statements statements, Narrowing narrowing, OrderSorting sorting, long offset, int limit) {
        Ranking ranking = Ranking.of(sorting.by());
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop.value()));
        narrowing.bind(values);
        bindLevels(ranking.list, ranking.shifts, narrowing, offset, limit, values);
        values.addAll(List.of(offset, offset + limit));
        for (int end = 0; end < 2; end++) {
            values.add(narrowing.shop.value());
            narrowing.bind(values);
        }
        return OrderSearchSql.ids(
                statements, ranking.pages.computeIfAbsent(Shape.of(narrowing, sorting), ranking::page), values);
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

    /** The blocks of a row {@code g}, of each level of a list, as rows of list, level and block. */
    static String blocks(String list, List<Integer> shifts, String block) {
        return IntStream.range(0, shifts.size())
                .mapToObj(each -> "('%s', %d, g.%s >> %d)".formatted(list, each + 1, block, shifts.get(each)))
                .collect(Collectors.joining(", "));
    }
}
