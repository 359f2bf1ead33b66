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

    /** To whom the orders are dealt out. */
    static final long BUYERS = 300_000;

    private static final long ORDERS = 1_000_000;
    private static final long ITEMS = 100_000;
    private static final long PAGE = 50;

    /** One order in so many is of another channel than Shopify. */
    private static final long OTHER_CHANNEL_SHARE = 8;

    private LargeShop() {}

    static void grow(Connection connection) throws SQLException, InterruptedException {
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
        recountSearches(connection);
        awaitNames(connection);
        recount(connection, "item_list", "variant", "variant_id", "('all')");
        Sql.run(connection, "VACUUM (ANALYZE)");
    }

    /** The same orders, of {@link #BUYERS} customers instead of a thousand. */
    static void dealOut(Connection connection) throws SQLException, InterruptedException {
        long shop = DemonstrationShop.ID.value();
        LargeClientele.grow(connection, BUYERS, BUYERS);
        Sql.run(connection, "SET synchronous_commit = off");
        Sql.run(connection, orderOfAnyBuyer(shop));
        Sql.run(connection, "RESET synchronous_commit");
        Sql.run(connection, "VACUUM (FULL) sales_order");
        recountSearches(connection);
        awaitNames(connection);
        LargeClientele.awaitLists(connection);
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
                SELECT t.shop_id, l.list, v.level, t.%3$s >> v.level, count(*)
                  FROM %2$s t
                 CROSS JOIN LATERAL (VALUES %4$s) AS l(list)
                 CROSS JOIN (VALUES (10), (15), (20)) AS v(level)
                 GROUP BY 1, 2, 3, 4
                """.formatted(list, table, id, lists));
    }

    /** As the migrations counted the orders that were there before. */
    private static void recountSearches(Connection connection) throws SQLException {
        Sql.run(connection, "TRUNCATE order_search_change, order_search_count, order_name_change, order_name_place");
        Sql.run(connection, """
                INSERT INTO order_search_count (shop_id, list, level, block, channel_key, state, rows)
                SELECT o.shop_id, l.list, l.level, l.block, o.channel_key, o.state, count(*)
                  FROM sales_order o
                 CROSS JOIN LATERAL (VALUES
                       (order_search_list 'all', 0, 0),
                       ('created', 1, order_period(o.created_at)),
                       ('created', 2, order_period(o.created_at) >> 3),
                       ('created', 3, order_period(o.created_at) >> 6),
                       ('created', 4, order_period(o.created_at) >> 9),
                       ('updated', 1, order_period(o.updated_at)),
                       ('updated', 2, order_period(o.updated_at) >> 3),
                       ('updated', 3, order_period(o.updated_at) >> 6),
                       ('updated', 4, order_period(o.updated_at) >> 9),
                       ('customer', 1, o.customer_id >> 2),
                       ('customer', 2, o.customer_id >> 4),
                       ('customer', 3, o.customer_id >> 6),
                       ('customer', 4, o.customer_id >> 8),
                       ('customer', 5, o.customer_id >> 10),
                       ('customer', 6, o.customer_id >> 14),
                       ('customer', 7, o.customer_id >> 18),
                       ('name', 1, 0), ('name', 2, 0), ('name', 3, 0), ('name', 4, 0), ('name', 5, 0)) AS l(list, level, block)
                 GROUP BY 1, 2, 3, 4, 5, 6
                """);
        Sql.run(connection, "TRUNCATE order_name_mark, order_name_division");
        Sql.run(connection, """
                WITH placed AS (
                    INSERT INTO order_name_place (shop_id, customer_id, place)
                    SELECT DISTINCT shop_id, customer_id, 0 FROM sales_order
                    RETURNING shop_id, customer_id)
                INSERT INTO order_name_change (shop_id, customer_id)
                SELECT shop_id, min(customer_id) FROM placed GROUP BY shop_id
                """);
    }

    /** The service divides the buyers' names when it finds that there are twice as many orders. */
    private static void awaitNames(Connection connection) throws SQLException, InterruptedException {
        while (Sql.number(connection, "SELECT count(*) FROM order_name_division") == 0) {
            Thread.sleep(500);
        }
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
                channel AS (
                    INSERT INTO sales_channel (shop_id, channel_key, name)
                    VALUES (%1$d, 'mercadolibre', 'MercadoLibre')
                        ON CONFLICT DO NOTHING),
                wanted AS MATERIALIZED (
                    SELECT n, nextval('sales_order_id_sequence') AS order_id, %2$d - n AS age, d.dice,
                           now() - (%2$d - n) * interval '94 seconds' - interval '10 days' AS at,
                           CASE n %% %3$d WHEN 0 THEN 'mercadolibre' ELSE 'shopify' END AS channel_key,
                           CASE WHEN %2$d - n >= 30000
                                THEN (ARRAY['delivered', 'delivered', 'delivered', 'pickup'])[1 + d.dice %% 4]
                                ELSE (ARRAY['to_be_agreed', 'pending', 'print_tag', 'in_progress', 'on_route'])[
                                    1 + d.dice %% 5] END AS shipment_status
                      FROM generate_series(1, %2$d) AS n
                     CROSS JOIN LATERAL (SELECT hashint8(n) & 1048575 AS dice) d),
                order_made AS (
                    INSERT INTO sales_order (shop_id, order_id, web_id, channel_key, number, external_id, customer_id,
                                             currency, products_total_cents, created_at, updated_at, contact_status,
                                             processed_at, payment_status, delivered_at, closed_at, buyer_feedback,
                                             seller_feedback, shipment_status)
                    SELECT %1$d, w.order_id, 'g' || lpad(w.order_id::text, 9, '0'), w.channel_key, 'G-' || n, 'G-' || n,
                           b.customer_id, 'MXN', 36000, w.at, w.at + w.dice %% 10 * interval '1 day',
                           (ARRAY['new', 'first_contact', 'confirmed_data'])[
                               CASE WHEN w.age < 20000 THEN 1 + w.dice %% 2 WHEN w.dice %% 19 = 0 THEN 2 ELSE 3 END],
                           CASE WHEN w.age >= 10000 OR w.dice %% 3 = 0 THEN w.at END,
                           CASE WHEN w.dice %% 11 < 9 THEN 'paid' ELSE 'pending' END,
                           CASE WHEN w.age >= 30000 AND w.dice %% 50 > 0 THEN w.at END,
                           CASE WHEN w.age >= 50000 AND w.dice %% 40 > 0 THEN w.at END,
                           CASE WHEN w.age >= 40000 AND w.dice %% 7 < 3 THEN 'bien' END,
                           CASE WHEN w.age >= 40000 AND w.dice %% 5 < 3 THEN 'bien' END,
                           w.shipment_status
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
                INSERT INTO order_shipment (shop_id, order_id, status, service, carrier, recipient_name, recipient_phone, street,
                                            exterior_number, neighborhood, city, state, postal_code, country, created_at)
                SELECT %1$d, order_id, shipment_status, 'economy', 'Fedex', 'Charlie Hebdo', '4497893345', 'Francisco I. Madero', '34',
                       'Centro', 'Aguascalientes', 'MX - AG', '20290', 'MX', at
                  FROM wanted
                """.formatted(shop, wanted, OTHER_CHANNEL_SHARE);
    }

    private static String orderOfAnyBuyer(long shop) {
        return """
                WITH buyer AS MATERIALIZED (
                    SELECT row_number() OVER (ORDER BY customer_id) - 1 AS place, customer_id
                      FROM customer WHERE shop_id = %1$d AND public_id LIKE '%2$s%%')
                UPDATE sales_order o
                   SET customer_id = b.customer_id
                  FROM buyer b
                 WHERE o.shop_id = %1$d AND b.place = (o.order_id * 7919 + o.order_id / 1000) %% %3$d
                """.formatted(shop, LargeClientele.PUBLIC_ID, BUYERS);
    }

    /** Pairs of the first and the last page of each list. */
    static List<List<Operation>> pages(Operation.Credentials credentials) {
        return List.of(
                List.of(
                        page("orders, first page", "/api/shopi_orders/orders?canal=Shopify", credentials),
                        page("orders, last page", "/api/shopi_orders/orders?canal=Shopify&offset="
                                + (ORDERS - ORDERS / OTHER_CHANNEL_SHARE - 2 * PAGE), credentials)),
                List.of(
                        page("items, first page", "/api/items?limit=50", credentials),
                        page("items, last page", "/api/items?limit=50&offset=" + (ITEMS - 2 * PAGE), credentials)));
    }

    private static Operation page(String name, String path, Operation.Credentials credentials) {
        return new Operation(
                name, "Marketful `GET " + path + "`", "GET", path, credentials.marketful(), "", List.of(), Map.of(), 0);
    }
}
