package io.tianguis.conversations;

/** What people write on. */
public enum Channel {
    WHATSAPP,
    MESSENGER,
    INSTAGRAM
}
