package io.tianguis.stock;

/**
 * A stocked variant after a change.
 *
 * @param availableBefore the units that could be sold until then, never below zero
 */
public record ItemChanged(StockedVariant item, long availableBefore) {}
