package io.tianguis.conversations;

/**
 * How far a message came, in the order in which it comes there. Notices arrive in any order, and a status never goes back: a
 * message that the provider gave up and delivered nevertheless is delivered.
 */
public enum MessageStatus {
    /** Waits for the provider to take it. */
    SUBMITTED,
    /** The provider has it. */
    SENT,
    /** The provider could not deliver it. */
    FAILED,
    DELIVERED,
    READ;

    boolean isBefore(MessageStatus other) {
        return compareTo(other) < 0;
    }
}
