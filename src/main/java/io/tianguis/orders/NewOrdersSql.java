package io.tianguis.orders;

import io.tianguis.orders.OrdersSql.NewLine;
import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.SharedTransactions;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statements by which orders come to be, one or several at a time. A statement for several costs hardly more than two
 * for one: what PostgreSQL does for each table, trigger and index that it names is done once.
 */
final class NewOrdersSql {

    /**
     * @param eventIds of what is told of the order's way to the buyer, in order
     * @param numberTaken whether the channel has an order with this number, or with this id of its own
     */
    record Opened(long orderId, List<Long> eventIds, boolean numberTaken) {}

    private static final List<String> OPENINGS =
            texts(orders -> """
            SELECT nextval('sales_order_id_sequence') AS order_id,
                   ARRAY(SELECT nextval('order_event_event_id_seq') FROM generate_series(1, a.events)) AS event_ids,
                   EXISTS (SELECT FROM sales_order
                            WHERE shop_id = a.shop_id AND channel_key = a.channel_key AND number = a.number)
                   OR EXISTS (SELECT FROM sales_order
                               WHERE shop_id = a.shop_id AND channel_key = a.channel_key
                                 AND external_id = a.external_id)
                       AS number_taken
              FROM (VALUES %s) AS a(shop_id, channel_key, number, external_id, events)
            """.formatted(groups(orders, "(?::bigint, ?::text, ?::text, ?::text, ?::integer)")));

    private static final List<String> INSERTIONS = texts(orders -> """
            WITH channel AS (
                INSERT INTO sales_channel (shop_id, channel_key, name)
                VALUES %s ON CONFLICT (shop_id, channel_key) DO NOTHING),
            taken AS (
                INSERT INTO sales_order (shop_id, order_id, web_id, channel_key, number, external_id, customer_id,
                                         currency, products_total_cents, shipping_total_cents, payment_status,
                                         fulfillment_status, shipment_status, processed_at, delivered_at,
                                         closed_at, buyer_message, created_at, updated_at)
                VALUES %s
                RETURNING shop_id, customer_id, channel_key, state, created_at, updated_at),
            counted AS (
                INSERT INTO order_search_change (shop_id, channel_key, state, created_block, updated_block,
                                                 customer_block, customer_id, delta)
                SELECT shop_id, channel_key, state, order_period(created_at), order_period(updated_at),
                       customer_id >> 2, customer_id, 1
                  FROM taken),
            line AS (
                INSERT INTO order_line (shop_id, order_id, line, product_id, variant_id, sku, ean, title, units,
                                        unit_price_cents, option_names, option_values, shipped_at)
                SELECT ?, l.order_id, l.line, l.product_id, l.variant_id, l.sku, l.ean, l.title, l.units,
                       l.unit_price_cents, string_to_array(l.option_names, chr(31)),
                       string_to_array(l.option_values, chr(31)), l.shipped_at
                  FROM unnest(?::bigint[], ?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                              ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[])
                       AS l(order_id, line, product_id, variant_id, sku, ean, title, units, unit_price_cents,
                            option_names, option_values, shipped_at)),
            shipment AS (
                INSERT INTO order_shipment (shop_id, order_id, status, service, carrier, tracking_number, label_url,
                                            insured, amount_cents, recipient_name, recipient_phone,
                                            recipient_email, street, exterior_number, interior_number,
                                            neighborhood, city, state, postal_code, country, created_at)
                VALUES %s),
            payment AS (
                INSERT INTO order_payment (shop_id, order_id, customer_id, status, method, amount_cents, paid_at,
                                           created_at)
                SELECT ?, p.order_id, p.customer_id, p.status, p.method, p.amount_cents, p.paid_at, ?
                  FROM (VALUES %s) AS p(order_id, customer_id, status, method, amount_cents, paid_at)
                 WHERE p.status IS NOT NULL
                RETURNING order_id, payment_id),
            note AS (
                INSERT INTO order_note (shop_id, order_id, text, at)
                SELECT ?, n.order_id, n.text, ?
                  FROM (VALUES %s) AS n(order_id, text)
                 WHERE n.text IS NOT NULL),
            listed AS (
                INSERT INTO order_list_change (shop_id, list, id, delta)
                VALUES %s)
            INSERT INTO order_event (shop_id, order_id, customer_id, event_id, kind, description, actor, at)
            OVERRIDING SYSTEM VALUE
            SELECT ?, e.order_id, e.customer_id, e.event_id, e.kind,
                   CASE WHEN e.kind = 'payment_recorded'
                        THEN (SELECT p.payment_id::text FROM payment p WHERE p.order_id = e.order_id) END,
                   e.actor, ?
              FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                   AS e(order_id, customer_id, event_id, kind, actor)
            """.formatted(
                    groups(orders, "(?, ?, ?)"),
                    groups(orders, "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                    groups(orders, "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                    groups(orders, "(?::bigint, ?::bigint, ?::text, ?::text, ?::bigint, ?::timestamptz)"),
                    groups(orders, "(?::bigint, ?::text)"),
                    groups(orders, "(?, 'all', ?, 1), (?, 'channel:' || ?, ?, 1), (?, 'day:' || ?, ?, 1)")));

    private NewOrdersSql() {}

    /**
     * Takes ids for orders about to be taken, and looks by {@code sales_order_number_unique} and
     * {@code sales_order_external_id_unique}; in the order of the orders.
     */
    static Query<List<Opened>> open(ShopId shop, List<CreateOrder> orders) {
        List<@Nullable Object> values = new ArrayList<>();
        orders.forEach(order -> values.addAll(Arrays.asList(
                shop.value(),
                Orders.channelKey(order.channel()),
                order.number(),
                order.externalId(),
                OrderDraft.Beginning.of(order).eventCount())));
        return Query.list(Opened.class, of(OPENINGS, orders), values.toArray());
    }

    /** Whole orders in one statement: channels, orders, lines, shipments, payments, events, notes, lists. */
    static Query<Integer> insert(Shop shop, List<OrderDraft> orders, Instant now) {
        List<@Nullable Object> values = new ArrayList<>();
        orders.forEach(order -> add(values, shop.shopId(), order.channelKey(), order.channelName()));
        orders.forEach(order -> addOrder(values, shop, order, now));
        addLines(values, shop, orders, now);
        orders.forEach(order -> addShipment(values, shop, order, now));
        add(values, shop.shopId(), now);
        orders.forEach(order -> add(
                values,
                order.orderId(),
                order.customerId(),
                order.firstPayment().orElse(null),
                order.paymentMethod().orElse(null),
                order.grandTotalCents(),
                settledAt(order, now)));
        add(values, shop.shopId(), now);
        orders.forEach(order -> add(values, order.orderId(), order.note().orElse(null)));
        String day = LocalDate.ofInstant(now, shop.zone()).toString();
        orders.forEach(order -> add(
                values,
                shop.shopId(),
                order.orderId(),
                shop.shopId(),
                order.channelKey(),
                order.orderId(),
                shop.shopId(),
                day,
                order.orderId()));
        addEvents(values, shop, orders, now);
        return Query.update(of(INSERTIONS, orders), values.toArray());
    }

    private static void addOrder(List<@Nullable Object> values, Shop shop, OrderDraft order, Instant now) {
        @Nullable Instant settledAt = settledAt(order, now);
        add(
                values,
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
                now);
    }

    private static void addLines(List<@Nullable Object> values, Shop shop, List<OrderDraft> orders, Instant now) {
        record Row(OrderDraft order, NewLine line) {}
        List<Row> rows = new ArrayList<>();
        orders.forEach(order -> order.lines().forEach(line -> rows.add(new Row(order, line))));
        add(
                values,
                shop.shopId(),
                Column.of(rows, Long[]::new, row -> row.order().orderId()),
                Column.of(rows, Integer[]::new, row -> row.line().line()),
                Column.of(rows, Long[]::new, row -> row.line().sold().productId()),
                Column.of(rows, Long[]::new, row -> row.line().sold().variantId()),
                Column.of(rows, String[]::new, row -> row.line().sold().sku()),
                Column.of(rows, String[]::new, row -> row.line().sold().ean()),
                Column.of(rows, String[]::new, row -> row.line().sold().title()),
                Column.of(rows, Long[]::new, row -> row.line().units()),
                Column.of(rows, Long[]::new, row -> row.line().unitPriceCents()),
                Column.of(rows, String[]::new, row -> joined(row.line().sold().optionNames())),
                Column.of(rows, String[]::new, row -> joined(row.line().sold().optionValues())),
                Column.of(rows, Instant[]::new, row -> settledAt(row.order(), now)));
    }

    private static void addShipment(List<@Nullable Object> values, Shop shop, OrderDraft order, Instant now) {
        add(
                values,
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
                now);
    }

    private static void addEvents(List<@Nullable Object> values, Shop shop, List<OrderDraft> orders, Instant now) {
        record Row(OrderDraft order, OrderDraft.FirstEvent event) {}
        List<Row> rows = new ArrayList<>();
        orders.forEach(order -> order.events().forEach(event -> rows.add(new Row(order, event))));
        add(
                values,
                shop.shopId(),
                now,
                Column.of(rows, Long[]::new, row -> row.order().orderId()),
                Column.of(rows, Long[]::new, row -> row.order().customerId()),
                Column.of(rows, Long[]::new, row -> row.event().eventId()),
                Column.of(rows, String[]::new, row -> row.event().kind()),
                Column.of(rows, String[]::new, row -> row.order().actor()));
    }

    private static @Nullable Instant settledAt(OrderDraft order, Instant now) {
        return order.isSettled() ? now : null;
    }

    /** An array of arrays cannot be ragged in SQL, so each line's texts travel joined by the unit separator. */
    private static String joined(List<String> texts) {
        return String.join("\u001f", texts);
    }

    private static void add(List<@Nullable Object> values, @Nullable Object... more) {
        Collections.addAll(values, more);
    }

    private static String groups(int orders, String ofOne) {
        return String.join(", ", Collections.nCopies(orders, ofOne));
    }

    /** The text for each number of orders, from one on; every connection prepares those that it meets. */
    private static List<String> texts(IntFunction<String> text) {
        return IntStream.rangeClosed(1, SharedTransactions.MOST).mapToObj(text).toList();
    }

    private static String of(List<String> texts, List<?> orders) {
        return texts.get(orders.size() - 1);
    }
}
