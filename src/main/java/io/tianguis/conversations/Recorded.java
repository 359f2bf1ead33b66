package io.tianguis.conversations;

/**
 * A message that is kept.
 *
 * @param added false when it was kept already, and nothing changed
 */
public record Recorded(long messageId, long conversationId, boolean added) {}
