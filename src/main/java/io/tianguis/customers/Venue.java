package io.tianguis.customers;

/** Where a person asks or buys, as far as it makes a difference to what they are to the shop. */
public enum Venue {
    /** The shop's own site. */
    SITE,
    /** A marketplace, where the shop is one seller among others. */
    MARKETPLACE,
    /** Any other sales channel, such as a counter. */
    ELSEWHERE
}
