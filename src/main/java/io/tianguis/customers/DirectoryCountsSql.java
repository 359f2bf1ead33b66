package io.tianguis.customers;

import io.tianguis.customers.DirectoryOrder.Axis;
import io.tianguis.platform.sql.NamedLock;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.List;

/**
 * The statements that keep the counts of the directory. They take turns, in this process and in others, because each of them
 * relies on the changes that are not folded yet staying so.
 */
final class DirectoryCountsSql {

    private static final int FOLDED_AT_ONCE = 10_000;
    private static final int DIVIDED_AT_ONCE = 8;
    private static final int STRETCH = 2_048;
    private static final int MOST_FRAGMENTS = 1_000;

    /** Where no more have a fragment in a stretch, these are known. */
    private static final int MOST_CANDIDATES = 64;

    private static final NamedLock LOCK = new NamedLock("customer_directory");
    private static final long ALL_SHOPS = 0;

    record Stretch(long shopId, Axis axis, long stretchId) {}

    private DirectoryCountsSql() {}

    /** Whether nobody else keeps the counts for the rest of the transaction. */
    static boolean isAlone(Tx tx) {
        return LOCK.tryTake(tx, ALL_SHOPS);
    }

    static void waitForOthers(Tx tx) {
        LOCK.take(tx, ALL_SHOPS);
    }

    /** The stretch of a change {@code c}, by {@code customer_directory_stretch_of_key}. */
    static String stretchOf(Axis axis) {
        return axis == Axis.NAME ? """
                    SELECT t.stretch_id
                      FROM customer_directory_stretch t
                     WHERE t.shop_id = c.shop_id AND t.axis = 'name'
                       AND (t.from_name, t.from_id) <= (c.sort_name, c.customer_id)
                     ORDER BY t.from_name DESC, t.from_id DESC
                     LIMIT 1""" : """
                    SELECT t.stretch_id
                      FROM customer_directory_stretch t
                     WHERE t.shop_id = c.shop_id AND t.axis = 'id' AND t.from_name = '' AND t.from_id <= c.customer_id
                     ORDER BY t.from_name DESC, t.from_id DESC
                     LIMIT 1""";
    }

    /** That a row is in a span. */
    static String within(Axis axis, String row, String span) {
        return axis == Axis.NAME
                ? """
                    (%1$s.sort_name, %1$s.customer_id) >= (%2$s.from_name, %2$s.from_id)
                    AND (%1$s.sort_name, %1$s.customer_id) < (%2$s.to_name, %2$s.to_id)""".formatted(row, span)
                : "%1$s.customer_id >= %2$s.from_id AND %1$s.customer_id < %2$s.to_id".formatted(row, span);
    }

    /** Adds changes up, a bounded number of them; true when there may be more. */
    static boolean fold(Tx tx) {
        record Folded(long changes) {}
        tx.update("""
                INSERT INTO customer_directory_fragment (shop_id, fragment)
                SELECT DISTINCT shop_id, ''
                  FROM (SELECT shop_id FROM customer_directory_change ORDER BY shop_id, change_id LIMIT ?) changed
                    ON CONFLICT (shop_id, fragment) DO NOTHING
                """, FOLDED_AT_ONCE);
        tx.update("""
                INSERT INTO customer_directory_stretch (shop_id, axis, place, from_name, from_id)
                SELECT f.shop_id, a.axis, 0, '', 0
                  FROM (SELECT DISTINCT shop_id
                          FROM (SELECT shop_id FROM customer_directory_change ORDER BY shop_id, change_id LIMIT ?) changed) f
                 CROSS JOIN (VALUES ('name'), ('id')) AS a(axis)
                 WHERE NOT EXISTS (SELECT FROM customer_directory_stretch t
                                    WHERE t.shop_id = f.shop_id AND t.axis = a.axis)
                """, FOLDED_AT_ONCE);
        return tx.get(
                                Folded.class,
                                """
                        WITH gone AS (
                            DELETE FROM customer_directory_change
                             WHERE ctid = ANY (ARRAY(
                                   SELECT ctid FROM customer_directory_change ORDER BY shop_id, change_id LIMIT ?
                                      FOR UPDATE SKIP LOCKED))
                            RETURNING shop_id, customer_id, sort_name, text, delta),
                        placed AS (
                            SELECT c.shop_id, c.customer_id, c.text, c.delta, 'name' AS axis, (%1$s) AS stretch_id
                              FROM gone c
                            UNION ALL
                            SELECT c.shop_id, c.customer_id, c.text, c.delta, 'id', (%2$s)
                              FROM gone c),
                        changed AS (
                            SELECT p.shop_id, f.fragment, p.axis, p.stretch_id, sum(p.delta) AS rows,
                                   array_agg(DISTINCT p.customer_id) AS candidates
                              FROM placed p
                              JOIN customer_directory_fragment f
                                ON f.shop_id = p.shop_id AND strpos(p.text, f.fragment) > 0
                             GROUP BY 1, 2, 3, 4),
                        added AS (
                            INSERT INTO customer_directory_count AS k
                                   (shop_id, fragment, axis, stretch_id, rows, candidates)
                            SELECT shop_id, fragment, axis, stretch_id, rows,
                                   CASE WHEN cardinality(candidates) <= ? THEN candidates END
                              FROM changed
                             ORDER BY 1, 2, 3, 4
                                ON CONFLICT (shop_id, fragment, axis, stretch_id) DO UPDATE
                               SET rows = k.rows + excluded.rows,
                                   candidates = CASE WHEN cardinality(k.candidates) + cardinality(excluded.candidates) <= ?
                                                     THEN ARRAY(SELECT unnest(k.candidates)
                                                                 UNION SELECT unnest(excluded.candidates)) END)
                        SELECT count(*) AS changes FROM gone
                        """.formatted(stretchOf(Axis.NAME), stretchOf(Axis.ID)),
                                FOLDED_AT_ONCE,
                                MOST_CANDIDATES,
                                MOST_CANDIDATES)
                        .changes()
                == FOLDED_AT_ONCE;
    }

    /** Counts a fragment from now on; of too many, the one that was counted first is counted no more. */
    static void count(Tx tx, ShopId shop, String fragment) {
        boolean known = 0 == tx.update("""
                        INSERT INTO customer_directory_fragment (shop_id, fragment)
                        VALUES (?, ?)
                            ON CONFLICT (shop_id, fragment) DO NOTHING
                        """, shop.value(), fragment);
        if (known) {
            return;
        }
        tx.update("""
                WITH gone AS (
                    DELETE FROM customer_directory_fragment
                     WHERE shop_id = ?
                       AND fragment IN (SELECT fragment
                                          FROM customer_directory_fragment
                                         WHERE shop_id = ? AND fragment <> ''
                                         ORDER BY fragment_id DESC
                                        OFFSET ?)
                    RETURNING shop_id, fragment)
                DELETE FROM customer_directory_count k
                 USING gone
                 WHERE k.shop_id = gone.shop_id AND k.fragment = gone.fragment
                """, shop.value(), shop.value(), MOST_FRAGMENTS);
        for (Axis axis : Axis.values()) {
            tx.update(
                    """
                    WITH pending AS MATERIALIZED (
                        SELECT stretch_id, sum(delta) AS rows, array_agg(customer_id) AS candidates
                          FROM (SELECT (%2$s) AS stretch_id, c.customer_id, c.delta
                                  FROM customer_directory_change c
                                 WHERE c.shop_id = ? AND strpos(c.text, ?) > 0) one
                         GROUP BY stretch_id)
                    INSERT INTO customer_directory_count (shop_id, fragment, axis, stretch_id, rows, candidates)
                    SELECT ?, ?, ?, s.stretch_id, d.rows - coalesce(p.rows, 0),
                           CASE WHEN cardinality(d.candidates || p.candidates) <= ? THEN d.candidates || p.candidates END
                      FROM customer_directory_span s
                     CROSS JOIN LATERAL (
                           SELECT count(*) AS rows, array_agg(d.customer_id) AS candidates
                             FROM customer_directory d
                            WHERE d.shop_id = s.shop_id AND %1$s AND strpos(d.text, ?) > 0) d
                      LEFT JOIN pending p ON p.stretch_id = s.stretch_id
                     WHERE s.shop_id = ? AND s.axis = ? AND (d.rows > 0 OR p.rows IS NOT NULL)
                    """.formatted(within(axis, "d", "s"), stretchOf(axis)),
                    shop.value(),
                    fragment,
                    shop.value(),
                    fragment,
                    axis,
                    MOST_CANDIDATES,
                    fragment,
                    shop.value(),
                    axis);
        }
    }

    /** Divides stretches that have become too long, a bounded number of them; true when there was one. */
    static boolean divideLongStretches(Tx tx) {
        List<Stretch> found = tx.list(Stretch.class, """
                SELECT shop_id, axis, stretch_id
                  FROM customer_directory_count
                 WHERE fragment = '' AND rows > 4096
                 ORDER BY shop_id, axis, stretch_id
                 LIMIT ?
                """, DIVIDED_AT_ONCE);
        boolean divided = false;
        for (Stretch stretch : found) {
            divided |= divide(tx, stretch);
        }
        return divided;
    }

    /** Makes several stretches of one, and counts each fragment in them anew; false when it is not too long any more. */
    private static boolean divide(Tx tx, Stretch stretch) {
        int added = insertBoundaries(tx, stretch);
        if (added == 0) {
            return false;
        }
        renumber(tx, stretch);
        int place = place(tx, stretch);
        recount(tx, stretch, place, place + added);
        return true;
    }

    /** Where it is now: whatever is divided before it moves it on. */
    private static int place(Tx tx, Stretch stretch) {
        record Place(int place) {}
        return tx.get(Place.class, """
                        SELECT place
                          FROM customer_directory_stretch
                         WHERE shop_id = ? AND axis = ? AND stretch_id = ?
                        """, stretch.shopId(), stretch.axis(), stretch.stretchId())
                .place();
    }

    private static int insertBoundaries(Tx tx, Stretch stretch) {
        Axis axis = stretch.axis();
        return tx.update(
                """
                INSERT INTO customer_directory_stretch (shop_id, axis, place, from_name, from_id)
                SELECT ?, ?, 0, %1$s, customer_id
                  FROM (SELECT d.sort_name, d.customer_id, row_number() OVER (ORDER BY %2$s) AS place,
                               count(*) OVER () AS rows
                          FROM customer_directory_span s
                          JOIN customer_directory d ON d.shop_id = s.shop_id AND %3$s
                         WHERE s.shop_id = ? AND s.axis = ? AND s.stretch_id = ?) member
                 WHERE place > 1 AND place %% ? = 1 AND rows - place > ?
                """.formatted(
                                axis == Axis.NAME ? "sort_name" : "''",
                                axis == Axis.NAME ? "d.sort_name, d.customer_id" : "d.customer_id",
                                within(axis, "d", "s")),
                stretch.shopId(),
                axis,
                stretch.shopId(),
                axis,
                stretch.stretchId(),
                STRETCH,
                STRETCH / 2);
    }

    private static void renumber(Tx tx, Stretch stretch) {
        tx.update("""
                UPDATE customer_directory_stretch t
                   SET place = r.place
                  FROM (SELECT stretch_id, row_number() OVER (ORDER BY from_name, from_id) - 1 AS place
                          FROM customer_directory_stretch
                         WHERE shop_id = ? AND axis = ?) r
                 WHERE t.shop_id = ? AND t.axis = ? AND t.stretch_id = r.stretch_id AND t.place <> r.place
                """, stretch.shopId(), stretch.axis(), stretch.shopId(), stretch.axis());
    }

    /**
     * @param place its own
     * @param lastPlace of what was made of the stretch
     */
    private static void recount(Tx tx, Stretch stretch, int place, int lastPlace) {
        Axis axis = stretch.axis();
        tx.update("""
                DELETE FROM customer_directory_count
                 WHERE shop_id = ? AND axis = ? AND stretch_id = ?
                   AND fragment IN (SELECT fragment FROM customer_directory_fragment WHERE shop_id = ?)
                """, stretch.shopId(), axis, stretch.stretchId(), stretch.shopId());
        tx.update(
                """
                WITH placed AS MATERIALIZED (
                    SELECT s.stretch_id, d.customer_id, d.text, 1 AS delta
                      FROM customer_directory_span s
                     CROSS JOIN LATERAL (
                           SELECT d.customer_id, d.text
                             FROM customer_directory d
                            WHERE d.shop_id = s.shop_id AND %1$s
                           OFFSET 0) d
                     WHERE s.shop_id = ? AND s.axis = ? AND s.place BETWEEN ? AND ?
                    UNION ALL
                    SELECT p.stretch_id, p.customer_id, p.text, -p.delta
                      FROM (SELECT (%2$s) AS stretch_id, c.customer_id, c.text, c.delta
                              FROM customer_directory_change c
                             WHERE c.shop_id = ?
                            OFFSET 0) p
                      JOIN customer_directory_stretch s
                        ON s.shop_id = ? AND s.axis = ? AND s.stretch_id = p.stretch_id AND s.place BETWEEN ? AND ?)
                INSERT INTO customer_directory_count (shop_id, fragment, axis, stretch_id, rows, candidates)
                SELECT f.shop_id, f.fragment, ?, p.stretch_id, sum(p.delta),
                       CASE WHEN count(*) <= ? THEN array_agg(p.customer_id) END
                  FROM placed p
                  JOIN customer_directory_fragment f ON f.shop_id = ? AND strpos(p.text, f.fragment) > 0
                 GROUP BY f.shop_id, f.fragment, p.stretch_id
                """.formatted(within(axis, "d", "s"), stretchOf(axis)),
                stretch.shopId(),
                axis,
                place,
                lastPlace,
                stretch.shopId(),
                stretch.shopId(),
                axis,
                place,
                lastPlace,
                axis,
                MOST_CANDIDATES,
                stretch.shopId());
    }
}
