package io.tianguis.orders;

import io.tianguis.catalog.Sellable;
import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Results;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements on the orders' tables and on the view through which they read the buyer. */
final class OrdersSql {

    /** @param eventIds of what is told of the order's way to the buyer, in order */
    record Opened(long orderId, List<Long> eventIds, boolean numberTaken) {}

    record NewLine(int line, Sellable sold, long units, long unitPriceCents) {

        /** At the catalog's price. */
        NewLine(int line, Sellable sold, long units) {
            this(line, sold, units, sold.priceCents());
        }

        long amountCents() {
            return Math.multiplyExact(units, unitPriceCents);
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

    /** Takes the ids, and looks by {@code sales_order_number_unique} and {@code sales_order_external_id_unique}. */
    static Query<Opened> open(ShopId shop, String channelKey, CreateOrder order) {
        return Query.of(
                """
                SELECT nextval('sales_order_id_sequence') AS order_id,
                       ARRAY(SELECT nextval('order_event_event_id_seq') FROM generate_series(1, ?)) AS event_ids,
                       EXISTS (SELECT FROM sales_order WHERE shop_id = ? AND channel_key = ? AND number = ?)
                       OR EXISTS (SELECT FROM sales_order WHERE shop_id = ? AND channel_key = ? AND external_id = ?)
                           AS number_taken
                """,
                results -> results.get(Opened.class),
                OrderDraft.Beginning.of(order).eventCount(),
                shop.value(),
                channelKey,
                order.number(),
                shop.value(),
                channelKey,
                order.externalId());
    }

    /** The whole order in one statement: channel, order, lines, shipment, payment, events, note, lists. */
    static Query<Integer> insert(Shop shop, OrderDraft order, Instant now) {
        List<NewLine> lines = order.lines();
        @Nullable Instant settledAt = order.isSettled() ? now : null;
        return Query.update(
                """
                WITH channel AS (
                    INSERT INTO sales_channel (shop_id, channel_key, name)
                    VALUES (?, ?, ?) ON CONFLICT (shop_id, channel_key) DO NOTHING),
                taken AS (
                    INSERT INTO sales_order (shop_id, order_id, web_id, channel_key, number, external_id, customer_id,
                                             currency, products_total_cents, shipping_total_cents, payment_status,
                                             fulfillment_status, shipment_status, processed_at, delivered_at,
                                             closed_at, buyer_message, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    RETURNING shop_id, customer_id, channel_key, state, created_at, updated_at),
                counted AS (
                    INSERT INTO order_search_change (shop_id, channel_key, state, created_block, updated_block,
                                                     customer_block, delta)
                    SELECT shop_id, channel_key, state, order_period(created_at), order_period(updated_at),
                           customer_id >> 2, 1
                      FROM taken),
                line AS (
                    INSERT INTO order_line (shop_id, order_id, line, product_id, variant_id, sku, ean, title, units,
                                            unit_price_cents, option_names, option_values, shipped_at)
                    SELECT ?, ?, l.line, l.product_id, l.variant_id, l.sku, l.ean, l.title, l.units, l.unit_price_cents,
                           string_to_array(l.option_names, chr(31)), string_to_array(l.option_values, chr(31)), ?
                      FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                                  ?::bigint[], ?::text[], ?::text[])
                           AS l(line, product_id, variant_id, sku, ean, title, units, unit_price_cents,
                                option_names, option_values)),
                shipment AS (
                    INSERT INTO order_shipment (shop_id, order_id, status, service, carrier, tracking_number, label_url,
                                                insured, amount_cents, recipient_name, recipient_phone,
                                                recipient_email, street, exterior_number, interior_number,
                                                neighborhood, city, state, postal_code, country, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)),
                payment AS (
                    INSERT INTO order_payment (shop_id, order_id, customer_id, status, method, amount_cents, paid_at,
                                               created_at)
                    SELECT ?, ?, ?, p.status, ?, ?, ?, ?
                      FROM (SELECT ?::text) AS p(status) WHERE p.status IS NOT NULL
                    RETURNING payment_id),
                note AS (
                    INSERT INTO order_note (shop_id, order_id, text, at)
                    SELECT ?, ?, n.text, ?
                      FROM (SELECT ?::text) AS n(text)
                     WHERE n.text IS NOT NULL),
                listed AS (
                    INSERT INTO order_list_change (shop_id, list, id, delta)
                    VALUES (?, 'all', ?, 1), (?, 'channel:' || ?, ?, 1), (?, 'day:' || ?, ?, 1))
                INSERT INTO order_event (shop_id, order_id, customer_id, event_id, kind, description, actor, at)
                OVERRIDING SYSTEM VALUE
                SELECT ?, ?, ?, e.event_id, e.kind,
                       CASE WHEN e.kind = 'payment_recorded' THEN (SELECT payment_id::text FROM payment) END, ?, ?
                  FROM unnest(?::bigint[], ?::text[]) AS e(event_id, kind)
                """,
                shop.shopId(),
                order.channelKey(),
                order.channelName(),
                shop.shopId(),
                order.orderId(),
                order.webId(),
                order.channelKey(),
                order.number(),
                order.externalId(),
                order.customerId(),
                shop.currency(),
                order.productsTotalCents(),
                order.shippingCents(),
                order.isSettled() ? PaymentStatus.PAID : PaymentStatus.PENDING,
                order.fulfillmentStatus(),
                order.shipmentStatus(),
                settledAt,
                settledAt,
                settledAt,
                order.buyerMessage(),
                now,
                now,
                shop.shopId(),
                order.orderId(),
                settledAt,
                Column.of(lines, Integer[]::new, NewLine::line),
                Column.of(lines, Long[]::new, line -> line.sold().productId()),
                Column.of(lines, Long[]::new, line -> line.sold().variantId()),
                Column.of(lines, String[]::new, line -> line.sold().sku()),
                Column.of(lines, String[]::new, line -> line.sold().ean()),
                Column.of(lines, String[]::new, line -> line.sold().title()),
                Column.of(lines, Long[]::new, NewLine::units),
                Column.of(lines, Long[]::new, NewLine::unitPriceCents),
                Column.of(lines, String[]::new, line -> joined(line.sold().optionNames())),
                Column.of(lines, String[]::new, line -> joined(line.sold().optionValues())),
                shop.shopId(),
                order.orderId(),
                order.shipmentStatus(),
                order.shipping().service(),
                order.shipping().carrier(),
                order.shipping().trackingNumber(),
                order.shipping().labelUrl(),
                order.shipping().insured(),
                order.shippingCents(),
                order.shipTo().name(),
                order.shipTo().phone(),
                order.shipTo().email(),
                order.shipTo().street(),
                order.shipTo().exteriorNumber(),
                order.shipTo().interiorNumber(),
                order.shipTo().neighborhood(),
                order.shipTo().city(),
                order.shipTo().state(),
                order.shipTo().postalCode(),
                order.shipTo().country(),
                now,
                shop.shopId(),
                order.orderId(),
                order.customerId(),
                order.paymentMethod().orElse(null),
                order.grandTotalCents(),
                settledAt,
                now,
                order.firstPayment().orElse(null),
                shop.shopId(),
                order.orderId(),
                now,
                order.note().orElse(null),
                shop.shopId(),
                order.orderId(),
                shop.shopId(),
                order.channelKey(),
                order.orderId(),
                shop.shopId(),
                LocalDate.ofInstant(now, shop.zone()).toString(),
                order.orderId(),
                shop.shopId(),
                order.orderId(),
                order.customerId(),
                order.actor(),
                now,
                Column.of(order.events(), Long[]::new, OrderDraft.FirstEvent::eventId),
                Column.of(order.events(), String[]::new, OrderDraft.FirstEvent::kind));
    }

    /** An array of arrays cannot be ragged in SQL, so each line's texts travel joined by the unit separator. */
    private static String joined(List<String> texts) {
        return String.join("\u001f", texts);
    }

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

    /** By {@code sales_order_number_unique}, then as by id. */
    static Optional<Order> findByNumber(Statements statements, ShopId shop, String channelKey, String number) {
        return statements.together(
                """
                SELECT * FROM order_with_buyer WHERE shop_id = ? AND channel_key = ? AND number = ?;
                SELECT l.*
                  FROM sales_order o JOIN order_line l USING (shop_id, order_id)
                 WHERE o.shop_id = ? AND o.channel_key = ? AND o.number = ?
                 ORDER BY l.line;
                SELECT s.*
                  FROM sales_order o JOIN order_shipment s USING (shop_id, order_id)
                 WHERE o.shop_id = ? AND o.channel_key = ? AND o.number = ?
                 ORDER BY s.shipment_id;
                SELECT p.*
                  FROM sales_order o JOIN order_payment p USING (shop_id, order_id)
                 WHERE o.shop_id = ? AND o.channel_key = ? AND o.number = ?
                 ORDER BY p.payment_id;
                SELECT n.*
                  FROM sales_order o JOIN order_note n USING (shop_id, order_id)
                 WHERE o.shop_id = ? AND o.channel_key = ? AND o.number = ?
                 ORDER BY n.note_id
                """,
                OrdersSql::order,
                shop.value(),
                channelKey,
                number,
                shop.value(),
                channelKey,
                number,
                shop.value(),
                channelKey,
                number,
                shop.value(),
                channelKey,
                number,
                shop.value(),
                channelKey,
                number);
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
