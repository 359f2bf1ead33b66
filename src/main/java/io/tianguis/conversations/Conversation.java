package io.tianguis.conversations;

import java.time.Instant;
import java.util.Optional;

/**
 * What one customer and one account of the shop wrote each other.
 *
 * @param customerId of the row that it was held with, whoever that belongs to now
 * @param unread inbound messages that nobody of the shop has read
 * @param lastInboundAt the customer's own time of their latest message
 * @param lastMessageAt the latest of both sides' own times
 */
public record Conversation(
        long conversationId,
        long customerId,
        ChannelAccount account,
        long unread,
        Optional<Instant> lastInboundAt,
        Optional<Instant> lastMessageAt) {}
