package io.tianguis.orders;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements by which a seller changes an order. */
final class OrderChangesSql {

    /** What the log keeps of a change. */
    record Told(
            String kind,
            @Nullable String description,
            @Nullable String actor,
            Instant at) {

        static Told of(OrderChangeKind kind, @Nullable String description, @Nullable String actor, Instant at) {
            return new Told(kind.name().toLowerCase(Locale.ROOT), description, actor, at);
        }
    }

    record EventId(long eventId) {}

    private OrderChangesSql() {}

    /** By {@code sales_order_pk}. */
    static Optional<OrderStanding> lock(Tx tx, ShopId shop, long orderId) {
        return tx.find(OrderStanding.class, """
                SELECT contact_status, processed_at, delivered_at, closed_at, closed_reason, buyer_feedback,
                       seller_feedback, invoice_type, invoice_number, invoiced_at
                  FROM sales_order
                 WHERE shop_id = ? AND order_id = ?
                   FOR UPDATE
                """, shop.value(), orderId);
    }

    /** By {@code order_shipment_pk}, of an order that is locked. */
    static Optional<ShipmentState> findShipment(Tx tx, ShopId shop, long orderId, long shipmentId) {
        return tx.find(ShipmentState.class, """
                SELECT status, tracking_number
                  FROM order_shipment
                 WHERE shop_id = ? AND shipment_id = ? AND order_id = ?
                """, shop.value(), shipmentId, orderId);
    }

    static Query<Long> invoice(ShopId shop, long orderId, Invoice invoice, Told told) {
        return change(
                "invoice_type = ?, invoice_number = ?, invoiced_at = ?",
                shop,
                orderId,
                told,
                invoice.type(),
                invoice.number(),
                invoice.invoicedAt());
    }

    static Query<Long> contact(ShopId shop, long orderId, ContactStatus status, Told told) {
        return change("contact_status = ?", shop, orderId, told, status);
    }

    static Query<Long> process(ShopId shop, long orderId, Told told) {
        return change("processed_at = ?", shop, orderId, told, told.at());
    }

    /** @param closedAt null takes the order up again */
    static Query<Long> close(
            ShopId shop, long orderId, @Nullable Instant closedAt, @Nullable String reason, Told told) {
        return change("closed_at = ?, closed_reason = ?", shop, orderId, told, closedAt, reason);
    }

    static Query<Long> feedback(ShopId shop, long orderId, FeedbackSide side, String text, Told told) {
        return change(
                side == FeedbackSide.BUYER ? "buyer_feedback = ?" : "seller_feedback = ?", shop, orderId, told, text);
    }

    /** Order and event in one statement; answers the event's id. */
    private static Query<Long> change(
            String assignments, ShopId shop, long orderId, Told told, @Nullable Object... assigned) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(assigned));
        values.addAll(Arrays.asList(
                told.at(), shop.value(), orderId, told.kind(), told.description(), told.actor(), told.at()));
        return Query.of(
                """
                        WITH changed AS (
                            UPDATE sales_order
                               SET %s, updated_at = ?
                            %s),
                        %s
                        INSERT INTO order_event (shop_id, order_id, customer_id, kind, description, actor, at)
                        SELECT shop_id, order_id, customer_id, ?, ?, ?, ?
                          FROM changed
                        RETURNING event_id
                        """.formatted(assignments, OrderSearchSql.CHANGED, OrderSearchSql.MOVED),
                results -> results.get(EventId.class).eventId(),
                values.toArray());
    }

    /** Order, shipment and event in one statement; answers the event's id. */
    static Query<Long> changeShipment(
            ShopId shop, long orderId, long shipmentId, ShipmentState state, @Nullable Instant deliveredAt, Told told) {
        return Query.of(
                """
                        WITH changed AS (
                            UPDATE sales_order
                               SET delivered_at = ?,
                                   shipment_status = CASE
                                       WHEN ? = (SELECT min(shipment_id) FROM order_shipment
                                                  WHERE shop_id = ? AND order_id = ?) THEN ? ELSE shipment_status END,
                                   updated_at = ?
                            %s),
                        %s,
                        shipment AS (
                            UPDATE order_shipment
                               SET status = ?, tracking_number = ?
                             WHERE shop_id = ? AND shipment_id = ?)
                        INSERT INTO order_event (shop_id, order_id, customer_id, kind, description, actor, at)
                        SELECT shop_id, order_id, customer_id, ?, ?, ?, ?
                          FROM changed
                        RETURNING event_id
                        """.formatted(OrderSearchSql.CHANGED, OrderSearchSql.MOVED),
                results -> results.get(EventId.class).eventId(),
                deliveredAt,
                shipmentId,
                shop.value(),
                orderId,
                state.status(),
                told.at(),
                shop.value(),
                orderId,
                state.status(),
                state.trackingNumber(),
                shop.value(),
                shipmentId,
                told.kind(),
                told.description(),
                told.actor(),
                told.at());
    }
}
