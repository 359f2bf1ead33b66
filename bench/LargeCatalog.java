import io.tianguis.demonstration.DemonstrationShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shop of the benchmark with 100,000 products more, one in twelve of them paused, spread over a tree of 2,000 categories.
 * Both are made by the database itself; searches are told of them as the catalog's own statements would.
 */
final class LargeCatalog {

    static final String NAME = "listings";
    private static final double SLOWEST_TREE_P99_MILLISECONDS = 10;

    private static final long PRODUCTS = 100_000;
    private static final long CATEGORIES = 2_000;

    private LargeCatalog() {}

    static void grow(Connection connection) throws SQLException {
        long shop = DemonstrationShop.ID.value();
        Sql.run(connection, "SET synchronous_commit = off");
        Sql.run(connection, categories(shop));
        Sql.run(connection, products(shop));
        Sql.run(connection, "RESET synchronous_commit");
        Sql.run(connection, "VACUUM (ANALYZE)");
    }

    /** The service sums up what the lists hold, ten thousand at a time, and then divides the products anew. */
    static void awaitLists(Connection connection) throws SQLException, InterruptedException {
        while (Sql.number(connection, """
                SELECT (SELECT count(*) FROM product_list_change)
                       + (SELECT count(*) FROM product_list_count WHERE level = 10 AND rows > 4096)
                """) > 0) {
            Thread.sleep(500);
        }
        Sql.run(connection, "VACUUM (ANALYZE) product_list_change, product_list_count, product_mark");
    }

    /** Twenty roots with nine each below them, of which each has about ten. */
    private static String categories(long shop) {
        return """
                WITH numbered AS (
                    SELECT n, nextval(pg_get_serial_sequence('category', 'category_id')) AS id,
                           CASE WHEN n < 20 THEN 1 WHEN n < 200 THEN 2 ELSE 3 END AS level,
                           CASE WHEN n < 20 THEN NULL WHEN n < 200 THEN n %% 20 ELSE 20 + n %% 180 END AS parent
                      FROM generate_series(0, %2$d - 1 - (SELECT count(*) FROM category WHERE shop_id = %1$d)) AS n),
                made AS (
                    INSERT INTO category (shop_id, category_id, parent_id, level, web_id, position, name, created_at,
                                          updated_at)
                    SELECT %1$d, c.id, p.id, c.level, 'gran-' || c.n, 1000 + c.n, 'Categoría número ' || c.n, now(), now()
                      FROM numbered c
                      LEFT JOIN numbered p ON p.n = c.parent
                    RETURNING shop_id)
                UPDATE category_tree
                   SET version = version + 1, categories = %2$d
                 WHERE shop_id = %1$d
                """.formatted(shop, CATEGORIES);
    }

    private static String products(long shop) {
        return """
                WITH category_of AS MATERIALIZED (
                    SELECT row_number() OVER (ORDER BY category_id) - 1 AS place, category_id
                      FROM category WHERE shop_id = %1$d),
                product_made AS (
                    INSERT INTO product (shop_id, web_id, title, category_id, status, created_at, updated_at)
                    SELECT %1$d, 'lista-' || n,
                           (ARRAY['Camisa', 'Ñandú', 'Árbol', 'Oso', 'Nube', 'Zapato', 'Camión', 'Niño', 'Útil', 'Zeta'])
                               [1 + n %% 10] || ' ' || md5(n::text),
                           (SELECT category_id FROM category_of WHERE place = n %% %3$d),
                           CASE WHEN n %% 12 = 0 THEN 'paused' ELSE 'active' END, now(), now()
                      FROM generate_series(1, %2$d) AS n
                    RETURNING product_id, web_id, title, status),
                variant_made AS (
                    INSERT INTO variant (shop_id, product_id, web_id, sku, price_cents, created_at, updated_at)
                    SELECT %1$d, product_id, web_id, upper(web_id), 100 * (product_id * 7919 %% 5000), now(), now()
                      FROM product_made
                    RETURNING variant_id, product_id, price_cents),
                level_made AS (
                    INSERT INTO stock_level (shop_id, variant_id)
                    SELECT %1$d, variant_id FROM variant_made),
                listed AS (
                    INSERT INTO product_listing (shop_id, product_id, status, title, price_cents)
                    SELECT %1$d, product_id, status, title, price_cents
                      FROM product_made
                      JOIN variant_made USING (product_id)),
                items AS (
                    INSERT INTO item_list_change (shop_id, list, id, delta)
                    SELECT %1$d, 'all', variant_id, 1 FROM variant_made)
                INSERT INTO product_list_change (shop_id, list, id, delta)
                SELECT %1$d, l.list, l.id, 1
                  FROM product_made
                 CROSS JOIN LATERAL (VALUES
                       ('all', product_id), (status, product_id), ('title:' || status, 0), ('price:' || status, 0))
                       AS l(list, id)
                """.formatted(shop, PRODUCTS, CATEGORIES);
    }

    static void measure(Load load, Report report, Operation.Credentials credentials) throws Exception {
        report.page(
                load.measureAlone(tree(credentials), Load.FEW_CONNECTIONS),
                Load.FEW_CONNECTIONS,
                SLOWEST_TREE_P99_MILLISECONDS);
        load.measureSearches(searches(credentials), report);
    }

    private static Operation tree(Operation.Credentials credentials) {
        return get("categories/tree", credentials);
    }

    /** Searches with each sort, filtered and by words, near and far. */
    private static List<Operation> searches(Operation.Credentials credentials) {
        List<Operation> searches = new ArrayList<>();
        for (String query : List.of(
                "limit=50",
                "limit=50&status=paused",
                "limit=50&orders=title_desc&offset=1000",
                "limit=50&orders=price_asc",
                "limit=50&orders=price_desc&status=active&offset=5000",
                "limit=50&orders=price_asc&offset=50000",
                "limit=50&offset=99900",
                "limit=50&orders=title_desc&status=active&offset=45000",
                "limit=50&query=camisa%20a1",
                "limit=50&query=camisa&orders=price_asc",
                "limit=50&query=camisa&status=active&offset=4500")) {
            searches.add(get("listings/search?" + query, credentials));
        }
        return searches;
    }

    private static Operation get(String path, Operation.Credentials credentials) {
        return new Operation(
                path,
                "MercadoShops `GET /v1/shops/{shop_id}/" + path + "`",
                "GET",
                "/v1/shops/" + credentials.shopId() + "/" + path,
                Map.of("Authorization", "Bearer " + credentials.accessToken()),
                "",
                List.of(),
                Map.of(),
                0);
    }
}
