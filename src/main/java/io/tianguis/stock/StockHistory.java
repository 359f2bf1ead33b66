package io.tianguis.stock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant's level at one moment and the movements that led to it.
 *
 * @param onHand units in the warehouse
 * @param reserved units that open orders hold; null for the past, of which it is not known
 * @param movements the newest first, as many as were asked for
 */
public record StockHistory(
        long variantId, long onHand, @Nullable Long reserved, List<Movement> movements) {

    public static final int MAX_MOVEMENTS = 1_000;

    /** The units that can be sold, never below zero; null for the past. */
    public @Nullable Long available() {
        return reserved == null ? null : (Long) Math.max(0, onHand - reserved);
    }
}
