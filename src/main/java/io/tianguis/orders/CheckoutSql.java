package io.tianguis.orders;

import io.tianguis.orders.PointOfSaleSql.Ids;
import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements on {@code order_checkout}. */
final class CheckoutSql {

    private CheckoutSql() {}

    /** @param events how many the order's log begins with */
    record Asked(byte[] secretHash, int events) {}

    /**
     * Takes the ids of an order and of the first events in its log for each secret, or nothing when the secret has an order
     * or stands twice among them. Whoever comes with the same secret at the same moment waits at {@code order_checkout_pk} for
     * what becomes of the first.
     */
    static Query<List<Optional<Ids>>> open(ShopId shop, List<Asked> asked, Instant now) {
        record Opened(int place, long orderId, List<Long> eventIds) {}
        return Query.list(
                        Opened.class,
                        """
                        WITH asked AS (
                            SELECT *
                              FROM unnest(?::bytea[], ?::integer[]) WITH ORDINALITY AS a(secret_hash, events, place)),
                        opened AS (
                            INSERT INTO order_checkout (shop_id, secret_hash, order_id, placed_at)
                            SELECT ?, secret_hash, nextval('sales_order_id_sequence'), ?
                              FROM asked
                                ON CONFLICT (shop_id, secret_hash) DO NOTHING
                            RETURNING secret_hash, order_id)
                        SELECT DISTINCT ON (order_id) place::integer AS place, order_id,
                               ARRAY(SELECT nextval('order_event_event_id_seq') FROM generate_series(1, events))
                                   AS event_ids
                          FROM asked JOIN opened USING (secret_hash)
                         ORDER BY order_id, place
                        """,
                        Column.of(asked, byte[][]::new, Asked::secretHash),
                        Column.of(asked, Integer[]::new, Asked::events),
                        shop.value(),
                        now)
                .map(opened -> {
                    Map<Integer, Ids> ids = opened.stream()
                            .collect(Collectors.toMap(Opened::place, one -> new Ids(one.orderId(), one.eventIds())));
                    return IntStream.rangeClosed(1, asked.size())
                            .mapToObj(place -> Optional.ofNullable(ids.get(place)))
                            .toList();
                });
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
