package io.tianguis.orders;

/**
 * A page that somebody looks for among the orders that match.
 *
 * @param all the shop's orders
 * @param matching those of them that match, more than {@code offset}
 * @param rows how many are on the page, at least one
 */
record SoughtPage(OrderCounts all, OrderCounts matching, OrderSorting sorting, long offset, int rows) {

    /** @param limit at most as many rows */
    static SoughtPage of(OrderCounts all, OrderCounts matching, OrderSorting sorting, long offset, int limit) {
        return new SoughtPage(all, matching, sorting, offset, (int) Math.min(limit, matching.total() - offset));
    }

    /** How many orders there are for each that matches. */
    double ordersForOne() {
        return all.total() / (double) matching.total();
    }

    /** How many of those that match are on the page and before it. */
    long reach() {
        return offset + rows;
    }

    boolean isNearerToTheEnd() {
        return offset > behind();
    }

    /** The page that has the same rows in the opposite order. */
    SoughtPage fromTheEnd() {
        return new SoughtPage(all, matching, new OrderSorting(sorting.by(), !sorting.ascending()), behind(), rows);
    }

    private long behind() {
        return matching.total() - reach();
    }
}
