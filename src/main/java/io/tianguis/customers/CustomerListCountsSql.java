package io.tianguis.customers;

import io.tianguis.customers.CustomerListSql.Narrowing;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Statements;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the counts of the lists of customers (decision 0022). Where a page lies is found in steps, none of which
 * depends on how many customers there are: counts by 32 days, or by 32 windows of the last chat, tell how many there are in all
 * and which of these hold the page; counts by single days or windows within them, and then by blocks, tell where. Changes that
 * are not folded yet are counted in, so that every answer is exact.
 */
final class CustomerListCountsSql {

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

    /**
     * How many there are.
     *
     * @param total of the list
     * @param silent of these, those who have not chatted
     * @param anybody whatever the list is narrowed to
     */
    record Counts(long total, long silent, long anybody) {}

    /** Days, or windows of the last chat, in a row: by 32 as far as they can be, and what is left at either end. */
    record Spans(List<Integer> levels, List<Long> firsts, List<Long> lasts) {

        static Spans of(long from, long to) {
            Spans spans = new Spans(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            long firstWhole = (from >> 5) + ((from & 31) == 0 ? 0 : 1);
            long lastWhole = (to >> 5) - ((to & 31) == 31 ? 0 : 1);
            if (firstWhole > lastWhole) {
                spans.add(2, from, to);
                return spans;
            }
            if ((from & 31) != 0) {
                spans.add(2, from, (firstWhole << 5) - 1);
            }
            spans.add(3, firstWhole, lastWhole);
            if ((to & 31) != 31) {
                spans.add(2, (lastWhole + 1) << 5, to);
            }
            return spans;
        }

        private void add(int level, long first, long last) {
            levels.add(level);
            firsts.add(first);
            lasts.add(last);
        }

        void bind(List<@Nullable Object> values) {
            values.add(levels.toArray(Integer[]::new));
            values.add(firsts.toArray(Long[]::new));
            values.add(lasts.toArray(Long[]::new));
        }
    }

    private static final int FOLDED_AT_ONCE = 10_000;

    private CustomerListCountsSql() {}

    /** Of those created in a span of days, by {@code customer_list_count_pk}. */
    static Counts count(Statements statements, Narrowing narrowing, long fromDay, long toDay) {
        long shopId = narrowing.shop().value();
        List<@Nullable Object> values = new ArrayList<>();
        Spans.of(fromDay, toDay).bind(values);
        narrowing.bindKey(values);
        narrowing.bindKey(values);
        values.addAll(List.of(shopId, fromDay, toDay, shopId));
        narrowing.bind(values);
        narrowing.bind(values);
        return statements.get(Counts.class, """
                WITH span AS MATERIALIZED (
                    SELECT level, first, last FROM unnest(?::integer[], ?::bigint[], ?::bigint[]) AS s(level, first, last)),
                asked (name, list, document_type, platform) AS (
                    VALUES ('total', 'created', ?::text, ?::integer), ('silent', 'silent', ?, ?), ('anybody', 'created', '', 0)),
                pending AS MATERIALIZED (
                    SELECT document_type, platforms, chat_block, delta
                      FROM customer_list_change
                     WHERE shop_id = ? AND day BETWEEN ? AND ?),
                counted AS (
                    SELECT a.name, c.rows
                      FROM asked a
                     CROSS JOIN span s
                     CROSS JOIN LATERAL (
                           SELECT rows
                             FROM customer_list_count
                            WHERE shop_id = ? AND list = a.list AND document_type = a.document_type AND platform = a.platform
                              AND level = s.level AND period = 0 AND block BETWEEN s.first AND s.last
                           OFFSET 0) c
                    UNION ALL
                    SELECT 'total', delta FROM pending WHERE true%1$s
                    UNION ALL
                    SELECT 'silent', delta FROM pending WHERE chat_block IS NULL%1$s
                    UNION ALL
                    SELECT 'anybody', delta FROM pending)
                SELECT coalesce(sum(rows) FILTER (WHERE name = 'total'), 0)::bigint AS total,
                       coalesce(sum(rows) FILTER (WHERE name = 'silent'), 0)::bigint AS silent,
                       coalesce(sum(rows) FILTER (WHERE name = 'anybody'), 0)::bigint AS anybody
                  FROM counted
                """.formatted(narrowing.conditions()), values.toArray());
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
        List<@Nullable Object> values = new ArrayList<>(List.of(shopId, from, to));
        narrowing.bind(values);
        Spans.of(from, to).bind(values);
        for (int level = 3; level >= 1; level--) {
            values.addAll(List.of(shopId, ranking));
            narrowing.bindKey(values);
            values.addAll(List.of(offset + limit, offset));
        }
        return statements.get(Position.class, positionText(ranking, narrowing, ascending), values.toArray());
    }

    private static String positionText(Ranking ranking, Narrowing narrowing, boolean ascending) {
        String direction = ascending ? "ASC" : "DESC";
        return """
                WITH pending AS MATERIALIZED (
                    SELECT %1$s AS large, %2$s AS small, delta
                      FROM customer_list_change
                     WHERE shop_id = ? AND %1$s BETWEEN ? AND ? AND %3$s%4$s),
                span AS MATERIALIZED (
                    SELECT level, first, last, 5 * (level - 2) AS bits
                      FROM unnest(?::integer[], ?::bigint[], ?::bigint[]) AS s(level, first, last)),
                huge AS (
                    SELECT block << bits AS first, ((block + 1) << bits) - 1 AS last, sum(rows)::bigint AS rows
                      FROM (SELECT s.bits, c.block, c.rows
                              FROM span s
                             CROSS JOIN LATERAL (
                                   SELECT block, rows
                                     FROM customer_list_count
                                    WHERE shop_id = ? AND list = ? AND document_type = ? AND platform = ?
                                      AND level = s.level AND period = 0 AND block BETWEEN s.first AND s.last
                                   OFFSET 0) c
                            UNION ALL
                            SELECT s.bits, p.large >> s.bits, p.delta
                              FROM span s
                              JOIN pending p ON p.large >> s.bits BETWEEN s.first AND s.last) counted
                     GROUP BY bits, block
                    HAVING sum(rows) <> 0),
                huge_ranked AS (
                    SELECT first, last, rows, (sum(rows) OVER (ORDER BY first %5$s))::bigint - rows AS before FROM huge),
                huge_found AS MATERIALIZED (
                    SELECT first, last, before FROM huge_ranked WHERE before < ? AND before + rows > ?),
                %6$s,
                %7$s
                SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM huge) AS total,
                       min(before) AS before, array_agg(first ORDER BY before) AS blocks
                  FROM small_found
                """.formatted(
                        ranking.large,
                        ranking.small,
                        ranking.condition,
                        narrowing.conditions(),
                        direction,
                        stepText("large", 2, 0, "huge_found", direction),
                        stepText("small", 1, ranking.shift, "large_found", direction));
    }

    /**
     * Which blocks of a level hold the page, of those that the level above has found.
     *
     * @param bits of a block of the level, below those of a day or a window
     */
    private static String stepText(String name, int level, int bits, String found, String direction) {
        return """
                %1$s AS (
                    SELECT block, sum(rows)::bigint AS rows
                      FROM (SELECT c.block, c.rows
                              FROM %4$s f
                             CROSS JOIN LATERAL (
                                   SELECT block, rows
                                     FROM customer_list_count
                                    WHERE shop_id = ? AND list = ? AND document_type = ? AND platform = ?
                                      AND level = %2$d AND period = 0
                                      AND block BETWEEN f.first << %3$d AND ((f.last + 1) << %3$d) - 1
                                   OFFSET 0) c
                            UNION ALL
                            SELECT p.%1$s, p.delta FROM %4$s f JOIN pending p ON p.large BETWEEN f.first AND f.last) counted
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                %1$s_ranked AS (
                    SELECT block, rows,
                           (SELECT min(before) FROM %4$s)
                               + (sum(rows) OVER (ORDER BY block %5$s))::bigint - rows AS before
                      FROM %1$s),
                %1$s_found AS MATERIALIZED (
                    SELECT block AS first, block AS last, before FROM %1$s_ranked WHERE before < ? AND before + rows > ?)
                """.formatted(name, level, bits, found, direction).strip();
    }

    /**
     * Finds a page among those of a span of days who chatted, in windows of 37 hours. Whole periods of 16 days are counted by
     * windows already. Of the days around them 32 windows are, and within the 32 that hold the page the customers are counted, by
     * {@code customer_listing_of_day}.
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
        long firstWhole = firstPeriod << 4;
        long lastWhole = (lastPeriod << 4) + 15;
        List<@Nullable Object> values = new ArrayList<>(List.of(firstWhole, lastWhole, shopId, fromDay, toDay));
        narrowing.bind(values);
        values.addAll(List.of(
                new String[] {"day", "period", "day"},
                new Long[] {fromDay, firstPeriod, Math.max(fromDay, lastWhole + 1)},
                new Long[] {Math.min(toDay, firstWhole - 1), lastPeriod, toDay},
                shopId));
        narrowing.bindKey(values);
        values.addAll(List.of(offset + limit, offset, shopId));
        narrowing.bindKey(values);
        values.add(shopId);
        narrowing.bind(values);
        values.addAll(List.of(offset + limit, offset));
        return statements.get(Position.class, positionInPeriodsText(narrowing, ascending), values.toArray());
    }

    private static String positionInPeriodsText(Narrowing narrowing, boolean ascending) {
        return """
                WITH pending AS MATERIALIZED (
                    SELECT day, chat_block >> 7 AS block, day BETWEEN ? AND ? AS in_period, delta
                      FROM customer_list_change
                     WHERE shop_id = ? AND day BETWEEN ? AND ? AND chat_block IS NOT NULL%1$s),
                cell AS MATERIALIZED (
                    SELECT s.list, c.period, c.block, c.rows
                      FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS s(list, first, last)
                     CROSS JOIN LATERAL (
                           SELECT period, block, rows
                             FROM customer_list_count
                            WHERE shop_id = ? AND list = s.list AND document_type = ? AND platform = ?
                              AND level = 3 AND period BETWEEN s.first AND s.last
                           OFFSET 0) c),
                large AS (
                    SELECT block, sum(rows)::bigint AS rows
                      FROM (SELECT block, rows FROM cell UNION ALL SELECT block >> 5, delta FROM pending) counted
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                large_ranked AS (
                    SELECT block, rows, (sum(rows) OVER (ORDER BY block %2$s))::bigint - rows AS before FROM large),
                large_found AS MATERIALIZED (
                    SELECT block, before FROM large_ranked WHERE before < ? AND before + rows > ?),
                small AS (
                    SELECT block, sum(rows)::bigint AS rows
                      FROM (SELECT c.block, c.rows
                              FROM large_found f
                              JOIN cell l ON l.list = 'period' AND l.block = f.block
                             CROSS JOIN LATERAL (
                                   SELECT block, rows
                                     FROM customer_list_count
                                    WHERE shop_id = ? AND list = 'period' AND document_type = ? AND platform = ?
                                      AND level = 2 AND period = l.period
                                      AND block BETWEEN l.block << 5 AND (l.block << 5) + 31
                                   OFFSET 0) c
                            UNION ALL
                            SELECT customer_chat_block(c.chat_at) >> 7, 1
                              FROM (SELECT l.period AS day, l.block
                                      FROM large_found f
                                      JOIN cell l ON l.list = 'day' AND l.block = f.block
                                     UNION
                                    SELECT p.day, f.block
                                      FROM large_found f
                                      JOIN pending p ON NOT p.in_period AND p.block >> 5 = f.block) d
                             CROSS JOIN LATERAL (
                                   SELECT chat_at
                                     FROM customer_listing
                                    WHERE shop_id = ? AND day = d.day
                                      AND chat_at >= timestamptz 'epoch' + (d.block << 32) * interval '1 millisecond'
                                      AND chat_at < timestamptz 'epoch' + ((d.block + 1) << 32) * interval '1 millisecond'%1$s
                                   OFFSET 0) c
                            UNION ALL
                            SELECT p.block, p.delta
                              FROM large_found f
                              JOIN pending p ON p.in_period AND p.block >> 5 = f.block) counted
                     GROUP BY block
                    HAVING sum(rows) <> 0),
                small_ranked AS (
                    SELECT block, rows,
                           (SELECT min(before) FROM large_found)
                               + (sum(rows) OVER (ORDER BY block %2$s))::bigint - rows AS before
                      FROM small)
                SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM large) AS total,
                       min(before) AS before, array_agg(block ORDER BY before) AS blocks
                  FROM small_ranked
                 WHERE before < ? AND before + rows > ?
                """.formatted(narrowing.conditions(), ascending ? "ASC" : "DESC");
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
                                   ('created', 3, 0, g.day::bigint >> 5, true),
                                   ('created', 2, 0, g.day::bigint, true),
                                   ('created', 1, 0, g.day_block, true),
                                   ('silent', 3, 0, g.day::bigint >> 5, g.chat_block IS NULL),
                                   ('silent', 2, 0, g.day::bigint, g.chat_block IS NULL),
                                   ('silent', 1, 0, g.day_block, g.chat_block IS NULL),
                                   ('chat', 3, 0, g.chat_block >> 12, g.chat_block IS NOT NULL),
                                   ('chat', 2, 0, g.chat_block >> 7, g.chat_block IS NOT NULL),
                                   ('chat', 1, 0, g.chat_block, g.chat_block IS NOT NULL),
                                   ('day', 3, g.day, g.chat_block >> 12, g.chat_block IS NOT NULL),
                                   ('period', 3, g.day >> 4, g.chat_block >> 12, g.chat_block IS NOT NULL),
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
}
