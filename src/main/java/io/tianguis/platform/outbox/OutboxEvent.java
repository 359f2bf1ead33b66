package io.tianguis.platform.outbox;

import java.time.Instant;
import java.util.Map;

/**
 * What happened, as a handler gets it.
 *
 * @param position grows with every event of a key; with the shop and the key it names the event, so that a receiver can
 *     tell a repetition from news
 * @param topic what happened, such as {@code order.created}
 * @param orderingKey what it happened to, such as {@code order:500001}
 * @param createdAt when the operation that appended it ran
 * @param attempts how often the event has been handed to a handler, this time included
 */
public record OutboxEvent(
        long shopId,
        long position,
        String topic,
        String orderingKey,
        Map<String, String> attributes,
        Instant createdAt,
        int attempts) {

    public OutboxEvent {
        attributes = Map.copyOf(attributes);
    }
}
