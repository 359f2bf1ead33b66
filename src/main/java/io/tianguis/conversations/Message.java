package io.tianguis.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param sentAt the sender's own time
 * @param status of an inbound message, whether the shop has read it: {@code DELIVERED} or {@code READ}
 * @param providerId null until the provider has taken it
 * @param repliedProviderId the provider's id of the message that it answers
 * @param sentFromHere whether it was sent through here; false too for what was written in the provider's own application
 * @param errorCode the provider's, of one that failed, as its words in {@code errorMessage}
 * @param readAt of an inbound message, when somebody of the shop read the conversation
 */
public record Message(
        long messageId,
        long conversationId,
        ChannelAccount account,
        Direction direction,
        Instant sentAt,
        MessageStatus status,
        @Nullable String providerId,
        @Nullable String repliedProviderId,
        boolean sentFromHere,
        Content content,
        @Nullable Campaign campaign,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt) {}
