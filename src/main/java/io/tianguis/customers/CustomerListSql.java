package io.tianguis.customers;

import io.tianguis.customers.CustomerFilter.Order;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the lists of customers (decision 0022). A page is found in three steps, none of which depends on how
 * many customers there are: the counts of whole days, or of windows of 37 hours, tell how many there are in all and where
 * the page lies; the counts of blocks within these tell which blocks hold it; the rows of these blocks, at most one for each
 * customer of the page and one more, are read by an index. Changes that are not folded yet are counted in, so that every
 * answer is exact.
 */
final class CustomerListSql {

    /** A list with the counts that it is found by. */
    enum Ranking {
        /** Everybody, by the day of their creation. */
        CREATED("day", "day_block", 30, "true"),
        /** Those who have not chatted, likewise. */
        SILENT("day", "day_block", 30, "chat_block IS NULL"),
        /** The others, by the moment of their last chat. */
        CHAT("chat_block >> 7", "chat_block", 7, "chat_block IS NOT NULL");

        private final String large;
        private final String small;
        private final int shift;
        private final String condition;

        Ranking(String large, String small, int shift, String condition) {
            this.large = large;
            this.small = small;
            this.shift = shift;
            this.condition = condition;
        }
    }

    /**
     * Where a page is.
     *
     * @param before how many of the list come before the blocks
     * @param blocks in the order of the list; null when the page is beyond its end
     */
    record Position(
            long total, @Nullable Long before, @Nullable List<Long> blocks) {}

    /** What a list is narrowed to, with the text and the values that say so. */
    record Narrowing(ShopId shop, Optional<DocumentType> documentType, Optional<Platform> platform) {

        /** @return conditions on rows that have a document type and platforms */
        String conditions() {
            return (documentType.isPresent() ? " AND document_type = ?" : "")
                    + (platform.isPresent() ? " AND platforms & ? <> 0" : "");
        }

        void bind(List<@Nullable Object> values) {
            documentType.ifPresent(type -> values.add(type.key()));
            platform.ifPresent(on -> values.add(on.bit()));
        }

        /** The key of the counts, but for the list. */
        void bindKey(List<@Nullable Object> values) {
            values.add(documentType.map(DocumentType::key).orElse(""));
            values.add(platform.map(Platform::bit).orElse(0));
        }
    }

    private static final int FOLDED_AT_ONCE = 10_000;

    private CustomerListSql() {}

    /** The lists follow by the table's own triggers. */
    static Query<Integer> interacted(ShopId shop, long customerId, Platform platform, Instant at) {
        return Query.update("""
                UPDATE customer
                   SET platforms = platforms | ?::smallint, last_chat_at = greatest(last_chat_at, ?)
                 WHERE shop_id = ? AND customer_id = ?
                   AND (platforms & ?::smallint = 0 OR last_chat_at IS NULL OR last_chat_at < ?)
                """, platform.bit(), at, shop.value(), customerId, platform.bit(), at);
    }

    /** How many of a list were created in a span of days, by {@code customer_list_count_pk}. */
    static long count(Statements statements, Ranking ranking, Narrowing narrowing, long fromDay, long toDay) {
        record Count(long rows) {}
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop().value(), ranking));
        narrowing.bindKey(values);
        values.addAll(List.of(fromDay, toDay, narrowing.shop().value(), fromDay, toDay));
        narrowing.bind(values);
        return statements
                .get(Count.class, """
                        SELECT (coalesce((SELECT sum(rows) FROM customer_list_count
                                           WHERE shop_id = ? AND list = ? AND document_type = ? AND platform = ?
                                             AND level = 2 AND period = 0 AND block BETWEEN ? AND ?), 0)
                                + coalesce((SELECT sum(delta) FROM customer_list_change
                                             WHERE shop_id = ? AND day BETWEEN ? AND ? AND %s%s), 0))::bigint AS rows
                        """.formatted(ranking.condition, narrowing.conditions()), values.toArray())
                .rows();
    }

    /**
     * Finds a page among those whose day, or window of their last chat, is in a span.
     *
     * @param ascending whether the list begins with the lowest block
     */
    static Position position(
            Statements statements,
            Ranking ranking,
            Narrowing narrowing,
            long from,
            long to,
            boolean ascending,
            long offset,
            int limit) {
        long shopId = narrowing.shop().value();
        List<@Nullable Object> values = new ArrayList<>(List.of(shopId));
        narrowing.bind(values);
        values.addAll(List.of(shopId, ranking));
        narrowing.bindKey(values);
        values.addAll(List.of(from, to, from, to, offset + limit, offset, shopId, ranking));
        narrowing.bindKey(values);
        values.addAll(List.of(offset + limit, offset));
        return statements.get(Position.class, positionText(ranking, narrowing, ascending), values.toArray());
    }

    private static String positionText(Ranking ranking, Narrowing narrowing, boolean ascending) {
        return """
                WITH pending AS MATERIALIZED (
                    SELECT %1$s AS large, %2$s AS small, delta FROM customer_list_change WHERE shop_id = ? AND %4$s%5$s),
                large AS (
                    SELECT block, sum(rows)::bigint AS rows
                      FROM (SELECT block, rows FROM customer_list_count
                             WHERE shop_id = ? AND list = ? AND document_type = ? AND platform = ?
                               AND level = 2 AND period = 0 AND block BETWEEN ? AND ?
                            UNION ALL
                            SELECT large, delta FROM pending WHERE large BETWEEN ? AND ?) counted
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                large_ranked AS (
                    SELECT block, rows, (sum(rows) OVER (ORDER BY block %6$s))::bigint - rows AS before FROM large),
                large_found AS MATERIALIZED (
                    SELECT block, before FROM large_ranked WHERE before < ? AND before + rows > ?),
                small AS (
                    SELECT block, sum(rows)::bigint AS rows
                      FROM (SELECT c.block, c.rows
                              FROM large_found f
                              JOIN customer_list_count c
                                ON c.shop_id = ? AND c.list = ? AND c.document_type = ? AND c.platform = ?
                               AND c.level = 1 AND c.period = 0
                               AND c.block BETWEEN f.block << %3$d AND ((f.block + 1) << %3$d) - 1
                            UNION ALL
                            SELECT p.small, p.delta FROM large_found f JOIN pending p ON p.large = f.block) counted
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                small_ranked AS (
                    SELECT block, rows,
                           (SELECT min(before) FROM large_found)
                               + (sum(rows) OVER (ORDER BY block %6$s))::bigint - rows AS before
                      FROM small)
                SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM large) AS total,
                       min(before) AS before, array_agg(block ORDER BY before) AS blocks
                  FROM small_ranked
                 WHERE before < ? AND before + rows > ?
                """.formatted(
                        ranking.large,
                        ranking.small,
                        ranking.shift,
                        ranking.condition,
                        narrowing.conditions(),
                        ascending ? "ASC" : "DESC");
    }

    /** The customers of blocks of ids of a day, newest first, by {@code customer_listing_pk}. */
    static List<Long> listByDay(
            Statements statements, Ranking ranking, Narrowing narrowing, List<Long> blocks, long skip, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(blocks.toArray(Long[]::new));
        values.add(narrowing.shop().value());
        narrowing.bind(values);
        values.addAll(List.of(skip, limit));
        return ids(
                statements,
                """
                SELECT l.customer_id
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS b(block, place)
                 CROSS JOIN LATERAL (
                       SELECT customer_id
                         FROM customer_listing
                        WHERE shop_id = ?
                          AND customer_id BETWEEN (b.block & ((1 << 30) - 1)) << 10
                                              AND ((b.block & ((1 << 30) - 1)) << 10) + 1023
                          AND day + 0 = b.block >> 30%s%s
                       OFFSET 0) l
                 ORDER BY b.place, l.customer_id DESC
                OFFSET ? LIMIT ?
                """.formatted(ranking == Ranking.SILENT ? " AND chat_at IS NULL" : "", narrowing.conditions()),
                values);
    }

    /**
     * The customers of spans of the last chat, by {@code customer_listing_of_chat}. {@code OFFSET 0} keeps the spans from being
     * joined to the whole list, and {@code day + 0} from being looked for by their days.
     *
     * @param blocks spans of 2<sup>bits</sup> milliseconds
     */
    static List<Long> listByChat(
            Statements statements,
            Narrowing narrowing,
            List<Long> blocks,
            int bits,
            long fromDay,
            long toDay,
            boolean ascending,
            long skip,
            int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(blocks.toArray(Long[]::new));
        values.addAll(List.of(narrowing.shop().value(), fromDay, toDay));
        narrowing.bind(values);
        values.addAll(List.of(skip, limit));
        return ids(statements, """
                SELECT l.customer_id
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS b(block, place)
                 CROSS JOIN LATERAL (
                       SELECT customer_id, chat_at
                         FROM customer_listing
                        WHERE shop_id = ?
                          AND chat_at >= timestamptz 'epoch' + (b.block << %1$d) * interval '1 millisecond'
                          AND chat_at < timestamptz 'epoch' + ((b.block + 1) << %1$d) * interval '1 millisecond'
                          AND day + 0 BETWEEN ? AND ?%2$s
                       OFFSET 0) l
                 ORDER BY b.place, l.chat_at %3$s, l.customer_id %3$s
                OFFSET ? LIMIT ?
                """.formatted(bits, narrowing.conditions(), ascending ? "ASC" : "DESC"), values);
    }

    /** Those of a span of days who chatted, sorted one by one, by {@code customer_listing_of_day}. */
    static List<Long> listChattersOfDays(
            Statements statements,
            Narrowing narrowing,
            long fromDay,
            long toDay,
            boolean ascending,
            long offset,
            int limit) {
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop().value(), fromDay, toDay));
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        return ids(statements, """
                SELECT customer_id
                  FROM customer_listing
                 WHERE shop_id = ? AND day BETWEEN ? AND ? AND chat_at IS NOT NULL%1$s
                 ORDER BY chat_at %2$s, customer_id %2$s
                OFFSET ? LIMIT ?
                """.formatted(narrowing.conditions(), ascending ? "ASC" : "DESC"), values);
    }

    /**
     * Finds a page among those of a span of days who chatted, in windows of 37 hours: whole periods of 16 days are counted
     * already, of the days around them the customers are.
     */
    static Position positionInPeriods(
            Statements statements,
            Narrowing narrowing,
            long fromDay,
            long toDay,
            boolean ascending,
            long offset,
            int limit) {
        long shopId = narrowing.shop().value();
        long firstPeriod = (fromDay + 15) >> 4;
        long lastPeriod = Math.max(firstPeriod - 1, ((toDay + 1) >> 4) - 1);
        List<@Nullable Object> values = new ArrayList<>(List.of(shopId));
        narrowing.bindKey(values);
        values.addAll(List.of(firstPeriod, lastPeriod, shopId, firstPeriod << 4, (lastPeriod << 4) + 15));
        narrowing.bind(values);
        values.addAll(List.of(shopId, fromDay, Math.min(toDay, (firstPeriod << 4) - 1)));
        narrowing.bind(values);
        values.addAll(List.of(shopId, Math.max(fromDay, Math.max(firstPeriod << 4, (lastPeriod + 1) << 4)), toDay));
        narrowing.bind(values);
        values.addAll(List.of(offset + limit, offset));
        return statements.get(
                Position.class, """
                WITH counted AS (
                    SELECT block, sum(rows)::bigint AS rows
                      FROM (SELECT block, rows FROM customer_list_count
                             WHERE shop_id = ? AND list = 'period' AND document_type = ? AND platform = ?
                               AND level = 2 AND period BETWEEN ? AND ?
                            UNION ALL
                            SELECT chat_block >> 7, delta FROM customer_list_change
                             WHERE shop_id = ? AND day BETWEEN ? AND ? AND chat_block IS NOT NULL%1$s
                            UNION ALL
                            SELECT chat_block >> 7, 1 FROM customer_listing
                             WHERE shop_id = ? AND day BETWEEN ? AND ? AND chat_at IS NOT NULL%1$s
                            UNION ALL
                            SELECT chat_block >> 7, 1 FROM customer_listing
                             WHERE shop_id = ? AND day BETWEEN ? AND ? AND chat_at IS NOT NULL%1$s) rows
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                ranked AS (
                    SELECT block, rows, (sum(rows) OVER (ORDER BY block %2$s))::bigint - rows AS before FROM counted)
                SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM counted) AS total,
                       min(before) AS before, array_agg(block ORDER BY before) AS blocks
                  FROM ranked
                 WHERE before < ? AND before + rows > ?
                """.formatted(narrowing.conditions(), ascending ? "ASC" : "DESC"), values.toArray());
    }

    /** Those who have a document of this number, by {@code customer_document}; the blocks are the customers themselves. */
    static Position listByDocument(
            Statements statements,
            Narrowing narrowing,
            String documentNumber,
            long fromDay,
            long toDay,
            Order order,
            long offset,
            int limit) {
        long shopId = narrowing.shop().value();
        List<@Nullable Object> values = new ArrayList<>(List.of(shopId, shopId, documentNumber, fromDay, toDay));
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        String by = order == Order.NEWEST_FIRST
                ? ""
                : "chat_at " + (order == Order.LAST_CHAT_FIRST ? "DESC" : "ASC") + " NULLS LAST, ";
        return statements.get(Position.class, """
                WITH found AS MATERIALIZED (
                    SELECT customer_id, day, chat_at
                      FROM customer_listing
                     WHERE shop_id = ?
                       AND customer_id IN (SELECT person_id FROM customer WHERE shop_id = ? AND document_number = ?)
                       AND day BETWEEN ? AND ?%s)
                SELECT (SELECT count(*) FROM found) AS total, NULL::bigint AS before,
                       ARRAY(SELECT customer_id FROM found ORDER BY %sday DESC, customer_id DESC OFFSET ? LIMIT ?) AS blocks
                """.formatted(narrowing.conditions(), by), values.toArray());
    }

    /** Adds changes up, a bounded number of them; several processes may at a time. True when there may be more. */
    static boolean fold(Database database) {
        record Folded(long changes) {}
        return database.get(Folded.class, """
                        WITH gone AS (
                            DELETE FROM customer_list_change
                             WHERE ctid = ANY (ARRAY(
                                   SELECT ctid FROM customer_list_change ORDER BY shop_id, change_id LIMIT ?
                                      FOR UPDATE SKIP LOCKED))
                            RETURNING shop_id, document_type, platforms, day, day_block, chat_block, delta),
                        added AS (
                            INSERT INTO customer_list_count AS c
                                   (shop_id, list, document_type, platform, level, period, block, rows)
                            SELECT g.shop_id, l.list, t.document_type, p.platform, l.level, l.period, l.block, sum(g.delta)
                              FROM gone g
                             CROSS JOIN LATERAL (VALUES (''), (g.document_type)) AS t(document_type)
                             CROSS JOIN (VALUES (0), (1), (2), (4)) AS p(platform)
                             CROSS JOIN LATERAL (VALUES
                                   ('created', 2, 0, g.day::bigint, true),
                                   ('created', 1, 0, g.day_block, true),
                                   ('silent', 2, 0, g.day::bigint, g.chat_block IS NULL),
                                   ('silent', 1, 0, g.day_block, g.chat_block IS NULL),
                                   ('chat', 2, 0, g.chat_block >> 7, g.chat_block IS NOT NULL),
                                   ('chat', 1, 0, g.chat_block, g.chat_block IS NOT NULL),
                                   ('period', 2, g.day >> 4, g.chat_block >> 7, g.chat_block IS NOT NULL))
                                   AS l(list, level, period, block, holds)
                             WHERE l.holds AND t.document_type IS NOT NULL
                               AND (p.platform = 0 OR g.platforms & p.platform <> 0)
                             GROUP BY 1, 2, 3, 4, 5, 6, 7
                            HAVING sum(g.delta) <> 0
                             ORDER BY 1, 2, 3, 4, 5, 6, 7
                                ON CONFLICT (shop_id, list, document_type, platform, level, period, block)
                                DO UPDATE SET rows = c.rows + excluded.rows)
                        SELECT count(*) AS changes FROM gone
                        """, FOLDED_AT_ONCE).changes() == FOLDED_AT_ONCE;
    }

    private static List<Long> ids(Statements statements, String sql, List<@Nullable Object> values) {
        record Listed(long customerId) {}
        return statements.list(Listed.class, sql, values.toArray()).stream()
                .map(Listed::customerId)
                .toList();
    }
}
