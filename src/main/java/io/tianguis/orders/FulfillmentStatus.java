package io.tianguis.orders;

/** How far the warehouse is with an order. */
public enum FulfillmentStatus {
    /** Not to be touched yet, for want of a label. */
    PAUSED,
    UNFULFILLED,
    PICKING,
    PACKED,
    /** Handed to the carrier. */
    FULFILLED,
    /** Handed over by the seller, without the warehouse. */
    FULFILLED_BY_SELLER,
    CANCELED
}
