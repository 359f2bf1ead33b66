package io.tianguis.orders;

/** What the buyer was promised. */
public enum ShippingService {
    ECONOMY,
    NEXT_DAY,
    /** The buyer comes for it. */
    PICKUP
}
