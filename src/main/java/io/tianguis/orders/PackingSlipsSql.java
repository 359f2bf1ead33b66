package io.tianguis.orders;

import io.tianguis.platform.sql.Results;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that read of orders what is on their packing slips. */
final class PackingSlipsSql {

    private static final String HEADERS = """
            SELECT o.order_id, o.channel_name, o.number, o.payment_status, o.fulfillment_status, o.created_at,
                   o.buyer_first_name, o.buyer_last_name, o.buyer_email, o.buyer_phone,
                   s.shipment_id, s.service, s.carrier, s.tracking_number, s.label_url, s.insured,
                   s.recipient_name, s.recipient_phone, s.recipient_email, s.street, s.exterior_number,
                   s.interior_number, s.neighborhood, s.city, s.state, s.postal_code
              FROM order_with_buyer o
              LEFT JOIN LATERAL (
                   SELECT *
                     FROM order_shipment s
                    WHERE s.shop_id = o.shop_id AND s.order_id = o.order_id
                    ORDER BY s.shipment_id
                    LIMIT 1) s ON true
            """;

    private PackingSlipsSql() {}

    /** By {@code sales_order_number_unique}, and what hangs on it. */
    static Optional<PackingSlip> find(Statements statements, ShopId shop, String channelKey, String number) {
        return statements.together(
                """
                %s
                 WHERE o.shop_id = ? AND o.channel_key = ? AND o.number = ?;
                SELECT l.order_id, l.sku, l.ean, l.title, l.units, l.shipped_at
                  FROM sales_order o JOIN order_line l USING (shop_id, order_id)
                 WHERE o.shop_id = ? AND o.channel_key = ? AND o.number = ?
                 ORDER BY l.line
                """.formatted(HEADERS),
                results -> slips(results).stream().findFirst(),
                shop.value(),
                channelKey,
                number,
                shop.value(),
                channelKey,
                number);
    }

    /** Newest first: by {@code sales_order_pk}, and what hangs on it. */
    static List<PackingSlip> listByIds(Statements statements, ShopId shop, List<Long> orderIds) {
        Long[] ids = orderIds.toArray(Long[]::new);
        return statements.together(
                """
                %s
                 WHERE o.shop_id = ? AND o.order_id = ANY (?)
                 ORDER BY o.order_id DESC;
                SELECT order_id, sku, ean, title, units, shipped_at
                  FROM order_line
                 WHERE shop_id = ? AND order_id = ANY (?)
                 ORDER BY order_id, line
                """.formatted(HEADERS), PackingSlipsSql::slips, shop.value(), ids, shop.value(), ids);
    }

    private static List<PackingSlip> slips(Results results) {
        List<PackingSlip.Header> headers = results.list(PackingSlip.Header.class);
        Map<Long, List<PackingSlip.Line>> lines =
                results.list(PackingSlip.Line.class).stream().collect(Collectors.groupingBy(PackingSlip.Line::orderId));
        return headers.stream()
                .map(header -> new PackingSlip(header, lines.getOrDefault(header.orderId(), List.of())))
                .toList();
    }
}
