package io.tianguis.orders;

import io.tianguis.orders.PointOfSaleSql.Ids;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.Optional;

/** The statements on {@code order_checkout}. */
final class CheckoutSql {

    private CheckoutSql() {}

    /**
     * Takes the ids of an order and of the first events in its log for a secret, or nothing when the secret has an order.
     * Whoever comes with the same secret at the same moment waits at {@code order_checkout_pk} for what becomes of the first.
     */
    static Query<Optional<Ids>> open(ShopId shop, byte[] secretHash, int events, Instant now) {
        return Query.of("""
                WITH opened AS (
                    INSERT INTO order_checkout (shop_id, secret_hash, order_id, placed_at)
                    VALUES (?, ?, nextval('sales_order_id_sequence'), ?)
                        ON CONFLICT (shop_id, secret_hash) DO NOTHING
                    RETURNING order_id)
                SELECT order_id,
                       ARRAY(SELECT nextval('order_event_event_id_seq') FROM generate_series(1, ?)) AS event_ids
                  FROM opened
                """, results -> results.find(Ids.class), shop.value(), secretHash, now, events);
    }

    /** By {@code order_checkout_pk}. */
    static Optional<Long> findOrderId(Statements statements, ShopId shop, byte[] secretHash) {
        record Found(long orderId) {}
        return statements
                .find(
                        Found.class,
                        "SELECT order_id FROM order_checkout WHERE shop_id = ? AND secret_hash = ?",
                        shop.value(),
                        secretHash)
                .map(Found::orderId);
    }
}
