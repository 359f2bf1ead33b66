package io.tianguis.stock;

/**
 * What a variant begins with.
 *
 * @param units on hand, recorded as the first movement unless zero
 * @param acceptsBackOrders whether it is sold beyond what is on hand
 */
public record OpeningStock(long units, boolean acceptsBackOrders) {

    public static final OpeningStock NONE = new OpeningStock(0, false);

    public OpeningStock {
        if (units < 0) {
            throw new IllegalArgumentException("negative units: " + units);
        }
    }
}
