package io.tianguis.webhooks;

import java.util.Optional;

/** What a shop can be told of. */
public enum WebhookType {
    ORDER_CREATED("order.created"),
    ORDER_UPDATED("order.updated"),
    SHIPMENT_EVENT_CREATED("shipment_event.created");

    private final String topic;

    WebhookType(String topic) {
        this.topic = topic;
    }

    /** The topic of the outbox that tells of it. */
    public String topic() {
        return topic;
    }

    static Optional<WebhookType> ofTopic(String topic) {
        for (WebhookType type : values()) {
            if (type.topic.equals(topic)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
