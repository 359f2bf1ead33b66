package io.tianguis.orders;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements by which an order moves on, and on its log. */
final class OrderStepsSql {

    record EventId(long eventId) {}

    private OrderStepsSql() {}

    /** By {@code sales_order_pk}. */
    static Optional<LockedOrder> lock(Tx tx, ShopId shop, long orderId) {
        return tx.find(LockedOrder.class, """
                SELECT order_id, customer_id, channel_key, fulfillment_status, delivered_at
                  FROM sales_order
                 WHERE shop_id = ? AND order_id = ?
                   FOR UPDATE
                """, shop.value(), orderId);
    }

    /** In one round trip, the buyer before the order; an order keeps its buyer, so that whose row it is can be read before. */
    static Optional<LockedOrder> lockWithBuyer(Tx tx, ShopId shop, long orderId) {
        return tx.together(
                """
                SELECT customer_id
                  FROM order_buyer
                 WHERE shop_id = ?
                   AND customer_id = (SELECT customer_id FROM sales_order WHERE shop_id = ? AND order_id = ?)
                   FOR NO KEY UPDATE;
                SELECT order_id, customer_id, channel_key, fulfillment_status, delivered_at
                  FROM sales_order
                 WHERE shop_id = ? AND order_id = ?
                   FOR UPDATE
                """,
                results -> {
                    record Buyer(long customerId) {}
                    results.find(Buyer.class);
                    return results.find(LockedOrder.class);
                },
                shop.value(),
                shop.value(),
                orderId,
                shop.value(),
                orderId);
    }

    /** By {@code sales_order_number_unique}. */
    static Optional<LockedOrder> lockByNumber(Tx tx, ShopId shop, String channelKey, String number) {
        return tx.find(LockedOrder.class, """
                SELECT order_id, customer_id, channel_key, fulfillment_status, delivered_at
                  FROM sales_order
                 WHERE shop_id = ? AND channel_key = ? AND number = ?
                   FOR UPDATE
                """, shop.value(), channelKey, number);
    }

    /** Order, first shipment, lines and event in one statement; answers the event's id. */
    static Query<Long> take(ShopId shop, long orderId, OrderStep step) {
        boolean ships = step.kind() == ShipmentEventKind.SHIPPED;
        return Query.of(
                """
                        WITH changed AS (
                            UPDATE sales_order
                               SET fulfillment_status = ?,
                                   delivered_at = coalesce(?, delivered_at),
                                   shipment_status = coalesce(?, shipment_status),
                                   updated_at = ?
                            %s),
                        %s,
                        shipment AS (
                            UPDATE order_shipment
                               SET status = coalesce(?, status),
                                   carrier = coalesce(?, carrier),
                                   tracking_number = coalesce(?, tracking_number),
                                   label_url = coalesce(?, label_url)
                             WHERE ?
                               AND shop_id = ?
                               AND shipment_id = (SELECT min(shipment_id)
                                                    FROM order_shipment
                                                   WHERE shop_id = ? AND order_id = ?)),
                        line AS (
                            UPDATE order_line
                               SET shipped_at = ?
                             WHERE ? AND shop_id = ? AND order_id = ?)
                        INSERT INTO order_event (shop_id, order_id, customer_id, kind, actor, at)
                        SELECT shop_id, order_id, customer_id, ?, ?, ?
                          FROM changed
                        RETURNING event_id
                        """.formatted(OrderSearchSql.CHANGED, OrderSearchSql.MOVED),
                results -> results.get(EventId.class).eventId(),
                step.status(),
                step.kind() == ShipmentEventKind.DELIVERED ? step.at() : null,
                step.shipmentStatus(),
                step.at(),
                shop.value(),
                orderId,
                step.shipmentStatus(),
                step.carrier(),
                step.trackingNumber(),
                step.labelUrl(),
                step.changesShipment(),
                shop.value(),
                shop.value(),
                orderId,
                step.at(),
                ships,
                shop.value(),
                orderId,
                step.kind(),
                step.actor(),
                step.at());
    }

    /** Answers the event's id. */
    static long insertEvent(
            Tx tx,
            ShopId shop,
            long orderId,
            ShipmentEventKind kind,
            @Nullable String description,
            @Nullable String actor,
            Instant at) {
        return tx.get(EventId.class, """
                        INSERT INTO order_event (shop_id, order_id, customer_id, kind, description, actor, at)
                        SELECT shop_id, order_id, customer_id, ?, ?, ?, ?
                          FROM sales_order
                         WHERE shop_id = ? AND order_id = ?
                        RETURNING event_id
                        """, kind, description, actor, at, shop.value(), orderId)
                .eventId();
    }

    /**
     * By {@code order_event_pk}.
     *
     * @param orderIds of each event's order
     */
    static List<ShipmentEvent> listEvents(Statements statements, ShopId shop, Long[] orderIds, Long[] eventIds) {
        return statements.list(ShipmentEvent.class, """
                SELECT e.event_id, e.kind, e.description, e.actor, e.at
                  FROM unnest(?::bigint[], ?::bigint[]) AS asked (order_id, event_id)
                  JOIN order_event e ON e.shop_id = ? AND e.order_id = asked.order_id AND e.event_id = asked.event_id
                 WHERE e.kind = ANY (?)
                """, orderIds, eventIds, shop.value(), ShipmentEventKind.values());
    }

    /** By {@code sales_order_pk} and {@code order_event_pk}. */
    static Optional<ShipmentLog> findLog(Statements statements, ShopId shop, long orderId) {
        return statements.together(
                """
                SELECT o.order_id, c.name AS channel_name, o.number
                  FROM sales_order o
                  JOIN sales_channel c USING (shop_id, channel_key)
                 WHERE o.shop_id = ? AND o.order_id = ?;
                SELECT event_id, kind, description, actor, at
                  FROM order_event
                 WHERE shop_id = ? AND order_id = ? AND kind = ANY (?)
                 ORDER BY at DESC, event_id DESC
                 LIMIT ?
                """,
                results -> {
                    record Named(long orderId, String channelName, String number) {}
                    Optional<Named> named = results.find(Named.class);
                    List<ShipmentEvent> events = results.list(ShipmentEvent.class);
                    return named.map(
                            order -> new ShipmentLog(order.orderId(), order.channelName(), order.number(), events));
                },
                shop.value(),
                orderId,
                shop.value(),
                orderId,
                ShipmentEventKind.values(),
                ShipmentLog.MAX_EVENTS);
    }
}
