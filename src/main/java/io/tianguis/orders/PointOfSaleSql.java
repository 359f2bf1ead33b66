package io.tianguis.orders;

import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import java.util.List;

/** The statements that orders of a point of sale need besides the others'. */
final class PointOfSaleSql {

    private PointOfSaleSql() {}

    /** The ids of an order and of the first events in its log. */
    record Ids(long orderId, List<Long> eventIds) {}

    static Query<Ids> nextIds(int events) {
        return Query.of("""
                SELECT nextval('sales_order_id_sequence') AS order_id,
                       ARRAY(SELECT nextval('order_event_event_id_seq') FROM generate_series(1, ?)) AS event_ids
                """, results -> results.get(Ids.class), events);
    }

    /** By {@code sales_order_pk}. */
    static Query<Order.Header> header(ShopId shop, long orderId) {
        return Query.of(
                "SELECT * FROM order_with_buyer WHERE shop_id = ? AND order_id = ?",
                results -> results.get(Order.Header.class),
                shop.value(),
                orderId);
    }
}
