package io.tianguis.orders;

/** How far the seller is in touch with the buyer. */
public enum ContactStatus {
    NEW,
    FIRST_CONTACT,
    CONFIRMED_DATA
}
