package io.tianguis.orders;

/** How a buyer of the shop's own site wants it. */
public enum DeliveryChoice {
    /** Seller and buyer agree on it after the order, which waits for that. */
    TO_BE_AGREED,
    /** Sent for the shop's one price. */
    FLAT_PRICE
}
