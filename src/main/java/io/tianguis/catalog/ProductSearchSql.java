package io.tianguis.catalog;

import io.tianguis.catalog.ProductSearch.Axis;
import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.RankedList.Range;
import io.tianguis.platform.sql.RankedList.Stretch;
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
 * The statements by which products are looked for. Without words a page that is near an end is read from there by {@code
 * product_listing_by_title}, {@code product_listing_of_status_by_price} and the like; any other one, and those of words that are
 * counted, lie in stretches that the counts tell. With other words, all that match are found by {@code product_listing_search},
 * and are counted and sorted.
 */
final class ProductSearchSql {

    /** Some of what was found, and how many of each status there are, whichever was asked for. */
    record Found(long active, long paused, List<Long> ids) {

        long total() {
            return active + paused;
        }

        long of(ProductStatus status) {
            return status == ProductStatus.ACTIVE ? active : paused;
        }
    }

    /** Some of what was found, or that it is not {@code near} an end. */
    record NearEnds(boolean near, long active, long paused, List<Long> ids) {

        Found found() {
            return new Found(active, paused, ids);
        }
    }

    record Id(long productId) {}

    /** Words that are counted, and how many titles have them. */
    record Counted(long wordsId, long active, long paused) {}

    /** A word of fewer signs is in no group of three, not even with the blank before it. */
    private static final Pattern LONG_ENOUGH = Pattern.compile("[\\p{L}\\p{N}]{2}");

    /** What is asked: {@code patterns} that a title has to match, and the {@code groups} of signs that it must therefore have. */
    static final String ASKED = """
            WITH asked AS MATERIALIZED (
                SELECT array_agg(DISTINCT '% ' || word || '%') AS patterns,
                       coalesce(array_agg(DISTINCT asked_group) FILTER (WHERE asked_group IS NOT NULL), '{}') AS groups
                  FROM unnest(string_to_array(customer_search_text(?), ' ')) AS word
                  LEFT JOIN LATERAL unnest(customer_search_groups(?, ' ' || word)) AS asked_group ON true
                 WHERE word <> '')
            """;

    private static final String BY_COUNTS = """
            WITH counted AS MATERIALIZED (
                SELECT coalesce(sum(rows) FILTER (WHERE list = 'active'), 0)::bigint AS active,
                       coalesce(sum(rows) FILTER (WHERE list = 'paused'), 0)::bigint AS paused,
                       coalesce(sum(rows) FILTER (WHERE list = ANY (?)), 0)::bigint AS total
                  FROM (SELECT list, rows FROM product_list_count
                         WHERE shop_id = ? AND list = ANY ('{active,paused}') AND level = 20
                         UNION ALL
                        SELECT list, delta FROM product_list_change
                         WHERE shop_id = ? AND list = ANY ('{active,paused}')) counts),
            place AS MATERIALIZED (
                SELECT before, after, before <= after AS nearer_to_begin, least(before, after) <= ? AS near,
                       CASE WHEN least(before, after) <= ? THEN rows ELSE 0 END AS rows
                  FROM (SELECT before, total - before - rows AS after, rows
                          FROM (SELECT total, least(?, total) AS before, least(?, total - least(?, total)) AS rows
                                  FROM counted) p) q),
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
            SELECT (SELECT near FROM place) AS near, active, paused,
                   (SELECT coalesce(array_agg(product_id ORDER BY key %2$s, product_id %2$s), '{}')
                      FROM (SELECT * FROM first_half UNION ALL SELECT * FROM second_half) page) AS ids
              FROM counted
            """;

    private static final String BY_WORDS = ASKED.replace("%", "%%") + """
            , matching AS MATERIALIZED (
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

    /**
     * A page that is near an end.
     *
     * @param most how many products are passed over on the way to it
     */
    static NearEnds nearEnds(
            Statements statements, ShopId shop, ProductSearch search, long offset, int limit, long most) {
        List<@Nullable Object> values = new ArrayList<>();
        ProductStatus[] statuses = search.statuses().toArray(ProductStatus[]::new);
        String sql = BY_COUNTS.formatted(
                listed(search), search.order().direction(), search.order().reverse());
        values.addAll(Arrays.asList(statuses, shop.value(), shop.value(), most, most, offset, (long) limit, offset));
        for (int half = 0; half < 2; half++) {
            values.add(shop.value());
            only(search).ifPresent(values::add);
        }
        return statements.get(NearEnds.class, sql, values.toArray());
    }

    /**
     * Those of a page, from the end of the axis backwards; fewer where the products were divided anew since. By {@code
     * product_listing_by_title} and the like.
     */
    static List<Long> inStretches(Statements statements, ShopId shop, ProductSearch search, Range range, long rows) {
        Axis axis = search.order().axis();
        List<Stretch> stretches = range.stretches();
        List<@Nullable Object> values = new ArrayList<>();
        search.words().ifPresent(words -> values.addAll(List.of(text(words), shop.value())));
        values.add(Column.of(stretches, Long[]::new, stretch -> stretch.fromId() >> 10));
        values.add(Column.of(stretches, Long[]::new, stretch -> stretch.toId() >> 10));
        values.add(Column.of(stretches, Long[]::new, Stretch::rows));
        values.addAll(List.of(shop.value(), axis, shop.value(), axis, shop.value(), axis, shop.value()));
        only(search).ifPresent(values::add);
        values.addAll(List.of(range.skip(), rows));
        return ids(statements.list(
                Id.class,
                (search.words().isPresent() ? ASKED : "")
                        + """
                        SELECT found.product_id
                          FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS stretch(from_place, to_place, most)
                          JOIN product_mark f ON f.shop_id = ? AND f.axis = ? AND f.place = stretch.from_place
                          JOIN product_mark t ON t.shop_id = ? AND t.axis = ? AND t.place = stretch.to_place
                          LEFT JOIN LATERAL (
                               SELECT %1$s AS key, product_id
                                 FROM product_mark
                                WHERE shop_id = ? AND axis = ? AND place > stretch.to_place
                                ORDER BY place
                                LIMIT 1) n ON true
                         CROSS JOIN LATERAL (
                               SELECT product_id, %1$s AS key
                                 FROM product_listing
                                WHERE shop_id = ?%3$s
                                  AND (%1$s, product_id) >= (f.%1$s, f.product_id)
                                  AND (%1$s, product_id) < (coalesce(n.key, %2$s), coalesce(n.product_id, 9223372036854775807))%4$s
                                ORDER BY key DESC, product_id DESC
                                LIMIT stretch.most) found
                         ORDER BY found.key DESC, found.product_id DESC
                        OFFSET ? LIMIT ?
                        """.formatted(
                                        axis.column(),
                                        axis.afterAll(),
                                        only(search).isPresent() ? " AND status = ?" : "",
                                        search.words().isPresent()
                                                ? " AND title_text LIKE ALL ((SELECT patterns FROM asked)::text[])"
                                                : ""),
                values.toArray()));
    }

    /** By {@code product_words_once}, {@code product_list_count_pk} and {@code product_list_change_pk}. */
    static Optional<Counted> findCounted(Statements statements, ShopId shop, String words) {
        return statements.find(
                Counted.class, ASKED + """
                SELECT w.words_id, c.active, c.paused
                  FROM asked
                  JOIN product_words w ON w.shop_id = ? AND w.patterns = asked.patterns
                 CROSS JOIN LATERAL (
                       SELECT coalesce(sum(rows) FILTER (WHERE list LIKE '%:active'), 0)::bigint AS active,
                              coalesce(sum(rows) FILTER (WHERE list LIKE '%:paused'), 0)::bigint AS paused
                         FROM (SELECT list, rows
                                 FROM product_list_count
                                WHERE shop_id = ? AND level = 20
                                  AND list = ANY (ARRAY['words:' || w.words_id || ':title:active',
                                                        'words:' || w.words_id || ':title:paused'])
                                UNION ALL
                               SELECT list, delta
                                 FROM product_list_change
                                WHERE shop_id = ?
                                  AND list = ANY (ARRAY['words:' || w.words_id || ':title:active',
                                                        'words:' || w.words_id || ':title:paused'])) counts) c
                """, text(words), shop.value(), shop.value(), shop.value(), shop.value());
    }

    /** Of no status, the counts let nothing be read. */
    private static String listed(ProductSearch search) {
        return "SELECT product_id, " + search.order().axis().column() + " AS key FROM product_listing WHERE shop_id = ?"
                + (only(search).isPresent() ? " AND status = ?" : "");
    }

    private static Optional<ProductStatus> only(ProductSearch search) {
        return search.statuses().size() == 1 ? search.statuses().stream().findAny() : Optional.empty();
    }

    static Found byWords(
            Statements statements, ShopId shop, ProductSearch search, String words, long offset, int limit) {
        String text = text(words);
        boolean inGroups = LONG_ENOUGH.matcher(text).find();
        return statements.get(
                Found.class,
                BY_WORDS.formatted(
                        search.order().axis().column(),
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

    /** No title has the sign that PostgreSQL does not take; a wildcard is none in titles, and matches nothing there either. */
    static String text(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFC).replace('\u0000', '\uFFFF');
    }

    /** Those that are active, from the page's block of ids on, by {@code product_listing_pk}. */
    static List<Long> newest(Statements statements, ShopId shop, long fromId, long skip, int limit) {
        return ids(statements.list(Id.class, """
                SELECT product_id
                  FROM product_listing
                 WHERE shop_id = ? AND product_id <= ? AND status = 'active'
                 ORDER BY product_id DESC
                OFFSET ? LIMIT ?
                """, shop.value(), fromId, skip, limit));
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
        Long[] asked = categoryIds.toArray(Long[]::new);
        return ids(statements.list(
                Id.class,
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
                limit));
    }

    private static List<Long> ids(List<Id> found) {
        return found.stream().map(Id::productId).toList();
    }
}
