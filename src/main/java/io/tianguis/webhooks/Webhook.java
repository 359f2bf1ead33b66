package io.tianguis.webhooks;

import java.time.Instant;

/**
 * A subscription: an address that is told of one type of happening.
 *
 * @param url as it was given, perhaps without a scheme
 * @param active whether it is told; false once its receiver has said that it is gone
 */
public record Webhook(
        long shopId,
        long webhookId,
        WebhookType type,
        String url,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {}
