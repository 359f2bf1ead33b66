import io.tianguis.demonstration.DemonstrationShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The shop of the benchmark after years of selling: 1,000,000 orders of two lines each and 100,000 items. They are copies,
 * made by the database itself, of what {@link BenchmarkData} entered through the capabilities.
 */
final class LargeShop {

    static final String NAME = "lists";

    private static final long ORDERS = 1_000_000;
    private static final long ITEMS = 100_000;
    private static final long PAGE = 50;

    private LargeShop() {}

    static void grow(Connection connection) throws SQLException {
        long shop = DemonstrationShop.ID.value();
        Sql.run(connection, "SET synchronous_commit = off");
        Sql.run(connection, copyOfItems(shop, ITEMS - count(connection, "variant", shop)));
        Sql.run(connection, copyOfOrders(shop, ORDERS - count(connection, "sales_order", shop)));
        Sql.run(connection, "RESET synchronous_commit");
        recount(
                connection,
                "order_list",
                "sales_order",
                "order_id",
                "('all'), ('channel:' || t.channel_key),"
                        + " ('day:' || to_char(t.created_at AT TIME ZONE 'America/Mexico_City', 'YYYY-MM-DD'))");
        recount(connection, "item_list", "variant", "variant_id", "('all')");
        Sql.run(connection, "VACUUM (ANALYZE)");
    }

    private static long count(Connection connection, String table, long shop) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM " + table + " WHERE shop_id = " + shop);
    }

    /** The tables' own lists of what joined would be summed up by the service, in more time than anybody waits here. */
    private static void recount(Connection connection, String list, String table, String id, String lists)
            throws SQLException {
        Sql.run(connection, "TRUNCATE " + list + "_change, " + list + "_count");
        Sql.run(connection, """
                INSERT INTO %1$s_count (shop_id, list, level, block, rows)
                SELECT t.shop_id, l.list, v.level, t.%3$s >> (10 * v.level), count(*)
                  FROM %2$s t
                 CROSS JOIN LATERAL (VALUES %4$s) AS l(list)
                 CROSS JOIN (VALUES (1), (2)) AS v(level)
                 GROUP BY 1, 2, 3, 4
                """.formatted(list, table, id, lists));
    }

    private static String copyOfItems(long shop, long wanted) {
        return """
                WITH product_made AS (
                    INSERT INTO product (shop_id, web_id, title, status, created_at, updated_at)
                    SELECT %1$d, 'gran-' || n, 'Artículo ' || n, 'active', now(), now()
                      FROM generate_series(1, %2$d) AS n
                    RETURNING product_id, web_id),
                variant_made AS (
                    INSERT INTO variant (shop_id, product_id, web_id, sku, price_cents, created_at, updated_at)
                    SELECT %1$d, product_id, web_id, upper(web_id), 12000, now(), now()
                      FROM product_made
                    RETURNING variant_id)
                INSERT INTO stock_level (shop_id, variant_id)
                SELECT %1$d, variant_id FROM variant_made
                """.formatted(shop, wanted);
    }

    private static String copyOfOrders(long shop, long wanted) {
        return """
                WITH item AS MATERIALIZED (
                    SELECT row_number() OVER (ORDER BY variant_id) - 1 AS place, v.variant_id, v.product_id, v.sku
                      FROM variant v WHERE v.shop_id = %1$d AND v.sku ~ '^[0-9]{6}$'),
                buyer AS MATERIALIZED (
                    SELECT row_number() OVER (ORDER BY customer_id) - 1 AS place, customer_id
                      FROM customer WHERE shop_id = %1$d AND phone LIKE '+52449789%%' LIMIT 1000),
                wanted AS MATERIALIZED (
                    SELECT n, nextval('sales_order_id_sequence') AS order_id FROM generate_series(1, %2$d) AS n),
                order_made AS (
                    INSERT INTO sales_order (shop_id, order_id, web_id, channel_key, number, external_id, customer_id,
                                             currency, products_total_cents, created_at, updated_at)
                    SELECT %1$d, w.order_id, 'g' || lpad(w.order_id::text, 9, '0'), 'shopify', 'G-' || n, 'G-' || n,
                           b.customer_id, 'MXN', 36000, now(), now()
                      FROM wanted w
                      JOIN buyer b ON b.place = w.n %% 1000),
                line_made AS (
                    INSERT INTO order_line (shop_id, order_id, line, product_id, variant_id, sku, title, units,
                                            unit_price_cents)
                    SELECT %1$d, w.order_id, l.line, i.product_id, i.variant_id, i.sku, 'Artículo de prueba', 1 + l.line,
                           12000
                      FROM wanted w
                     CROSS JOIN (VALUES (0), (1)) AS l(line)
                      JOIN item i ON i.place = (w.n * (7 + l.line)) %% 10000)
                INSERT INTO order_shipment (shop_id, order_id, service, carrier, recipient_name, recipient_phone, street,
                                            exterior_number, neighborhood, city, state, postal_code, country, created_at)
                SELECT %1$d, order_id, 'economy', 'Fedex', 'Charlie Hebdo', '4497893345', 'Francisco I. Madero', '34',
                       'Centro', 'Aguascalientes', 'MX - AG', '20290', 'MX', now()
                  FROM wanted
                """.formatted(shop, wanted);
    }

    /** Pairs of the first and the last page of each list. */
    static List<List<Operation>> pages(Operation.Credentials credentials) {
        return List.of(
                List.of(
                        page("orders, first page", "/api/shopi_orders/orders?canal=Shopify", credentials),
                        page("orders, last page", "/api/shopi_orders/orders?canal=Shopify&offset=" + (ORDERS - 2 * PAGE), credentials)),
                List.of(
                        page("items, first page", "/api/items?limit=50", credentials),
                        page("items, last page", "/api/items?limit=50&offset=" + (ITEMS - 2 * PAGE), credentials)));
    }

    private static Operation page(String name, String path, Operation.Credentials credentials) {
        return new Operation(
                name, "Marketful `GET " + path + "`", "GET", path, credentials.marketful(), "", List.of(), Map.of(), 0);
    }
}
