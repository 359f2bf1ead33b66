package io.tianguis.stock;

/**
 * How much of one SKU can be sold, and for how much: what integrations ask for all day.
 *
 * @param onHand units in the warehouse
 * @param reserved units that open orders hold
 */
public record Availability(long variantId, String sku, long priceCents, long onHand, long reserved) {

    /** The units that can be sold now, never below zero. */
    public long available() {
        return Math.max(0, onHand - reserved);
    }
}
