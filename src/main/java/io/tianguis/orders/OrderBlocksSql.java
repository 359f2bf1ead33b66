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

    /** Blocks are small beside a page that has so many times the rows of one. */
    private static final int SMALL = 4;

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
                "customer_id BETWEEN (%1$s) << 2 AND ((%2$s + 1) << 2) - 1");

        private final By by;
        private final String list;
        private final String block;
        private final List<Integer> shifts;
        private final List<String> keys;
        private final String within;
        private final Map<Shape, String> along = new ConcurrentHashMap<>();
        private final Map<Shape, String> among = new ConcurrentHashMap<>();

        /**
         * @param shifts how many bits of a block's number are within one block of each level, from level 1 on
         * @param keys what it sorts by; with state and channel all that its index has, and all that is read of an order
         * @param within the condition that an order is in one of the blocks from one to another
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

        /** The moments of a column that are in the blocks from one to another, as {@code order_period} numbers them. */
        private static String period(String column) {
            return """
                %1$s >= timestamptz 'epoch' + ((%%1$s) << 24) * interval '1 millisecond'
                AND %1$s < timestamptz 'epoch' + ((%%2$s + 1) << 24) * interval '1 millisecond'""".formatted(column);
        }

        /** What it sorts by, in order. */
        List<String> keys() {
            return keys;
        }

        /** The blocks of a row {@code g}, as {@link OrderBlocksSql#blocks}. */
        String blocks() {
            return OrderBlocksSql.blocks(list, shifts, block);
        }

        /**
         * The same of an order of a cell. The index of cells tells an order's customer, and is not ordered by them: were the
         * condition one for an index, the planner might read the customers' orders anew for each cell instead.
         */
        private String withinOfCell(String first, String last) {
            String condition = within.formatted(first, last);
            return this == CUSTOMER ? "(" + condition + ") IS TRUE" : condition;
        }

        private String located(Shape shape) {
            return """
                WITH %s,
                pending AS MATERIALIZED (
                    SELECT %s AS block, delta FROM order_search_change WHERE shop_id = ? AND %s),
                %s""".formatted(
                    OrderSearchSql.cells(shape.conditions()), block, shape.conditions(), levels(list, shifts, shape));
        }

        private String along(Shape shape) {
            int shift = shifts.get(shape.lowest() - 1);
            return """
                %1$s,
                part AS (
                    SELECT block, before, rows, greatest(? - before, 0) AS skipped, greatest(before + rows - ?, 0) AS left_out
                      FROM found_%7$d)
                SELECT o.order_id
                  FROM part b
                 CROSS JOIN LATERAL (
                       (SELECT %2$s
                          FROM sales_order
                         WHERE shop_id = ? AND %3$s AND %4$s AND b.skipped <= b.left_out
                         ORDER BY %5$s
                        OFFSET b.skipped LIMIT b.rows - b.skipped - b.left_out)
                        UNION ALL
                       (SELECT %2$s
                          FROM sales_order
                         WHERE shop_id = ? AND %3$s AND %4$s AND b.skipped > b.left_out
                         ORDER BY %6$s
                        OFFSET b.left_out LIMIT b.rows - b.skipped - b.left_out)) o
                 ORDER BY b.before, %5$s
                """.formatted(
                            located(shape),
                            String.join(", ", keys),
                            within.formatted("b.block << " + shift, "((b.block + 1) << " + shift + ") - 1"),
                            shape.conditions(),
                            OrderSearchSql.order(keys, shape.ascending()),
                            OrderSearchSql.order(keys, !shape.ascending()),
                            shape.lowest());
        }

        private String among(Shape shape) {
            return """
                %1$s,
                %2$s
                SELECT order_id
                  FROM %3$s
                 ORDER BY %4$s
                OFFSET ? - (SELECT before FROM page) LIMIT ?
                """.formatted(
                    located(shape),
                    pageBlocks(shifts, shape),
                    OrderSearchSql.ofCells(
                            keys,
                            "AND " + withinOfCell("(SELECT first FROM page)", "(SELECT last FROM page)") + " OFFSET 0"),
                    OrderSearchSql.order(keys, shape.ascending()));
        }
    }

    private OrderBlocksSql() {}

    /**
     * Those that match from a place on, however far it is. The counts of the largest blocks tell in which of them the page lies,
     * those of each level below in which part of these; the blocks are read by the sorting's index, from the end that is nearer
     * to the page. Rows are added up as integers, as in {@link io.tianguis.platform.sql.RankedList}.
     *
     * @param matching how many in a block of level 1, on average
     */
    static List<Long> listAlong(Statements statements, Narrowing narrowing, SoughtPage page, double matching) {
        Ranking ranking = Ranking.of(page.sorting().by());
        Shape shape = Shape.of(narrowing, page, lowest(ranking.shifts, matching, page));
        List<@Nullable Object> values = located(ranking, narrowing, shape, page);
        values.addAll(List.of(page.offset(), page.reach()));
        for (int end = 0; end < 2; end++) {
            values.add(narrowing.shop.value());
            narrowing.bind(values);
        }
        return OrderSearchSql.ids(statements, ranking.along.computeIfAbsent(shape, ranking::along), values);
    }

    /**
     * The same, but that what is in these blocks is found among all that match, by {@code sales_order_of_cell}.
     *
     * @param matching how many in a block of level 1, on average
     */
    static List<Long> listAmong(Statements statements, Narrowing narrowing, SoughtPage page, double matching) {
        Ranking ranking = Ranking.of(page.sorting().by());
        Shape shape = Shape.of(narrowing, page, lowest(ranking.shifts, matching, page));
        List<@Nullable Object> values = located(ranking, narrowing, shape, page);
        values.addAll(List.of(narrowing.shop.value(), page.offset(), page.rows()));
        return OrderSearchSql.ids(statements, ranking.among.computeIfAbsent(shape, ranking::among), values);
    }

    /** The level whose blocks are small beside a page, where so many match in one of level 1: smaller ones cost more than they spare. */
    static int lowest(List<Integer> shifts, double matching, SoughtPage page) {
        int level = 1;
        while (level < shifts.size() && SMALL * matching * (1L << shifts.get(level)) <= page.rows()) {
            level++;
        }
        return level;
    }

    private static List<@Nullable Object> located(Ranking ranking, Narrowing narrowing, Shape shape, SoughtPage page) {
        List<@Nullable Object> values = new ArrayList<>();
        OrderSearchSql.bindCells(narrowing, values);
        values.add(narrowing.shop.value());
        narrowing.bind(values);
        bindLevels(ranking.shifts, narrowing, shape, page, values);
        return values;
    }

    /**
     * What the text of a page depends on; the texts are long, and made once.
     *
     * @param lowest the level of the smallest blocks that are looked up
     * @param byCell whether blocks are looked up for each cell of what matches, instead of with all that they have
     */
    record Shape(String conditions, boolean ascending, int lowest, boolean byCell) {

        static Shape of(Narrowing narrowing, SoughtPage page, int lowest) {
            return new Shape(narrowing.conditions(), page.sorting().ascending(), lowest, false);
        }
    }

    /** The blocks that hold rows of the page, of each level, of a list whose changes that wait are {@code pending}. */
    static String levels(String list, List<Integer> shifts, Shape shape) {
        int top = shifts.size() + 1;
        List<String> levels = new ArrayList<>(List.of("found_" + top + " AS (SELECT 0 AS block, 0 AS before)"));
        Level above = new Level(top, EVERYTHING);
        for (int number : levelNumbers(shifts, shape)) {
            Level level = new Level(number, shifts.get(number - 1));
            levels.add(level(list, level, above, shape));
            above = level;
        }
        return String.join(",\n", levels);
    }

    /** Cells have few blocks each, so that by cells every second level is enough. */
    private static List<Integer> levelNumbers(List<Integer> shifts, Shape shape) {
        int step = shape.byCell() ? 2 : 1;
        List<Integer> numbers = new ArrayList<>();
        for (int number = shifts.size(); number > shape.lowest(); number -= step) {
            numbers.add(number);
        }
        numbers.add(shape.lowest());
        return numbers;
    }

    /** @param shift what makes a block's number one of this level */
    record Level(int number, int shift) {}

    /** From which to which block of level 1 the page is, and how many rows are before these, by {@link #levels}. */
    static String pageBlocks(List<Integer> shifts, Shape shape) {
        return """
            page AS MATERIALIZED (
                SELECT min(block) << %2$d AS first, ((max(block) + 1) << %2$d) - 1 AS last, min(before) AS before
                  FROM found_%1$d)""".formatted(shape.lowest(), shifts.get(shape.lowest() - 1));
    }

    /** Binds what {@link #levels} asks for. */
    static void bindLevels(
            List<Integer> shifts, Narrowing narrowing, Shape shape, SoughtPage page, List<@Nullable Object> values) {
        for (int _ : levelNumbers(shifts, shape)) {
            values.add(narrowing.shop.value());
            if (!shape.byCell()) {
                narrowing.bind(values);
            }
            values.addAll(List.of(page.reach(), page.offset()));
        }
    }

    /**
     * The blocks of a level that hold rows of the page, among those within the blocks of the level above, in which they are added
     * up in the order of the index.
     */
    private static String level(String list, Level level, Level above, Shape shape) {
        return """
                counted_%1$d AS (
                    SELECT block, sum(rows)::integer AS rows
                      FROM (%2$s) rows
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                ranked_%1$d AS (
                    SELECT block, rows,
                           (SELECT min(before) FROM found_%3$d)
                               + sum(rows) OVER (ORDER BY block %4$s ROWS UNBOUNDED PRECEDING) - rows AS before
                      FROM counted_%1$d),
                found_%1$d AS MATERIALIZED (
                    SELECT block, before, rows FROM ranked_%1$d WHERE before < ? AND before + rows > ?)""".formatted(
                        level.number(),
                        shape.byCell() ? ofCells(list, level, above) : ofAll(list, level, above, shape.conditions()),
                        above.number(),
                        shape.ascending() ? "ASC" : "DESC");
    }

    /** Those above are looked up first, whatever the planner expects of them. */
    private static String ofAll(String list, Level level, Level above, String conditions) {
        return """
            SELECT c.block, c.rows
              FROM found_%2$d f
             CROSS JOIN LATERAL (
                   SELECT block, sum(rows)::integer AS rows
                     FROM order_search_count
                    WHERE shop_id = ? AND list = '%3$s' AND level = %1$d%6$s AND %7$s
                    GROUP BY block) c
             UNION ALL
            SELECT p.block >> %4$d, p.delta
              FROM found_%2$d f
              JOIN pending p ON p.block >> %5$d = f.block""".formatted(
                        level.number(),
                        above.number(),
                        list,
                        level.shift(),
                        above.shift(),
                        within(level, above, "f.block", "f.block"),
                        conditions);
    }

    /** From the first to the last of those above, by {@code order_search_count_of_cell}: what is between them adds up to nothing. */
    private static String ofCells(String list, Level level, Level above) {
        String first = "(SELECT min(block) FROM found_%d)".formatted(above.number());
        String last = "(SELECT max(block) FROM found_%d)".formatted(above.number());
        return """
            SELECT n.block, n.rows
              FROM cell c
             CROSS JOIN LATERAL (
                   SELECT block, rows
                     FROM order_search_count
                    WHERE shop_id = ? AND list = '%2$s' AND level = %1$d AND state = c.state AND channel_key = c.channel_key%3$s
                   OFFSET 0) n
             UNION ALL
            SELECT block >> %4$d, delta FROM pending WHERE block >> %5$d BETWEEN %6$s AND %7$s""".formatted(
                level.number(), list, within(level, above, first, last), level.shift(), above.shift(), first, last);
    }

    /** The condition that a block is in one of those above from one to another. */
    private static String within(Level level, Level above, String first, String last) {
        return above.shift() == EVERYTHING
                ? ""
                : " AND block BETWEEN %1$s << %3$d AND ((%2$s + 1) << %3$d) - 1"
                        .formatted(first, last, above.shift() - level.shift());
    }

    /** The blocks of a row {@code g}, of each level of a list, as rows of list, level and block. */
    static String blocks(String list, List<Integer> shifts, String block) {
        return IntStream.range(0, shifts.size())
                .mapToObj(each ->
                        "(order_search_list '%s', %d, g.%s >> %d)".formatted(list, each + 1, block, shifts.get(each)))
                .collect(Collectors.joining(", "));
    }
}
