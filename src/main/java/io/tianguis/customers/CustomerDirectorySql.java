package io.tianguis.customers;

import io.tianguis.customers.DirectoryOrder.Axis;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;

/**
 * The statements that read the directory. A page among those who have a counted fragment is found by the counts of stretches,
 * in which changes that are not folded yet are counted in: they tell how many there are in all, and in which stretches the page
 * lies. In a stretch where few have the fragment these are fetched, in one where many have it the index is walked.
 */
final class CustomerDirectorySql {

    /** So many are fetched in less time than it takes to walk the stretches that they are in. */
    private static final int FEW = 1_000;

    /** A fragment of so many has so few groups of signs that it costs more to know which are rare. */
    private static final int FEW_SIGNS = 5;

    /**
     * A page of people, by the ids of their roots.
     *
     * @param counted false when the answer is not known this way
     */
    record Found(boolean counted, long total, List<Long> ids) {}

    private CustomerDirectorySql() {}

    /** By the counts; {@code customer_directory_by_name} or {@code customer_directory_pk} is walked. */
    static Found listCounted(
            Statements statements, ShopId shop, String fragment, DirectoryOrder order, long offset, int limit) {
        long shopId = shop.value();
        return statements.get(
                Found.class,
                text(order),
                shopId,
                fragment,
                shopId,
                fragment,
                order.axis(),
                shopId,
                order.axis(),
                offset,
                shopId,
                order.axis(),
                offset + limit,
                offset,
                shopId,
                fragment,
                shopId,
                fragment,
                limit,
                shopId,
                fragment,
                limit,
                limit);
    }

    private static String text(DirectoryOrder order) {
        Axis axis = order.axis();
        return """
                WITH pending AS MATERIALIZED (
                    SELECT c.customer_id, c.delta, (%1$s) AS stretch_id
                      FROM customer_directory_change c
                     WHERE c.shop_id = ? AND strpos(c.text, ?) > 0),
                kept AS MATERIALIZED (
                    SELECT stretch_id, rows, candidates
                      FROM customer_directory_count
                     WHERE shop_id = ? AND fragment = ? AND axis = ?),
                counted AS MATERIALIZED (
                    SELECT stretch_id, sum(rows)::bigint AS rows
                      FROM (SELECT stretch_id, rows FROM kept UNION ALL SELECT stretch_id, delta FROM pending) one
                     GROUP BY stretch_id
                    HAVING sum(rows) <> 0),
                ranked AS (
                    SELECT c.stretch_id, c.rows,
                           (sum(c.rows) OVER (ORDER BY s.place %3$s))::bigint - c.rows AS before
                      FROM counted c
                      LEFT JOIN customer_directory_stretch s
                        ON s.shop_id = ? AND s.axis = ? AND s.stretch_id = c.stretch_id),
                found AS MATERIALIZED (
                    SELECT r.stretch_id, r.before, greatest(?::bigint - r.before, 0) AS skip,
                           coalesce(s.from_name, '') AS from_name, coalesce(s.from_id, 0) AS from_id,
                           coalesce(s.to_name, U&'\\FFFF') AS to_name,
                           coalesce(s.to_id, 9223372036854775807) AS to_id,
                           k.candidates, k.candidates IS NULL AND (k.rows IS NOT NULL OR r.stretch_id IS NULL) AS many
                      FROM ranked r
                      LEFT JOIN kept k ON k.stretch_id = r.stretch_id
                      LEFT JOIN customer_directory_span s
                        ON s.shop_id = ? AND s.axis = ? AND s.stretch_id = r.stretch_id
                     WHERE r.before < ? AND r.before + r.rows > ?)
                SELECT EXISTS (SELECT FROM customer_directory_fragment WHERE shop_id = ? AND fragment = ?) AS counted,
                       (SELECT coalesce(sum(rows), 0)::bigint FROM counted) AS total,
                       ARRAY(
                           SELECT p.customer_id
                             FROM found f
                            CROSS JOIN LATERAL (
                                  (SELECT d.customer_id, d.sort_name
                                     FROM customer_directory d
                                    WHERE f.many AND d.shop_id = ? AND %2$s AND strpos(d.text, ?) > 0
                                    ORDER BY %4$s
                                   OFFSET f.skip LIMIT ?)
                                   UNION ALL
                                  (SELECT d.customer_id, d.sort_name
                                     FROM (SELECT unnest(f.candidates) AS customer_id
                                            UNION
                                           SELECT customer_id FROM pending WHERE stretch_id = f.stretch_id) c
                                     JOIN customer_directory d ON d.shop_id = ? AND d.customer_id = c.customer_id
                                    WHERE NOT f.many AND %2$s AND strpos(d.text, ?) > 0
                                    ORDER BY %4$s
                                   OFFSET f.skip LIMIT ?)) p
                            ORDER BY f.before, %5$s
                            LIMIT ?) AS ids
                """.formatted(
                        DirectoryCountsSql.stretchOf(axis),
                        DirectoryCountsSql.within(axis, "d", "f"),
                        order.direction(),
                        sorted(order, "d"),
                        sorted(order, "p"));
    }

    private static String sorted(DirectoryOrder order, String row) {
        String id = row + ".customer_id " + order.direction();
        return order.axis() == Axis.NAME ? row + ".sort_name " + order.direction() + ", " + id : id;
    }

    /**
     * By {@code customer_directory_search}; not counted when more than {@value #FEW} have the fragment. The index looks each
     * group of signs up for everybody who has the rarest, so where one is rare it is asked for the two rarest alone, as the
     * server's statistics have them; the text is looked at anyway.
     *
     * @param fragment of three signs at least
     */
    static Found listFew(
            Statements statements, ShopId shop, String fragment, DirectoryOrder order, long offset, int limit) {
        return statements.get(
                Found.class,
                """
                WITH known AS MATERIALIZED (
                    SELECT most_common_elems::text::bigint[] AS groups, most_common_elem_freqs AS shares
                      FROM pg_stats
                     WHERE schemaname = current_schema() AND tablename = 'customer_directory_search' AND length(?) > ?),
                asked AS MATERIALIZED (
                    SELECT (array_agg(g.asked ORDER BY share))[1:CASE WHEN min(share) < 0.02 THEN 2 ELSE count(*) END] AS groups
                      FROM (SELECT a.asked, CASE WHEN k.groups IS NULL THEN 1
                                                 ELSE coalesce(k.shares[array_position(k.groups, a.asked)], 0) END AS share
                              FROM unnest(customer_search_groups(?, ?)) AS a(asked)
                              LEFT JOIN known k ON true) g),
                few AS MATERIALIZED (
                    SELECT customer_id, sort_name
                      FROM customer_directory
                     WHERE shop_id = ?
                       AND customer_search_groups(shop_id, text) @> (SELECT groups FROM asked)
                       AND strpos(text, ?) > 0
                     LIMIT ?)
                SELECT (SELECT count(*) FROM few) < ? AS counted, (SELECT count(*) FROM few) AS total,
                       ARRAY(SELECT customer_id FROM few ORDER BY %s OFFSET ? LIMIT ?) AS ids
                """.formatted(sorted(order, "few")),
                fragment,
                FEW_SIGNS,
                shop.value(),
                fragment,
                shop.value(),
                fragment,
                FEW + 1,
                FEW + 1,
                offset,
                limit);
    }
}
