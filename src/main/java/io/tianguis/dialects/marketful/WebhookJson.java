package io.tianguis.dialects.marketful;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tianguis.kernel.Moments;
import io.tianguis.platform.json.JsonFields;
import io.tianguis.platform.json.SelfWriting;
import io.tianguis.shops.Shop;
import io.tianguis.webhooks.Webhook;
import io.tianguis.webhooks.WebhookCreated;
import io.tianguis.webhooks.WebhookType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Webhooks as this dialect writes them, and what it sends to their receivers. */
final class WebhookJson {

    private WebhookJson() {}

    /** The answer of {@code consultar}. */
    record Listed(String message, List<Line> webhooks) {

        static Listed of(List<Webhook> webhooks) {
            return new Listed("Success", webhooks.stream().map(Line::of).toList());
        }
    }

    record Line(
            long id, long seller_id, boolean active, String url, String tipo, String created_at, String updated_at) {

        static Line of(Webhook webhook) {
            return new Line(
                    webhook.webhookId(),
                    webhook.shopId(),
                    webhook.active(),
                    webhook.url(),
                    word(webhook.type()),
                    Moments.utc(webhook.createdAt()),
                    Moments.utc(webhook.updatedAt()));
        }
    }

    /** The answer of {@code crear}. */
    record Made(String message, Shown webhook) {

        static Made of(WebhookCreated created, ZoneId zone) {
            Webhook webhook = created.webhook();
            return new Made(
                    "Success",
                    new Shown(
                            webhook.webhookId(),
                            webhook.url(),
                            webhook.shopId(),
                            webhook.active(),
                            word(webhook.type()),
                            Moments.local(webhook.createdAt(), zone),
                            Moments.local(webhook.updatedAt(), zone),
                            created.secret().orElse(null)));
        }
    }

    /** The secret is shown of a new one, this once (K23). */
    record Shown(
            long id,
            String url,
            long seller_id,
            boolean active,
            String tipo,
            String created_at,
            String updated_at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String secret) {}

    /** What a receiver is sent (K24). */
    record Message(String tipo, long seller_id, String created_at, Object data) {

        static Message of(WebhookType type, Shop shop, Instant at, Object data) {
            return new Message(word(type), shop.shopId(), Moments.utc(at), data);
        }
    }

    /** An order that stands with some of its lines only (K9). */
    record PartialOrder(OrderJson.Written order) implements SelfWriting {

        @Override
        public void write(JsonFields out) {
            out.beginObject();
            order.writeFields(out);
            out.flag("parcial", true).endObject();
        }
    }

    /** A shipment event of {@code get_events}, with the order it belongs to. */
    record EventOfOrder(@JsonUnwrapped ShipmentEventJson.Written event, String numero_orden, String canal) {}

    /** The word of a type. */
    static String word(WebhookType type) {
        return switch (type) {
            case ORDER_CREATED -> "order/created";
            case ORDER_UPDATED -> "order/updated";
            case SHIPMENT_EVENT_CREATED -> "shipment_event/created";
        };
    }

    /** The type of a word, letter by letter. */
    static Optional<WebhookType> type(String word) {
        for (WebhookType type : WebhookType.values()) {
            if (word(type).equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
