package io.tianguis.stock;

/**
 * Units of a variant that come into stock.
 *
 * @param units more than zero
 */
public record Arrival(long variantId, long units) {

    public Arrival {
        if (units <= 0 || units > ItemChange.MAX_UNITS) {
            throw new IllegalArgumentException("cannot receive " + units + " units");
        }
    }
}
