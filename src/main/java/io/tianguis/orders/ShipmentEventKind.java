package io.tianguis.orders;

/** What can happen to an order on its way to the buyer. */
public enum ShipmentEventKind {
    CREATED,
    /** Created without a label, for which the warehouse waits. */
    PAUSED,
    LABEL_ASSIGNED,
    /** The warehouse began to collect its units. */
    PICKED,
    PACKED,
    /** Handed to the carrier. */
    SHIPPED,
    DELIVERED,
    CANCELED,
    /** Units of it came back. */
    RETURNED,
    ADDRESS_CHANGED,
    /** Something that the carrier said, in its own words. */
    CARRIER_NOTICE
}
