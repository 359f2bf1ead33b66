package io.tianguis.dialects.marketful;

import io.tianguis.orders.Orders;
import io.tianguis.orders.PackingSlip;
import io.tianguis.orders.ShipmentEvent;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.Shops;
import io.tianguis.webhooks.WebhookPayloads;
import io.tianguis.webhooks.WebhookType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the receivers of webhooks are sent (K9, K24). */
public final class MarketfulEvents implements WebhookPayloads {

    private final Shops shops;
    private final Orders orders;

    public MarketfulEvents(Shops shops, Orders orders) {
        this.shops = shops;
        this.orders = orders;
    }

    @Override
    public Map<Long, byte[]> write(Tx tx, ShopId shopId, List<Happening> happenings) {
        Shop shop = shops.get(tx, shopId);
        Map<Long, PackingSlip> known = orders
                .findPackingSlips(
                        tx,
                        shopId,
                        happenings.stream().map(MarketfulEvents::orderId).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(order -> order.header().orderId(), Function.identity()));
        Map<Long, ShipmentEvent> events = orders.findEvents(
                tx,
                shopId,
                happenings.stream()
                        .filter(happening -> happening.type() == WebhookType.SHIPMENT_EVENT_CREATED)
                        .collect(Collectors.toMap(MarketfulEvents::eventId, MarketfulEvents::orderId, (a, b) -> a)));
        Map<Long, byte[]> bodies = new HashMap<>();
        for (Happening happening : happenings) {
            @Nullable PackingSlip order = known.get(orderId(happening));
            if (order != null) {
                data(shop, order, events, happening)
                        .ifPresent(data -> bodies.put(
                                happening.position(),
                                Json.write(WebhookJson.Message.of(happening.type(), shop, happening.at(), data))));
            }
        }
        return bodies;
    }

    private static Optional<Object> data(
            Shop shop, PackingSlip order, Map<Long, ShipmentEvent> events, Happening happening) {
        return switch (happening.type()) {
            case ORDER_CREATED -> {
                OrderJson.Written written = new OrderJson.Written(order, shop.zone());
                yield Optional.of(
                        "true".equals(happening.attributes().get("partial"))
                                ? new WebhookJson.PartialOrder(written)
                                : written);
            }
            case ORDER_UPDATED -> Optional.of(new OrderJson.Written(order, shop.zone()));
            case SHIPMENT_EVENT_CREATED ->
                Optional.ofNullable(events.get(eventId(happening)))
                        .map(event -> new WebhookJson.EventOfOrder(
                                ShipmentEventJson.Written.of(event),
                                order.header().number(),
                                order.header().channelName()));
        };
    }

    private static long orderId(Happening happening) {
        return number(happening, "order_id");
    }

    private static long eventId(Happening happening) {
        return number(happening, "event_id");
    }

    private static long number(Happening happening, String attribute) {
        @Nullable String text = happening.attributes().get(attribute);
        if (text == null) {
            throw new IllegalArgumentException(happening + " has no " + attribute);
        }
        return Long.parseLong(text);
    }
}
