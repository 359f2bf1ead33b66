package io.tianguis.orders;

import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements by which an order moves on, and on its log. */
final class OrderStepsSql {

    record EventId(long eventId) {}

    private OrderStepsSql() {}

    /** By {@code sales_order_pk}. */
    static Optional<LockedOrder> lock(Tx tx, ShopId shop, long orderId) {
        return tx.find(LockedOrder.class, """
                SELECT order_id, fulfillment_status, delivered_at
                  FROM sales_order
                 WHERE shop_id = ? AND order_id = ?
                   FOR UPDATE
                """, shop.value(), orderId);
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
                        INSERT INTO order_event (shop_id, order_id, kind, description, actor, at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        RETURNING event_id
                        """, shop.value(), orderId, kind, description, actor, at)
                .eventId();
    }
}
