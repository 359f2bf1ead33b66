package io.tianguis.conversations;

/**
 * Where a notice has left a message.
 *
 * @param status the one in force, which may be a later one than the notice's
 * @param moved whether the notice made it so
 */
public record StatusChanged(long messageId, long conversationId, MessageStatus status, boolean moved) {}
