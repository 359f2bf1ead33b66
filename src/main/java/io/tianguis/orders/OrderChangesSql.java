package io.tianguis.orders;

import io.tianguis.orders.Order.ShipmentStatus;
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
                SELECT contact_status, processed_at, closed_at, closed_reason, buyer_feedback, seller_feedback
                  FROM sales_order
                 WHERE shop_id = ? AND order_id = ?
                   FOR UPDATE
                """, shop.value(), orderId);
    }

    /** An invoice under its order's lock, and as it was before somebody waited for this lock. */
    record LockedInvoice(
            @Nullable String type,
            @Nullable String number,
            @Nullable Instant invoicedAt,
            @Nullable String typeBefore,
            @Nullable String numberBefore,
            @Nullable Instant invoicedBefore) {

        Invoice present() {
            return new Invoice(type, number, invoicedAt);
        }

        Invoice before() {
            return new Invoice(typeBefore, numberBefore, invoicedBefore);
        }
    }

    /** By {@code sales_order_pk}. Of a row that it waits for, the statement sees what it will be; of one that it only reads, what it was. */
    static Optional<LockedInvoice> lockInvoice(Tx tx, ShopId shop, long orderId) {
        return tx.find(LockedInvoice.class, """
                SELECT o.invoice_type AS type, o.invoice_number AS number, o.invoiced_at,
                       b.invoice_type AS type_before, b.invoice_number AS number_before, b.invoiced_at AS invoiced_before
                  FROM sales_order o
                  JOIN sales_order b ON b.shop_id = o.shop_id AND b.order_id = o.order_id
                 WHERE o.shop_id = ? AND o.order_id = ?
                   FOR UPDATE OF o
                """, shop.value(), orderId);
    }

    /**
     * A shipment under its order's lock, and as it was before somebody waited for this lock.
     *
     * @param present nothing when the order has no such shipment
     * @param before nothing when the shipment is new
     */
    record LockedShipment(
            @Nullable Instant deliveredAt, Optional<ShipmentState> present, Optional<ShipmentState> before) {}

    /** By {@code sales_order_pk} and {@code order_shipment_pk}; the second statement begins after the lock is held. */
    static Optional<LockedShipment> lockShipment(Tx tx, ShopId shop, long orderId, long shipmentId) {
        record Locked(
                @Nullable Instant deliveredAt,
                @Nullable ShipmentStatus statusBefore,
                @Nullable String trackingNumberBefore) {

            Optional<ShipmentState> before() {
                return Optional.ofNullable(statusBefore).map(status -> new ShipmentState(status, trackingNumberBefore));
            }
        }
        return tx.together(
                """
                SELECT o.delivered_at, s.status AS status_before, s.tracking_number AS tracking_number_before
                  FROM sales_order o
                  LEFT JOIN order_shipment s ON s.shop_id = o.shop_id AND s.order_id = o.order_id AND s.shipment_id = ?
                 WHERE o.shop_id = ? AND o.order_id = ?
                   FOR UPDATE OF o;
                SELECT status, tracking_number
                  FROM order_shipment
                 WHERE shop_id = ? AND shipment_id = ? AND order_id = ?
                """,
                results -> {
                    Optional<Locked> locked = results.find(Locked.class);
                    Optional<ShipmentState> present = results.find(ShipmentState.class);
                    return locked.map(order -> new LockedShipment(order.deliveredAt(), present, order.before()));
                },
                shipmentId,
                shop.value(),
                orderId,
                shop.value(),
                shipmentId,
                orderId);
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
