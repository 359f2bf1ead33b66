package io.tianguis.returns;

import io.tianguis.orders.Order;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on the returns' tables. Those that write are run under the lock of the order. */
final class ReturnsSql {

    record Found(long returnId) {}

    private ReturnsSql() {}

    /** By {@code customer_return_token_unique}. */
    static Optional<Long> findId(Statements statements, ShopId shop, String token) {
        return statements
                .find(
                        Found.class,
                        "SELECT return_id FROM customer_return WHERE shop_id = ? AND token = ?",
                        shop.value(),
                        token)
                .map(Found::returnId);
    }

    /** By {@code customer_return_one_under_way}. */
    static Optional<Long> findUnderWay(Tx tx, ShopId shop, long orderId) {
        return tx.find(Found.class, """
                        SELECT return_id
                          FROM customer_return
                         WHERE shop_id = ? AND order_id = ? AND status <> 'closed'
                        """, shop.value(), orderId).map(Found::returnId);
    }

    /** By {@code customer_return_pk} and {@code customer_return_line_pk}. */
    static Optional<CustomerReturn> find(Statements statements, ShopId shop, long returnId) {
        return statements.together(
                """
                SELECT * FROM customer_return WHERE shop_id = ? AND return_id = ?;
                SELECT * FROM customer_return_line WHERE shop_id = ? AND return_id = ? ORDER BY line_id
                """,
                results -> {
                    Optional<CustomerReturn.Header> header = results.find(CustomerReturn.Header.class);
                    List<CustomerReturn.Line> lines = results.list(CustomerReturn.Line.class);
                    return header.map(found -> new CustomerReturn(found, lines));
                },
                shop.value(),
                returnId,
                shop.value(),
                returnId);
    }

    /** A page, newest first, by {@code customer_return_pk}. */
    static List<CustomerReturn.Header> list(Statements statements, ShopId shop, long fromId, long skip, int most) {
        return statements.list(CustomerReturn.Header.class, """
                SELECT *
                  FROM customer_return
                 WHERE shop_id = ? AND return_id <= ?
                 ORDER BY return_id DESC
                OFFSET ? LIMIT ?
                """, shop.value(), fromId, skip, most);
    }

    /** The units of a variant that came back with the order's other returns, by {@code customer_return_of_order}. */
    static long receivedElsewhere(Tx tx, ShopId shop, long orderId, long returnId, long variantId) {
        record Received(long units) {}
        return tx.get(Received.class, """
                        SELECT coalesce(sum(l.received_units), 0)::bigint AS units
                          FROM customer_return r
                          JOIN customer_return_line l USING (shop_id, return_id)
                         WHERE r.shop_id = ? AND r.order_id = ? AND r.return_id <> ? AND l.variant_id = ?
                        """, shop.value(), orderId, returnId, variantId)
                .units();
    }

    /** A return without lines, and its place in the list; answers its id. */
    static long insert(Tx tx, ShopId shop, String token, Order.Header order, Instant now) {
        return tx.get(Found.class, """
                        WITH opened AS (
                            INSERT INTO customer_return (shop_id, token, order_id, customer_id, created_at)
                            VALUES (?, ?, ?, ?, ?)
                            RETURNING shop_id, return_id),
                        listed AS (
                            INSERT INTO customer_return_list_change (shop_id, list, id, delta)
                            SELECT shop_id, 'all', return_id, 1
                              FROM opened)
                        SELECT return_id FROM opened
                        """, shop.value(), token, order.orderId(), order.customerId(), now)
                .returnId();
    }

    /** A line of its own, or more units on the one that the variant has: {@code customer_return_line_variant_unique}. */
    static void announce(Tx tx, ShopId shop, long returnId, Order.Line ordered, long units) {
        tx.update(
                """
                INSERT INTO customer_return_line AS l (shop_id, return_id, variant_id, sku, ean, title, announced_units)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (shop_id, return_id, variant_id)
                    DO UPDATE SET announced_units = l.announced_units + excluded.announced_units
                """, shop.value(), returnId, ordered.variantId(), ordered.sku(), ordered.ean(), ordered.title(), units);
    }

    /** On a line as {@link #announce} does. */
    static void receive(Tx tx, ShopId shop, long returnId, Order.Line ordered, long units, Instant now) {
        tx.update(
                """
                WITH came AS (
                    INSERT INTO customer_return_line AS l (shop_id, return_id, variant_id, sku, ean, title,
                                                           received_units, arrived_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (shop_id, return_id, variant_id)
                        DO UPDATE SET received_units = l.received_units + excluded.received_units,
                                      arrived_at = coalesce(l.arrived_at, excluded.arrived_at))
                UPDATE customer_return
                   SET status = 'receiving',
                       arrived_at = coalesce(arrived_at, ?),
                       receiving_began_at = CASE WHEN status = 'receiving' THEN receiving_began_at ELSE ? END
                 WHERE shop_id = ? AND return_id = ?
                """,
                shop.value(),
                returnId,
                ordered.variantId(),
                ordered.sku(),
                ordered.ean(),
                ordered.title(),
                units,
                now,
                now,
                now,
                shop.value(),
                returnId);
    }

    static void accept(Tx tx, ShopId shop, long returnId, long lineId, long units) {
        tx.update("""
                UPDATE customer_return_line
                   SET accepted_units = accepted_units + ?
                 WHERE shop_id = ? AND return_id = ? AND line_id = ?
                """, units, shop.value(), returnId, lineId);
    }

    static void close(Tx tx, ShopId shop, long returnId, Instant now) {
        tx.update("""
                UPDATE customer_return
                   SET status = 'closed', closed_at = ?
                 WHERE shop_id = ? AND return_id = ?
                """, now, shop.value(), returnId);
    }

    static void reopen(Tx tx, ShopId shop, long returnId, Instant now) {
        tx.update("""
                UPDATE customer_return
                   SET status = 'reopened', reopened_at = ?
                 WHERE shop_id = ? AND return_id = ?
                """, now, shop.value(), returnId);
    }
}
