package io.tianguis.webhooks;

/** Why an operation on a subscription was refused. */
public sealed interface WebhookRejection {

    /** The type has an active subscription with another address. */
    record TypeTaken(WebhookType type) implements WebhookRejection {}

    /** The address cannot be called. */
    record UnusableUrl(UrlFault fault) implements WebhookRejection {}

    /** The shop has as many as it may, inactive ones included. */
    record TooMany(int most) implements WebhookRejection {}
}
