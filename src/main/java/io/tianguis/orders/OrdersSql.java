package io.tianguis.orders;

import io.tianguis.catalog.Sellable;
import io.tianguis.platform.sql.Results;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.ReservationLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements on the orders' tables and on the view through which they read the buyer. */
final class OrdersSql {

    record NewLine(int line, Sellable sold, long units, long unitPriceCents) {

        /** At the catalog's price. */
        NewLine(int line, Sellable sold, long units) {
            this(line, sold, units, sold.priceCents());
        }

        long amountCents() {
            return Math.multiplyExact(units, unitPriceCents);
        }

        /** Its units as they are asked of the stock. */
        ReservationLine wanted() {
            return new ReservationLine(line, sold.variantId(), units);
        }

        /** The line as the order keeps it. */
        Order.Line kept(long orderId, @Nullable Instant shippedAt) {
            return new Order.Line(
                    orderId,
                    line,
                    sold.productId(),
                    sold.variantId(),
                    sold.sku(),
                    sold.ean(),
                    sold.title(),
                    units,
                    unitPriceCents,
                    sold.optionNames(),
                    sold.optionValues(),
                    shippedAt);
        }
    }

    /**
     * What decides about a payment of a locked order.
     *
     * @param approvedCents what came in before
     * @param sameId a payment that has the reference already
     */
    record Payable(
            String currency,
            PaymentStatus paymentStatus,
            long grandTotalCents,
            long approvedCents,
            Optional<Long> sameId) {}

    private OrdersSql() {}

    /** By {@code sales_order_pk} and what hangs on it. */
    static Optional<Order> find(Statements statements, ShopId shop, long orderId) {
        return statements.together(
                """
                SELECT * FROM order_with_buyer WHERE shop_id = ? AND order_id = ?;
                SELECT * FROM order_line WHERE shop_id = ? AND order_id = ? ORDER BY line;
                SELECT * FROM order_shipment WHERE shop_id = ? AND order_id = ? ORDER BY shipment_id;
                SELECT * FROM order_payment WHERE shop_id = ? AND order_id = ? ORDER BY payment_id;
                SELECT * FROM order_note WHERE shop_id = ? AND order_id = ? ORDER BY note_id
                """,
                OrdersSql::order,
                shop.value(),
                orderId,
                shop.value(),
                orderId,
                shop.value(),
                orderId,
                shop.value(),
                orderId,
                shop.value(),
                orderId);
    }

    /** A page of ids, newest first: by {@code sales_order_pk}, or {@code sales_order_of_channel}. */
    static List<Long> listIds(
            Statements statements, ShopId shop, Optional<String> channelKey, long fromId, long skip, int most) {
        record Listed(long orderId) {}
        List<Listed> listed = channelKey.isPresent()
                ? statements.list(Listed.class, """
                        SELECT order_id
                          FROM sales_order
                         WHERE shop_id = ? AND channel_key = ? AND order_id <= ?
                         ORDER BY order_id DESC
                        OFFSET ? LIMIT ?
                        """, shop.value(), channelKey.get(), fromId, skip, most)
                : statements.list(Listed.class, """
                        SELECT order_id
                          FROM sales_order
                         WHERE shop_id = ? AND order_id <= ?
                         ORDER BY order_id DESC
                        OFFSET ? LIMIT ?
                        """, shop.value(), fromId, skip, most);
        return listed.stream().map(Listed::orderId).toList();
    }

    /** Whole orders, newest first. */
    static List<Order> listByIds(Statements statements, ShopId shop, List<Long> orderIds) {
        Long[] ids = orderIds.toArray(Long[]::new);
        return statements.together(
                """
                SELECT * FROM order_with_buyer WHERE shop_id = ? AND order_id = ANY (?) ORDER BY order_id DESC;
                SELECT * FROM order_line WHERE shop_id = ? AND order_id = ANY (?) ORDER BY order_id, line;
                SELECT * FROM order_shipment WHERE shop_id = ? AND order_id = ANY (?) ORDER BY order_id, shipment_id;
                SELECT * FROM order_payment WHERE shop_id = ? AND order_id = ANY (?) ORDER BY order_id, payment_id;
                SELECT * FROM order_note WHERE shop_id = ? AND order_id = ANY (?) ORDER BY order_id, note_id
                """,
                OrdersSql::orders,
                shop.value(),
                ids,
                shop.value(),
                ids,
                shop.value(),
                ids,
                shop.value(),
                ids,
                shop.value(),
                ids);
    }

    private static List<Order> orders(Results results) {
        List<Order.Header> headers = results.list(Order.Header.class);
        Map<Long, List<Order.Line>> lines = byOrder(results.list(Order.Line.class), Order.Line::orderId);
        Map<Long, List<Order.Shipment>> shipments =
                byOrder(results.list(Order.Shipment.class), Order.Shipment::orderId);
        Map<Long, List<Order.Payment>> payments = byOrder(results.list(Order.Payment.class), Order.Payment::orderId);
        Map<Long, List<Order.Note>> notes = byOrder(results.list(Order.Note.class), Order.Note::orderId);
        return headers.stream()
                .map(header -> new Order(
                        header,
                        lines.getOrDefault(header.orderId(), List.of()),
                        shipments.getOrDefault(header.orderId(), List.of()),
                        payments.getOrDefault(header.orderId(), List.of()),
                        notes.getOrDefault(header.orderId(), List.of())))
                .toList();
    }

    private static <T> Map<Long, List<T>> byOrder(List<T> rows, Function<T, Long> orderId) {
        return rows.stream().collect(Collectors.groupingBy(orderId));
    }

    private static Optional<Order> order(Results results) {
        Optional<Order.Header> header = results.find(Order.Header.class);
        List<Order.Line> lines = results.list(Order.Line.class);
        List<Order.Shipment> shipments = results.list(Order.Shipment.class);
        List<Order.Payment> payments = results.list(Order.Payment.class);
        List<Order.Note> notes = results.list(Order.Note.class);
        return header.map(order -> new Order(order, lines, shipments, payments, notes));
    }

    /**
     * Locks an order, then looks at its payments: the second statement begins after the lock is held, so it sees what the
     * lock's last holder wrote.
     *
     * @param reference null matches no payment
     */
    static Optional<Payable> lock(
            Tx tx, ShopId shop, long orderId, @Nullable String provider, @Nullable String reference) {
        record Locked(String currency, PaymentStatus paymentStatus, long grandTotalCents) {}
        record Received(long approvedCents, @Nullable Long sameId) {}
        return tx.together(
                """
                SELECT currency, payment_status,
                       products_total_cents - products_discount_cents - discount_cents + shipping_total_cents
                           AS grand_total_cents
                  FROM sales_order
                 WHERE shop_id = ? AND order_id = ?
                   FOR UPDATE;
                SELECT coalesce(sum(amount_cents) FILTER (WHERE status = 'approved'), 0)::bigint AS approved_cents,
                       min(payment_id) FILTER (WHERE external_reference = ? AND provider IS NOT DISTINCT FROM ?)
                           AS same_id
                  FROM order_payment
                 WHERE shop_id = ? AND order_id = ?
                """,
                results -> {
                    Optional<Locked> locked = results.find(Locked.class);
                    Received received = results.get(Received.class);
                    return locked.map(order -> new Payable(
                            order.currency(),
                            order.paymentStatus(),
                            order.grandTotalCents(),
                            received.approvedCents(),
                            Optional.ofNullable(received.sameId())));
                },
                shop.value(),
                orderId,
                reference,
                provider,
                shop.value(),
                orderId);
    }

    /** Payment, order and events in one statement; answers the payment's id. */
    static long insertPayment(
            Tx tx, ShopId shop, long orderId, NewPayment payment, boolean pays, @Nullable Instant paidAt, Instant now) {
        record Inserted(long paymentId) {}
        return tx.get(
                        Inserted.class,
                        """
                        WITH changed AS (
                            UPDATE sales_order
                               SET payment_status = CASE WHEN ? THEN 'paid' ELSE payment_status END,
                                   updated_at = ?
                            %s),
                        %s,
                        payment AS (
                            INSERT INTO order_payment (shop_id, order_id, customer_id, external_reference, status,
                                                       provider, method, amount_cents, installments,
                                                       finance_fee_cents, paid_at, created_at)
                            SELECT shop_id, order_id, customer_id, ?, ?, ?, ?, ?, ?, ?, ?, ?
                              FROM changed
                            RETURNING shop_id, order_id, customer_id, payment_id),
                        event AS (
                            INSERT INTO order_event (shop_id, order_id, customer_id, kind, description, actor, at)
                            SELECT shop_id, order_id, customer_id, kind, payment_id::text, ?, ?
                              FROM payment, unnest(?::text[]) AS kind)
                        SELECT payment_id FROM payment
                        """.formatted(OrderSearchSql.CHANGED, OrderSearchSql.MOVED),
                        pays,
                        now,
                        shop.value(),
                        orderId,
                        payment.externalReference(),
                        payment.state(),
                        payment.provider(),
                        payment.method(),
                        payment.amount().cents(),
                        payment.installments(),
                        payment.financeFeeCents(),
                        paidAt,
                        now,
                        payment.actor(),
                        now,
                        pays ? new String[] {"payment_recorded", "paid"} : new String[] {"payment_recorded"})
                .paymentId();
    }
}
