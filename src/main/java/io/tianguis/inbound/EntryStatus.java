package io.tianguis.inbound;

/** How far an entry came (K14). Receiving turns an open or reopened one into a receiving one. */
public enum EntryStatus {
    /** Announced, and nothing was received yet. */
    OPEN,
    /** Some units were received, and more may come. */
    RECEIVING,
    /** Nothing more is received. */
    CLOSED,
    /** Closed once, and nothing was received since it was opened again. */
    REOPENED
}
