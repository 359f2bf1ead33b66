package io.tianguis.webhooks;

/** How far a delivery is. */
public enum DeliveryState {
    PENDING,
    DELIVERED,
    /** Given up after the last attempt, or refused for good. */
    FAILED,
    /** Its subscription ended before it was delivered. */
    DISCARDED
}
