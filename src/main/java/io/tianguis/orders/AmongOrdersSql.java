package io.tianguis.orders;

import io.tianguis.orders.OrderSearchSql.Narrowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders among which all that match are, by an index that has them. */
final class AmongOrdersSql {

    /** A row that has to be looked up beside its index takes as long as so many that have not. */
    private static final int LOOKED_UP = 4;

    private final String rows;
    private final List<@Nullable Object> values;
    private final long cost;

    private AmongOrdersSql(String rows, List<@Nullable Object> values, long cost) {
        this.rows = rows;
        this.values = values;
        this.cost = cost;
    }

    /** By {@code sales_order_of_state}. */
    static AmongOrdersSql ofStates(Narrowing narrowing, Set<Integer> states, long orders) {
        List<@Nullable Object> values =
                new ArrayList<>(List.of(narrowing.shop.value(), states.toArray(Integer[]::new)));
        narrowing.bind(values);
        return new AmongOrdersSql(
                "sales_order WHERE shop_id = ? AND state = ANY (?) AND " + narrowing.conditions(), values, orders);
    }

    /** By {@code sales_order_of_channel}, which the bound on their number makes the planner take. */
    static AmongOrdersSql ofChannels(Narrowing narrowing, Set<String> keys, long orders) {
        List<@Nullable Object> values =
                new ArrayList<>(List.of(keys.toArray(String[]::new), narrowing.shop.value(), orders));
        narrowing.bind(values);
        return new AmongOrdersSql("""
                unnest(?::text[]) AS k(key)
                 CROSS JOIN LATERAL (
                       SELECT *
                         FROM sales_order
                        WHERE shop_id = ? AND channel_key = k.key
                        ORDER BY order_id
                        LIMIT ?) sales_order
                 WHERE\s""" + narrowing.conditions(), values, LOOKED_UP * orders);
    }

    /** Those that match, as what stands behind a {@code FROM}. */
    String rows() {
        return rows;
    }

    /** What is bound for {@link #rows}. */
    List<@Nullable Object> values() {
        return values;
    }

    /** What reading all costs, in orders that their index has whole. */
    long cost() {
        return cost;
    }
}
