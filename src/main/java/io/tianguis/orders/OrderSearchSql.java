package io.tianguis.orders;

import io.tianguis.orders.OrderBlocksSql.Ranking;
import io.tianguis.orders.OrderCounts.Cell;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final int FOLDED_AT_ONCE = 10_000;

    /** What a search is narrowed to: conditions on {@code state} and {@code channel_key}, and their values. */
    static final class Narrowing {

        final ShopId shop;
        private int mask;
        private int bits;
        private int notMask;
        private int notBits;
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
            return "state & ?::integer = ?::integer"
                    + (notMask == 0 ? "" : " AND state & ?::integer <> ?::integer")
                    + (channelKeys.isPresent() ? " AND (channel_key = ANY (?)) IS TRUE" : "");
        }

        /** What the orders of a buyer show together, if one of them is found; of several channels it is no matter which. */
        int traits() {
            return OrderCriterion.traits(mask, bits)
                    | channelKeys
                            .filter(keys -> keys.size() == 1)
                            .map(keys -> OrderCriterion.trait(keys.iterator().next()))
                            .orElse(0);
        }

        void bind(List<@Nullable Object> values) {
            values.addAll(List.of(mask, bits));
            if (notMask != 0) {
                values.addAll(List.of(notMask, notBits));
            }
            channelKeys.ifPresent(keys -> values.add(keys.toArray(String[]::new)));
        }
    }

    private OrderSearchSql() {}

    /** By {@code order_search_count_pk} and {@code order_search_change_pk}; what is not folded yet comes in cells of its own. */
    static OrderCounts count(Statements statements, ShopId shop) {
        record Counted(List<String> channelKeys, List<Integer> states, List<Long> rows, long orders, long customers) {}
        Counted counted = statements.get(Counted.class, """
                SELECT coalesce(array_agg(channel_key), '{}') AS channel_keys, coalesce(array_agg(state), '{}') AS states,
                       coalesce(array_agg(rows), '{}') AS rows,
                       coalesce((SELECT orders FROM order_name_division WHERE shop_id = ?), 1) AS orders,
                       coalesce((SELECT customers FROM order_name_division WHERE shop_id = ?), 1) AS customers
                  FROM (SELECT channel_key, state, rows
                          FROM order_search_count
                         WHERE shop_id = ? AND list = 'all' AND level = 0 AND block = 0
                         UNION ALL
                        SELECT channel_key, state, sum(delta)
                          FROM order_search_change
                         WHERE shop_id = ?
                         GROUP BY channel_key, state) counted
                """, shop.value(), shop.value(), shop.value(), shop.value());
        List<Cell> cells = new ArrayList<>(counted.rows().size());
        for (int i = 0; i < counted.rows().size(); i++) {
            cells.add(new Cell(
                    counted.channelKeys().get(i),
                    counted.states().get(i),
                    counted.rows().get(i)));
        }
        return OrderCounts.of(cells, counted.customers() / (double) counted.orders());
    }

    /** All that match, sorted; for few. {@code OFFSET 0} keeps the planner from sorting all orders. */
    static List<Long> listSorted(Statements statements, Narrowing narrowing, SoughtPage page) {
        return listOfCells(statements, narrowing, page, "OFFSET 0", List.of());
    }

    /** The first that match of each cell, sorted, by {@code sales_order_of_cell} or {@code sales_order_of_cell_by_update}. */
    static List<Long> listFirst(Statements statements, Narrowing narrowing, SoughtPage page) {
        OrderSorting sorting = page.sorting();
        String first = "ORDER BY " + order(Ranking.of(sorting.by()).keys(), sorting.ascending()) + " LIMIT ?";
        return listOfCells(statements, narrowing, page, first, List.of(page.reach()));
    }

    /** @param bounds what is bound for {@code which} */
    private static List<Long> listOfCells(
            Statements statements, Narrowing narrowing, SoughtPage page, String which, List<Long> bounds) {
        OrderSorting sorting = page.sorting();
        List<String> keys = Ranking.of(sorting.by()).keys();
        List<@Nullable Object> values = new ArrayList<>();
        bindCells(narrowing, values);
        values.add(narrowing.shop.value());
        values.addAll(bounds);
        values.addAll(List.of(page.offset(), page.rows()));
        return ids(
                statements,
                """
                WITH %1$s
                SELECT order_id
                  FROM %2$s
                 ORDER BY %3$s
                OFFSET ? LIMIT ?
                """.formatted(cells(narrowing.conditions()), ofCells(keys, which), order(keys, sorting.ascending())),
                values);
    }

    /**
     * Those that match among the first of the sorting, by {@code sales_order_by_time}, {@code sales_order_by_update} or
     * {@code sales_order_customer_history}.
     *
     * @param most how many orders are looked at
     */
    static List<Long> walk(Statements statements, Narrowing narrowing, SoughtPage page, int most) {
        OrderSorting sorting = page.sorting();
        List<String> keys = Ranking.of(sorting.by()).keys();
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop.value(), most));
        narrowing.bind(values);
        values.addAll(List.of(page.offset(), page.rows()));
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
                     CROSS JOIN LATERAL (VALUES (order_search_list 'all', 0, 0), %2$s) AS l(list, level, block)
                     UNION ALL
                    SELECT g.shop_id, l.list, l.level, l.block, g.channel_key, g.state, g.delta
                      FROM named g
                     CROSS JOIN LATERAL (VALUES %3$s) AS l(list, level, block)),
                added AS (
                    INSERT INTO order_search_count AS c (shop_id, list, level, block, state, channel_key, rows)
                    SELECT shop_id, list, level, block, state, channel_key, sum(delta)
                      FROM joined
                     GROUP BY 1, 2, 3, 4, 5, 6
                    HAVING sum(delta) <> 0
                     ORDER BY 1, 2, 3, 4, 5, 6
                        ON CONFLICT (shop_id, list, level, block, state, channel_key)
                        DO UPDATE SET rows = c.rows + excluded.rows)
                SELECT (SELECT count(*) FROM gone) AS changes, (SELECT count(*) FROM renamed) AS renamed,
                       ARRAY(SELECT shop_id FROM gone UNION SELECT shop_id FROM renamed) AS shop_ids
                """.formatted(
                        OrderNamesSql.NAMED,
                        Arrays.stream(Ranking.values()).map(Ranking::blocks).collect(Collectors.joining(", ")),
                        OrderBlocksSql.blocks(OrderNamesSql.LIST, OrderNamesSql.SHIFTS, "block")),
                FOLDED_AT_ONCE,
                OrderNamesSql.RENAMED_AT_ONCE);
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

    /** The states of channels in which there may be orders that match, counted or not yet. */
    static String cells(String conditions) {
        return """
            cell AS MATERIALIZED (
                SELECT state, channel_key
                  FROM order_search_count
                 WHERE shop_id = ? AND list = 'all' AND level = 0 AND block = 0 AND %1$s
                 UNION
                SELECT state, channel_key FROM order_search_change WHERE shop_id = ? AND %1$s)""".formatted(conditions);
    }

    /** Binds what {@link #cells} asks for. */
    static void bindCells(Narrowing narrowing, List<@Nullable Object> values) {
        for (int part = 0; part < 2; part++) {
            values.add(narrowing.shop.value());
            narrowing.bind(values);
        }
    }

    /**
     * Orders of the cells, by {@code sales_order_of_cell}.
     *
     * @param which what more is asked of them, with {@code OFFSET} or {@code LIMIT}: without, the planner would read all orders
     */
    static String ofCells(List<String> columns, String which) {
        return """
            cell c
             CROSS JOIN LATERAL (
                   SELECT %s
                     FROM sales_order
                    WHERE shop_id = ? AND state = c.state AND channel_key = c.channel_key %s) o""".formatted(String.join(", ", columns), which);
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
