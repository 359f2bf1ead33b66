package io.tianguis.architecture.broken.orders;

public final class OrdersSql {

    public static String list() {
        return """
                SELECT o.order_id
                  FROM sales_order o, shop s
                 WHERE o.shop_id = s.shop_id
                """ + ordered();
    }

    static String create() {
        return "INSERT INTO sales_order (shop_id) SELECT shop_id FROM unnest(?) AS asked(shop_id)";
    }

    private static String ordered() {
        return " ORDER BY o.order_id";
    }
}
