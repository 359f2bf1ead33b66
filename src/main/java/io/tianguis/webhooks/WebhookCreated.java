package io.tianguis.webhooks;

import java.util.Optional;

/**
 * A subscription that was asked for.
 *
 * @param secret of a new one, as its receiver needs it, this once; empty when it was there before
 */
public record WebhookCreated(Webhook webhook, Optional<String> secret) {}
