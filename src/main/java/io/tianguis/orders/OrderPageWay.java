package io.tianguis.orders;

import io.tianguis.orders.OrderSorting.By;
import java.util.Comparator;
import java.util.Set;

/** A way to a page of orders, wherever it is. What each costs is known from the counts, before anything is read. */
enum OrderPageWay {
    /** All that match and may be on the page or before it are read, and sorted. */
    SORTED,
    /** The counts tell where the page is, and all that match are looked through for what is there. */
    AMONG,
    /** The counts tell where the page is, and it is read in its order, past those that do not match. */
    ALONG;

    // Times are those of reading one order of a cell from its index, 0.14 µs, as measured among a million orders.

    private static final double CELL_LOOKED_UP = 14;
    private static final double ORDER_SORTED = 1.8;
    private static final double ORDER_LOOKED_THROUGH = 0.7;
    private static final double ORDER_PASSED = 0.5;

    /** To find out where a page is by the counts. */
    private static final double PAGE_FOUND = 4_200;

    /** By those of some cells alone. */
    private static final double PAGE_FOUND_BY_CELL = 900;

    private static final double CELL_COUNTED = 75;

    /** To find out where an order is by its buyer, and to sort it. */
    private static final double PLACE_LOOKED_UP = 17;

    /** To look at the traits of somebody whose name is where the page is, and then to read their orders. */
    private static final double BUYER_LISTED = 0.6;

    private static final double BUYER_READ = 20;

    /** Of so many buyers the orders are read for one who has an order that matches, as their traits tell. */
    private static final double READ_FOR = 10;

    /**
     * The cheapest of some ways.
     *
     * @param passedAtMost so many orders are passed for each on the page at most
     */
    static OrderPageWay cheapest(Set<OrderPageWay> ways, SoughtPage page, double passedAtMost) {
        return ways.stream()
                .min(Comparator.comparingDouble(way -> way.cost(page, passedAtMost)))
                .orElseThrow();
    }

    /** Of so many buyers the orders are read one by one, if some ways are free; all that match cost no more. */
    static long buyersRead(Set<OrderPageWay> ways, SoughtPage page) {
        if (!ways.contains(AMONG)) {
            return Long.MAX_VALUE;
        }
        OrderCounts matching = page.matching();
        double among = CELL_LOOKED_UP * matching.cells() + matching.total();
        return ways.contains(ALONG) ? (long) (among / buyerRead(page.all())) : 0;
    }

    private static double buyerRead(OrderCounts all) {
        return BUYER_READ + ORDER_PASSED / all.customersPerOrder();
    }

    private double cost(SoughtPage page, double passedAtMost) {
        OrderCounts matching = page.matching();
        By by = page.sorting().by();
        double looked = CELL_LOOKED_UP * matching.cells();
        double total = matching.total();
        double passed = page.rows() * Math.min(page.ordersForOne(), passedAtMost);
        if (by != By.BUYER_NAME) {
            return switch (this) {
                case SORTED -> looked + ORDER_SORTED * (by == By.CUSTOMER ? total : matching.amongFirst(page.reach()));
                case AMONG -> PAGE_FOUND + looked + ORDER_LOOKED_THROUGH * total;
                case ALONG -> PAGE_FOUND + ORDER_PASSED * passed;
            };
        }
        double found = Math.min(PAGE_FOUND, PAGE_FOUND_BY_CELL + CELL_COUNTED * matching.cells());
        double buyers = passed * page.all().customersPerOrder();
        double read = Math.min(buyers, READ_FOR * page.rows());
        return switch (this) {
            case SORTED -> looked + PLACE_LOOKED_UP * total;
            case AMONG -> found + looked + total + BUYER_LISTED * buyers;
            case ALONG -> found + BUYER_LISTED * buyers + read * buyerRead(page.all());
        };
    }
}
