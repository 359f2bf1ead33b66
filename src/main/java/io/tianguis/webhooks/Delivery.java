package io.tianguis.webhooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log of deliveries.
 *
 * @param orderingKey what it tells of, such as {@code order:500001}
 * @param attempts how often it was tried and failed, since its last replay
 * @param dueAt when it is tried next; null when it has ended, or waits for an older one of its ordering key
 * @param lastStatus what the receiver answered last, if it answered
 * @param lastFault why the last attempt failed without an answer
 */
public record Delivery(
        long webhookId,
        long sequence,
        String orderingKey,
        DeliveryState state,
        int attempts,
        Instant happenedAt,
        @Nullable Instant dueAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant endedAt,
        @Nullable Integer lastStatus,
        @Nullable String lastFault) {

    /** The {@code webhook-id} of a delivery. */
    static String messageId(long webhookId, long sequence) {
        return "msg_" + webhookId + "_" + sequence;
    }

    public String messageId() {
        return messageId(webhookId, sequence);
    }
}
