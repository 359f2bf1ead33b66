package io.tianguis.catalog;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The statements by which products are looked for. Without words a page is read by {@code product_listing_by_title},
 * {@code product_listing_of_status_by_price} and the like, from the nearer end, which the counts tell; with words, all that
 * match are found by {@code product_listing_search}, and are counted and sorted.
 */
final class ProductSearchSql {

    /** Some of what was found, and how many of each status there are, whichever was asked for. */
    record Found(long active, long paused, List<Long> ids) {}

    /** A word of fewer signs is in no group of three, not even with the blank before it. */
    private static final Pattern LONG_ENOUGH = Pattern.compile("[\\p{L}\\p{N}]{2}");

    private static final String BY_COUNTS = """
            WITH counted AS MATERIALIZED (
                SELECT coalesce(sum(rows) FILTER (WHERE list = 'active'), 0)::bigint AS active,
                       coalesce(sum(rows) FILTER (WHERE list = 'paused'), 0)::bigint AS paused,
                       coalesce(sum(rows) FILTER (WHERE list = ANY (?)), 0)::bigint AS total
                  FROM (SELECT list, rows FROM product_list_count
                         WHERE shop_id = ? AND list = ANY ('{active,paused}') AND level = 2
                         UNION ALL
                        SELECT list, delta FROM product_list_change
                         WHERE shop_id = ? AND list = ANY ('{active,paused}')) counts),
            place AS MATERIALIZED (
                SELECT before, total - before - rows AS after, rows, before <= total - before - rows AS nearer_to_begin
                  FROM (SELECT total, least(?, total) AS before, least(?, total - least(?, total)) AS rows
                          FROM counted) p),
            first_half AS (
                SELECT product_id, key
                  FROM (%1$s) listed
                 ORDER BY key %2$s, product_id %2$s
                OFFSET (SELECT before FROM place)
                 LIMIT (SELECT CASE WHEN nearer_to_begin THEN rows ELSE 0 END FROM place)),
            second_half AS (
                SELECT product_id, key
                  FROM (%1$s) listed
                 ORDER BY key %3$s, product_id %3$s
                OFFSET (SELECT after FROM place)
                 LIMIT (SELECT CASE WHEN nearer_to_begin THEN 0 ELSE rows END FROM place))
            SELECT active, paused,
                   (SELECT coalesce(array_agg(product_id ORDER BY key %2$s, product_id %2$s), '{}')
                      FROM (SELECT * FROM first_half UNION ALL SELECT * FROM second_half) page) AS ids
              FROM counted
            """;

    private static final String BY_WORDS = """
            WITH asked AS MATERIALIZED (
                SELECT array_agg('%% ' || word || '%%') AS patterns,
                       coalesce(array_agg(DISTINCT asked_group) FILTER (WHERE asked_group IS NOT NULL), '{}') AS groups
                  FROM unnest(string_to_array(customer_search_text(?), ' ')) AS word
                  LEFT JOIN LATERAL unnest(customer_search_groups(?, ' ' || word)) AS asked_group ON true
                 WHERE word <> ''),
            matching AS MATERIALIZED (
                SELECT product_id, status, %1$s AS key
                  FROM product_listing
                 WHERE shop_id = ?
                   %3$s
                   AND title_text LIKE ALL ((SELECT patterns FROM asked)::text[])),
            page AS (
                SELECT product_id, key
                  FROM matching
                 WHERE status = ANY (?)
                 ORDER BY key %2$s, product_id %2$s
                OFFSET ? LIMIT ?)
            SELECT (SELECT count(*) FROM matching WHERE status = 'active') AS active,
                   (SELECT count(*) FROM matching WHERE status = 'paused') AS paused,
                   (SELECT coalesce(array_agg(product_id ORDER BY key %2$s, product_id %2$s), '{}') FROM page) AS ids
            """;

    private ProductSearchSql() {}

    static Found search(Statements statements, ShopId shop, ProductSearch search, long offset, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        ProductStatus[] statuses = search.statuses().toArray(ProductStatus[]::new);
        String sql = BY_COUNTS.formatted(
                listed(search), search.order().direction(), search.order().reverse());
        values.addAll(Arrays.asList(statuses, shop.value(), shop.value(), offset, (long) limit, offset));
        for (int half = 0; half < 2; half++) {
            values.add(shop.value());
            only(search).ifPresent(values::add);
        }
        return statements.get(Found.class, sql, values.toArray());
    }

    /** Of no status, the counts let nothing be read. */
    private static String listed(ProductSearch search) {
        return "SELECT product_id, " + search.order().column() + " AS key FROM product_listing WHERE shop_id = ?"
                + (only(search).isPresent() ? " AND status = ?" : "");
    }

    private static Optional<ProductStatus> only(ProductSearch search) {
        return search.statuses().size() == 1 ? search.statuses().stream().findAny() : Optional.empty();
    }

    static Found byWords(
            Statements statements, ShopId shop, ProductSearch search, String words, long offset, int limit) {
        // No title has the sign that PostgreSQL does not take; a wildcard is none in titles, and matches nothing there
        // either.
        String text = Normalizer.normalize(words, Normalizer.Form.NFC).replace('\u0000', '\uFFFF');
        boolean inGroups = LONG_ENOUGH.matcher(text).find();
        return statements.get(
                Found.class,
                BY_WORDS.formatted(
                        search.order().column(),
                        search.order().direction(),
                        inGroups
                                ? "AND customer_search_groups(shop_id, title_text) @> (SELECT groups FROM asked)"
                                : ""),
                text,
                shop.value(),
                shop.value(),
                search.statuses().toArray(ProductStatus[]::new),
                offset,
                limit);
    }

    /** Those that are active, from the page's block of ids on, by {@code product_listing_pk}. */
    static List<Long> newest(Statements statements, ShopId shop, long fromId, long skip, int limit) {
        record Found(long productId) {}
        return statements.list(Found.class, """
                        SELECT product_id
                          FROM product_listing
                         WHERE shop_id = ? AND product_id <= ? AND status = 'active'
                         ORDER BY product_id DESC
                        OFFSET ? LIMIT ?
                        """, shop.value(), fromId, skip, limit).stream()
                .map(Found::productId)
                .toList();
    }

    /** As {@link #newest}, with {@code product_pk}. */
    static List<Catalog.Titled> titles(Statements statements, ShopId shop, long fromId, long skip, int limit) {
        return statements.list(Catalog.Titled.class, """
                SELECT l.product_id, l.title, p.updated_at
                  FROM (SELECT shop_id, product_id, title
                          FROM product_listing
                         WHERE shop_id = ? AND product_id <= ? AND status = 'active'
                         ORDER BY product_id DESC
                        OFFSET ? LIMIT ?) l
                  JOIN product p ON p.shop_id = l.shop_id AND p.product_id = l.product_id
                 ORDER BY l.product_id DESC
                """, shop.value(), fromId, skip, limit);
    }

    /**
     * Those that are active in any of some categories, newest first; read of each category by {@code product_of_category}. A
     * few of each tell from which id on there are enough of all together, so that it takes some rows a category and those of
     * the page, however they are spread.
     *
     * @param fromId the highest id that may be found
     */
    static List<Long> newestIn(Statements statements, ShopId shop, List<Long> categoryIds, long fromId, int limit) {
        record Found(long productId) {}
        Long[] asked = categoryIds.toArray(Long[]::new);
        return statements
                .list(
                        Found.class,
                        """
                        WITH few AS MATERIALIZED (
                            SELECT newest.product_id
                              FROM unnest(?::bigint[]) AS asked(category_id)
                             CROSS JOIN LATERAL (
                                   SELECT p.product_id
                                     FROM product p
                                     JOIN product_listing l ON l.shop_id = p.shop_id AND l.product_id = p.product_id
                                    WHERE p.shop_id = ? AND p.category_id = asked.category_id AND p.product_id <= ?
                                      AND l.status = 'active'
                                    ORDER BY p.product_id DESC
                                    LIMIT ?) newest),
                        enough AS MATERIALIZED (
                            SELECT coalesce((SELECT product_id FROM few ORDER BY product_id DESC OFFSET ? LIMIT 1), 0) AS from_id)
                        SELECT newest.product_id
                          FROM enough
                         CROSS JOIN unnest(?::bigint[]) AS asked(category_id)
                         CROSS JOIN LATERAL (
                               SELECT p.product_id
                                 FROM product p
                                 JOIN product_listing l ON l.shop_id = p.shop_id AND l.product_id = p.product_id
                                WHERE p.shop_id = ? AND p.category_id = asked.category_id
                                  AND p.product_id BETWEEN enough.from_id AND ?
                                  AND l.status = 'active'
                                ORDER BY p.product_id DESC
                                LIMIT ?) newest
                         ORDER BY newest.product_id DESC
                         LIMIT ?
                        """,
                        asked,
                        shop.value(),
                        fromId,
                        limit / Math.max(1, asked.length) + 1,
                        limit - 1,
                        asked,
                        shop.value(),
                        fromId,
                        limit,
                        limit)
                .stream()
                .map(Found::productId)
                .toList();
    }

    /**
     * Lists products as they are now, with the counts. The caller has locked or just made them, in a statement before this
     * one, so that nobody changes what is read here until the end of the transaction.
     */
    static Query<Integer> relist(ShopId shop, List<Long> productIds) {
        Long[] ids = productIds.toArray(Long[]::new);
        return Query.update("""
                WITH known AS (
                    SELECT product_id, status FROM product_listing WHERE shop_id = ? AND product_id = ANY (?)),
                fresh AS (
                    SELECT p.product_id, p.status, p.title, min(v.price_cents) AS price_cents
                      FROM product p
                      JOIN variant v ON v.shop_id = p.shop_id AND v.product_id = p.product_id
                     WHERE p.shop_id = ? AND p.product_id = ANY (?) AND p.deleted_at IS NULL AND v.deleted_at IS NULL
                     GROUP BY p.shop_id, p.product_id),
                gone AS (
                    DELETE FROM product_listing
                     WHERE shop_id = ? AND product_id = ANY (?) AND product_id NOT IN (SELECT product_id FROM fresh)),
                listed AS (
                    INSERT INTO product_listing AS l (shop_id, product_id, status, title, price_cents)
                    SELECT ?, product_id, status, title, price_cents FROM fresh
                        ON CONFLICT (shop_id, product_id) DO UPDATE
                       SET status = excluded.status, title = excluded.title, price_cents = excluded.price_cents
                     WHERE (l.status, l.title, l.price_cents)
                           IS DISTINCT FROM (excluded.status, excluded.title, excluded.price_cents))
                INSERT INTO product_list_change (shop_id, list, id, delta)
                SELECT ?, c.list, product_id, c.delta
                  FROM known
                  FULL JOIN fresh USING (product_id)
                 CROSS JOIN LATERAL (VALUES (known.status, -1), (fresh.status, 1)) AS c(list, delta)
                 WHERE c.list IS NOT NULL AND known.status IS DISTINCT FROM fresh.status
                """, shop.value(), ids, shop.value(), ids, shop.value(), ids, shop.value(), shop.value());
    }
}
