package io.tianguis.orders;

import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;

/** The statements that orders of a point of sale need besides the others'. */
final class PointOfSaleSql {

    private PointOfSaleSql() {}

    /** Takes an id. */
    static Query<Long> nextId() {
        record Taken(long orderId) {}
        return Query.of(
                "SELECT nextval('sales_order_id_sequence') AS order_id",
                results -> results.get(Taken.class).orderId());
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
