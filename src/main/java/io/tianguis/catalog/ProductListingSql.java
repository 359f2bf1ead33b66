package io.tianguis.catalog;

import io.tianguis.catalog.ProductSearch.Axis;
import io.tianguis.platform.sql.NamedLock;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that list products where searches find them and count them by stretches. Whoever lists one shares a lock of the
 * shop's with all others who do; whoever divides the listing anew, or begins to count words, has it alone for a moment, so that
 * each product is counted by one of the two.
 */
final class ProductListingSql {

    /** So many words may be counted for a shop: each title that is listed is compared with all of them. */
    private static final int MOST_COUNTED = 64;

    private static final int DIVIDED_AT_ONCE = 8;

    private static final NamedLock LOCK = new NamedLock("product_listing");

    private static final String RELIST = """
            WITH known AS (
                SELECT product_id, status, title, title_text, price_cents
                  FROM product_listing
                 WHERE shop_id = ? AND product_id = ANY (?)),
            fresh AS (
                SELECT p.product_id, p.status, p.title COLLATE "es-x-icu" AS title,
                       customer_search_text(p.title COLLATE "es-x-icu") AS title_text, min(v.price_cents) AS price_cents
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
                       IS DISTINCT FROM (excluded.status, excluded.title, excluded.price_cents)),
            moved AS (
                SELECT m.*
                  FROM known k
                  FULL JOIN fresh f USING (product_id)
                 CROSS JOIN LATERAL (VALUES
                       (product_id, k.status, k.title, k.title_text, k.price_cents, -1),
                       (product_id, f.status, f.title, f.title_text, f.price_cents, 1))
                       AS m(product_id, status, title, title_text, price_cents, delta)
                 WHERE (k.status, k.title, k.price_cents) IS DISTINCT FROM (f.status, f.title, f.price_cents)
                   AND m.status IS NOT NULL)
            INSERT INTO product_list_change (shop_id, list, id, delta)
            SELECT ?, c.list, c.id, sum(m.delta)
              FROM moved m
             CROSS JOIN LATERAL (
                   SELECT m.status AS list, m.product_id AS id
                    UNION ALL
                   SELECT w.prefix || a.axis || ':' || m.status, coalesce(a.place, 0) << 10
                     FROM (VALUES
                           ('title', (SELECT place
                                        FROM product_mark
                                       WHERE shop_id = ? AND axis = 'title'
                                         AND (title, product_id) <= (m.title, m.product_id)
                                       ORDER BY title DESC, product_id DESC
                                       LIMIT 1)),
                           ('price', (SELECT place
                                        FROM product_mark
                                       WHERE shop_id = ? AND axis = 'price'
                                         AND (price_cents, product_id) <= (m.price_cents, m.product_id)
                                       ORDER BY price_cents DESC, product_id DESC
                                       LIMIT 1))) AS a(axis, place)
                    CROSS JOIN (
                          SELECT '' AS prefix
                           UNION ALL
                          SELECT 'words:' || words_id || ':'
                            FROM product_words
                           WHERE shop_id = ? AND m.title_text LIKE ALL (patterns)) w) c
             GROUP BY c.list, c.id
            HAVING sum(m.delta) <> 0
            """;

    record Id(long id) {}

    private ProductListingSql() {}

    /** For whoever is about to list products: how they are divided, and what is counted, stays what it is meanwhile. */
    static Query<Boolean> share(ShopId shop) {
        return LOCK.share(shop.value());
    }

    /**
     * Lists products as they are now, with the counts. The caller shares the lock, and has locked or just made them, each in a
     * statement before this one, so that nobody changes what is read here until the end of the transaction.
     */
    static Query<Integer> relist(ShopId shop, List<Long> productIds) {
        Long[] ids = productIds.toArray(Long[]::new);
        return Query.update(
                RELIST,
                shop.value(),
                ids,
                shop.value(),
                ids,
                shop.value(),
                ids,
                shop.value(),
                shop.value(),
                shop.value(),
                shop.value(),
                shop.value());
    }

    /** Shops with a stretch that has become too long, some of them; {@code longest} is part of the statement, as the index is. */
    static List<Long> shopsToDivide(Statements statements, int longest) {
        return statements.list(Id.class, """
                        SELECT DISTINCT shop_id AS id
                          FROM product_list_count
                         WHERE level = 10 AND rows > %d
                           AND list = ANY ('{title:active,title:paused,price:active,price:paused}')
                         LIMIT ?
                        """.formatted(longest), DIVIDED_AT_ONCE).stream()
                .map(Id::id)
                .toList();
    }

    /**
     * Divides a shop's products anew, unless somebody lists one just now: then there will be another time. Words are counted
     * again when somebody looks for them.
     */
    static boolean divide(Tx tx, long shopId, int length) {
        if (!LOCK.tryTake(tx, shopId)) {
            return false;
        }
        String byStretches = "shop_id = ? AND list NOT IN ('all', 'active', 'paused')";
        tx.update("DELETE FROM product_list_change WHERE " + byStretches, shopId);
        tx.update("DELETE FROM product_list_count WHERE " + byStretches, shopId);
        tx.update("DELETE FROM product_words WHERE shop_id = ?", shopId);
        tx.update("DELETE FROM product_mark WHERE shop_id = ?", shopId);
        for (Axis axis : Axis.values()) {
            // Identities are given in the order of the rows.
            tx.update("""
                    INSERT INTO product_mark (shop_id, axis, title, price_cents, product_id)
                    SELECT ?, ?, title, price_cents, product_id
                      FROM (SELECT '' COLLATE "es-x-icu" AS title, 0 AS price_cents, 0 AS product_id
                             UNION ALL
                            SELECT title, price_cents, product_id
                              FROM (SELECT title, price_cents, product_id,
                                           row_number() OVER (ORDER BY %1$s, product_id) AS number
                                      FROM product_listing
                                     WHERE shop_id = ?) numbered
                             WHERE number %% ? = 0) mark
                     ORDER BY %1$s, product_id
                    """.formatted(axis.column()), shopId, axis, shopId, length);
            count(tx, shopId, axis, "", null);
        }
        return true;
    }

    /**
     * Begins to count words, if the shop is divided and unless somebody lists a product just now: then there will be another
     * time. Of too many, those that were counted first are counted no more.
     */
    static boolean countWords(Tx tx, ShopId shop, String text) {
        long shopId = shop.value();
        if (!LOCK.tryTake(tx, shopId)) {
            return false;
        }
        Optional<Id> added = tx.find(Id.class, ProductSearchSql.ASKED + """
                , added AS (
                    INSERT INTO product_words (shop_id, patterns)
                    SELECT ?, patterns
                      FROM asked
                     WHERE EXISTS (SELECT FROM product_mark WHERE shop_id = ?)
                        ON CONFLICT (shop_id, patterns) DO NOTHING
                    RETURNING words_id)
                SELECT words_id AS id FROM added
                """, text, shopId, shopId, shopId);
        if (added.isEmpty()) {
            return false;
        }
        tx.update("""
                WITH gone AS (
                    DELETE FROM product_words
                     WHERE shop_id = ?
                       AND words_id IN (SELECT words_id FROM product_words WHERE shop_id = ? ORDER BY words_id DESC OFFSET ?)
                    RETURNING words_id)
                DELETE FROM product_list_count c
                 USING gone
                 CROSS JOIN unnest('{title:active,title:paused,price:active,price:paused}'::text[]) AS l(list)
                 WHERE c.shop_id = ? AND c.list = 'words:' || gone.words_id || ':' || l.list
                """, shopId, shopId, MOST_COUNTED, shopId);
        for (Axis axis : Axis.values()) {
            count(tx, shopId, axis, prefix(added.get().id()), added.get().id());
        }
        return true;
    }

    /** What the names of the lists of words begin with. */
    static String prefix(long wordsId) {
        return "words:" + wordsId + ":";
    }

    /** Counts each stretch of an axis, by {@code product_listing_by_title} or {@code product_listing_by_price}. */
    private static void count(Tx tx, long shopId, Axis axis, String prefix, @Nullable Long wordsId) {
        tx.update(
                """
                WITH stretch AS MATERIALIZED (
                    SELECT place, %1$s AS from_key, product_id AS from_id,
                           lead(%1$s, 1, %2$s) OVER (ORDER BY place) AS to_key,
                           lead(product_id, 1, 9223372036854775807) OVER (ORDER BY place) AS to_id
                      FROM product_mark
                     WHERE shop_id = ? AND axis = ?)
                INSERT INTO product_list_count (shop_id, list, level, block, rows)
                SELECT ?, ? || ? || ':' || l.status, level, s.place >> (level - 10), sum(l.rows)
                  FROM stretch s
                 CROSS JOIN LATERAL (
                       SELECT status, count(*) AS rows
                         FROM product_listing
                        WHERE shop_id = ?
                          AND (%1$s, product_id) >= (s.from_key, s.from_id) AND (%1$s, product_id) < (s.to_key, s.to_id)
                          AND title_text LIKE ALL (coalesce((SELECT patterns FROM product_words
                                                              WHERE shop_id = ? AND words_id = ?), '{}'))
                        GROUP BY status) l
                 CROSS JOIN %3$s
                 GROUP BY 2, 3, 4
                """.formatted(axis.column(), axis.afterAll(), RankedList.LEVELS),
                shopId,
                axis,
                shopId,
                prefix,
                axis,
                shopId,
                shopId,
                wordsId);
    }
}
