package io.tianguis.conversations;

/** Who wrote a message. */
public enum Direction {
    /** The customer. */
    INBOUND,
    /** The shop. */
    OUTBOUND
}
