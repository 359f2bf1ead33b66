package io.tianguis.orders;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.Collection;
import java.util.List;

/** A shop's orders, as they were counted for one search. */
public final class CountedOrders {

    private final OrderSearch search;
    private final Statements statements;
    private final ShopId shop;
    private final OrderCounts counts;

    CountedOrders(OrderSearch search, Statements statements, ShopId shop, OrderCounts counts) {
        this.search = search;
        this.statements = statements;
        this.shop = shop;
        this.counts = counts;
    }

    /** How many there are, exactly. */
    public OrderCounts counts() {
        return counts;
    }

    /**
     * A page of those that meet all criteria.
     *
     * @param limit at most as many
     */
    public List<Order> page(Collection<OrderCriterion> criteria, OrderSorting sorting, long offset, int limit) {
        OrderCounts matching = counts.narrowed(criteria);
        return offset >= matching.total() || limit == 0
                ? List.of()
                : search.page(statements, shop, criteria, SoughtPage.of(counts, matching, sorting, offset, limit));
    }
}
