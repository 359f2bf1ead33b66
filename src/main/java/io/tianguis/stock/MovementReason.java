package io.tianguis.stock;

/** Why the units on hand changed. */
public enum MovementReason {
    /** What there was when the item was registered. */
    INITIAL,
    /** Somebody said how many there are. */
    SET,
    /** An order left. */
    SALE,
    /** An order that had left was canceled, and its units are here again. */
    CANCELLATION,
    /** Announced goods were received. */
    INBOUND,
    /** A customer's return was accepted. */
    RETURN,
    /** A count differed from the ledger, or the item was deleted with units left. */
    ADJUSTMENT
}
