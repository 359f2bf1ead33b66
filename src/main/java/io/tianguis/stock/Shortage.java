package io.tianguis.stock;

/** A variant of which fewer units are on hand than an order needs to leave. */
public record Shortage(long variantId, long neededUnits, long onHandUnits) {}
