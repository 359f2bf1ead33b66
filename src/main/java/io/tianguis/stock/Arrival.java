package io.tianguis.stock;

/**
 * Units of a variant that come into stock.
 *
 * @param units more than zero
 */
public record Arrival(long variantId, long units) {}
