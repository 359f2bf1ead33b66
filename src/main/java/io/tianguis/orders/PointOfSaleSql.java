package io.tianguis.orders;

import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import java.util.List;

/** The statements that orders of a point of sale need besides the others'. */
final class PointOfSaleSql {

    private PointOfSaleSql() {}

    /** The ids of an order and of the first events in its log. */
    record Ids(long orderId, List<Long> eventIds) {}

    /** @param events how many each order's log begins with */
    static Query<List<Ids>> nextIds(List<Integer> events) {
        return Query.list(Ids.class, """
                SELECT nextval('sales_order_id_sequence') AS order_id,
                       ARRAY(SELECT nextval('order_event_event_id_seq') FROM generate_series(1, asked.events)) AS event_ids
                  FROM unnest(?::integer[]) AS asked(events)
                """, (Object) events.toArray(Integer[]::new));
    }

    /** By {@code sales_order_pk}; in no order. */
    static Query<List<Order.Header>> headers(ShopId shop, List<Long> orderIds) {
        return Query.list(
                Order.Header.class,
                "SELECT * FROM order_with_buyer WHERE shop_id = ? AND order_id = ANY (?)",
                shop.value(),
                orderIds.toArray(Long[]::new));
    }
}
