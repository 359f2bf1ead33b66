package io.tianguis.questions;

import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.RankedList.Range;
import io.tianguis.platform.sql.RankedList.Stretch;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statements by which questions and threads are looked for. Without words a page lies behind a moment that the counts
 * tell, and is read by {@code question_of_state} or {@code question_thread_of_state}, once for each channel and state that
 * may be in it; with words that are counted it lies in stretches, which are read in the same way. With other words, or of
 * somebody's threads, all that match are found by an index, and are counted and sorted.
 */
final class QuestionSearchSql {

    /**
     * Where a page begins.
     *
     * @param before what is asked about is of earlier moments
     * @param skip how many of these come before the page
     */
    record Place(Instant before, long skip) {}

    record Id(long id) {}

    /** Some of what was found, and how many of each kind there are. */
    record Found(Counts counts, long unanswered, List<Long> ids) {

        /** How many there are of any channel and state. */
        long total() {
            return counts.of(Optional.empty(), Optional.empty());
        }
    }

    record Row(List<Channel> channels, List<QuestionState> states, List<Long> totals, long unanswered, List<Long> ids) {

        Found found() {
            return new Found(
                    new Counts(IntStream.range(0, totals.size())
                            .mapToObj(each -> new Counts.Cell(channels.get(each), states.get(each), totals.get(each)))
                            .toList()),
                    unanswered,
                    ids);
        }
    }

    /** What is asked: {@code patterns} that a text has to match, and the {@code groups} of signs that it must therefore have. */
    static final String ASKED = """
            WITH asked AS MATERIALIZED (
                SELECT array_agg(DISTINCT '%' || word || '%') AS patterns,
                       coalesce(array_agg(DISTINCT asked_group) FILTER (WHERE asked_group IS NOT NULL), '{}') AS groups
                  FROM unnest(string_to_array(customer_search_text(?), ' ')) AS word
                  LEFT JOIN LATERAL unnest(customer_search_groups(?, word)) AS asked_group ON true
                 WHERE word <> '')
            """;

    /** By {@code question_search}. */
    private static final String WITH_WORDS = """
            FROM question
             WHERE shop_id = ? AND deleted_at IS NULL
               AND customer_search_groups(shop_id, search_text) @> (SELECT groups FROM asked)
               AND search_text LIKE ALL ((SELECT patterns FROM asked)::text[])
            """;

    /** Of few threads each by itself, by {@code question_of_thread}; an expression keeps the planner from reading all that match. */
    private static final String HAVING_WORDS = """
             AND (SELECT count(*)
                    FROM (SELECT
                            FROM question q
                           WHERE q.shop_id = t.shop_id AND q.thread_id = t.thread_id AND q.deleted_at IS NULL
                             AND q.search_text LIKE ALL ((SELECT patterns FROM asked)::text[])
                           LIMIT 1) one) = 1
            """;

    /** Of what is {@code matching} the counts and a page. */
    private static final String COUNTED = """
            counted AS (
                SELECT channel, state, count(*) AS total FROM matching GROUP BY channel, state),
            narrowed AS (
                SELECT * FROM matching WHERE %1$s),
            page AS (
                SELECT id, at FROM narrowed ORDER BY at %2$s, id %2$s OFFSET ? LIMIT ?)
            SELECT (SELECT coalesce(array_agg(channel ORDER BY channel, state), '{}') FROM counted) AS channels,
                   (SELECT coalesce(array_agg(state ORDER BY channel, state), '{}') FROM counted) AS states,
                   (SELECT coalesce(array_agg(total ORDER BY channel, state), '{}') FROM counted) AS totals,
                   (SELECT coalesce(sum(unanswered), 0)::bigint FROM narrowed) AS unanswered,
                   (SELECT coalesce(array_agg(id ORDER BY at %2$s, id %2$s), '{}') FROM page) AS ids
            """;

    /** Of what matches in some stretches of time, each channel and state by itself. */
    private static final String IN_STRETCHES = """
            SELECT found.id
              FROM unnest(?::timestamptz[], ?::timestamptz[], ?::bigint[]) AS stretch(from_moment, to_moment, most)
             CROSS JOIN unnest(?::text[], ?::text[]) AS cell(channel, state)
             CROSS JOIN LATERAL (
                   SELECT %1$s AS id, %2$s AS at
                     FROM %3$s
                    WHERE shop_id = ? AND channel = cell.channel AND state = cell.state
                      AND %2$s >= stretch.from_moment AND %2$s < stretch.to_moment
                      AND %4$s
                    ORDER BY %2$s DESC, %1$s DESC
                    LIMIT stretch.most) found
             ORDER BY found.at DESC, found.id DESC
            OFFSET ? LIMIT ?
            """;

    private QuestionSearchSql() {}

    /** Ids, newest first. */
    static List<Long> questions(Statements statements, ShopId shop, List<Counts.Cell> cells, Place place, long rows) {
        return newest(statements, """
                SELECT found.id
                  FROM unnest(?::text[], ?::text[]) AS cell(channel, state)
                 CROSS JOIN LATERAL (
                       SELECT question_id AS id, asked_at AS at
                         FROM question
                        WHERE shop_id = ? AND channel = cell.channel AND state = cell.state AND deleted_at IS NULL
                          AND asked_at < ?
                        ORDER BY asked_at DESC, question_id DESC
                        LIMIT ?) found
                 ORDER BY found.at DESC, found.id DESC
                OFFSET ? LIMIT ?
                """, shop, cells, place, rows);
    }

    /** Ids of those that have some words which are counted, newest first. */
    static List<Long> questionsWithWords(
            Statements statements, ShopId shop, String words, List<Counts.Cell> cells, Range range, long rows) {
        List<@Nullable Object> values = new ArrayList<>(List.of(words, shop.value()));
        bind(values, range, cells, shop);
        values.addAll(List.of(range.skip(), rows));
        return ids(statements.list(
                Id.class,
                ASKED
                        + IN_STRETCHES.formatted(
                                "question_id",
                                "asked_at",
                                "question",
                                "deleted_at IS NULL AND search_text LIKE ALL ((SELECT patterns FROM asked)::text[])"),
                values.toArray()));
    }

    /** Ids of those that have a question with some words which are counted, newest first. */
    static List<Long> threadsWithWords(
            Statements statements, ShopId shop, long wordsId, List<Counts.Cell> cells, Range range, long rows) {
        List<@Nullable Object> values = new ArrayList<>();
        bind(values, range, cells, shop);
        values.addAll(List.of(wordsId, range.skip(), rows));
        return ids(statements.list(
                Id.class,
                IN_STRETCHES.formatted("thread_id", "last_question_at", "question_thread", "? = ANY (words)"),
                values.toArray()));
    }

    private static void bind(List<@Nullable Object> values, Range range, List<Counts.Cell> cells, ShopId shop) {
        List<Stretch> stretches = range.stretches();
        values.add(Column.of(stretches, Instant[]::new, stretch -> Instant.ofEpochSecond(stretch.fromId())));
        values.add(Column.of(stretches, Instant[]::new, stretch -> Instant.ofEpochSecond(stretch.toId() + 1)));
        values.add(Column.of(stretches, Long[]::new, Stretch::rows));
        values.add(Column.of(cells, Channel[]::new, Counts.Cell::channel));
        values.add(Column.of(cells, QuestionState[]::new, Counts.Cell::state));
        values.add(shop.value());
    }

    /** Ids, newest first. */
    static List<Long> threads(Statements statements, ShopId shop, List<Counts.Cell> cells, Place place, long rows) {
        return newest(statements, """
                SELECT found.id
                  FROM unnest(?::text[], ?::text[]) AS cell(channel, state)
                 CROSS JOIN LATERAL (
                       SELECT thread_id AS id, last_question_at AS at
                         FROM question_thread
                        WHERE shop_id = ? AND channel = cell.channel AND state = cell.state AND last_question_at < ?
                        ORDER BY last_question_at DESC, thread_id DESC
                        LIMIT ?) found
                 ORDER BY found.at DESC, found.id DESC
                OFFSET ? LIMIT ?
                """, shop, cells, place, rows);
    }

    private static List<Long> newest(
            Statements statements, String sql, ShopId shop, List<Counts.Cell> cells, Place place, long rows) {
        return ids(statements.list(
                Id.class,
                sql,
                cells.stream().map(Counts.Cell::channel).toArray(Channel[]::new),
                cells.stream().map(Counts.Cell::state).toArray(QuestionState[]::new),
                shop.value(),
                place.before(),
                place.skip() + rows,
                place.skip(),
                rows));
    }

    private static List<Long> ids(List<Id> found) {
        return found.stream().map(Id::id).toList();
    }

    static Found questionsByWords(
            Statements statements, ShopId shop, QuestionFilter filter, String words, long offset, int limit) {
        List<@Nullable Object> values = new ArrayList<>(List.of(words, shop.value(), shop.value()));
        String sql = ASKED
                + ", matching AS MATERIALIZED (SELECT question_id AS id, channel, state, asked_at AS at, 0 AS unanswered\n"
                + WITH_WORDS + "),\n"
                + COUNTED.formatted(
                        narrowing(filter.channel(), filter.state(), values), direction(filter.oldestFirst()));
        values.add(offset);
        values.add(limit);
        return statements.get(Row.class, sql, values.toArray()).found();
    }

    /** By {@code question_search}, {@code question_thread_one} or {@code question_thread_of_customer}. */
    static Found narrowThreads(Statements statements, ShopId shop, ThreadFilter filter, long offset, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("WITH ");
        filter.words().ifPresent(words -> {
            sql.setLength(0);
            sql.append(ASKED).append(", ");
            values.addAll(List.of(words, shop.value()));
            if (!filter.isOfOne()) {
                sql.append("worded AS MATERIALIZED (SELECT DISTINCT thread_id\n")
                        .append(WITH_WORDS)
                        .append("),\n");
                values.add(shop.value());
            }
        });
        sql.append("matching AS MATERIALIZED (")
                .append(
                        "SELECT thread_id AS id, channel, state, last_question_at AS at, unanswered FROM question_thread t")
                .append(" WHERE shop_id = ? AND state IS NOT NULL");
        values.add(shop.value());
        filter.words()
                .ifPresent(_ -> sql.append(
                        filter.isOfOne() ? HAVING_WORDS : " AND thread_id IN (SELECT thread_id FROM worded)"));
        filter.thread().ifPresent(key -> {
            sql.append(" AND channel = ? AND asker = ? AND listing = ?");
            values.addAll(List.of(
                    key.channel(), Long.toString(key.askerId()), key.listing().orElse("")));
        });
        filter.customerId().ifPresent(customerId -> {
            sql.append("""

                    AND customer_id IN (
                        SELECT r.customer_id
                          FROM question_person given
                          JOIN question_person r ON r.shop_id = given.shop_id AND r.person_id = given.person_id
                         WHERE given.shop_id = ? AND given.customer_id = ?)""");
            values.addAll(List.of(shop.value(), customerId));
        });
        sql.append("),\n")
                .append(COUNTED.formatted(
                        narrowing(filter.channel(), filter.state(), values), direction(filter.oldestFirst())));
        values.add(offset);
        values.add(limit);
        return statements.get(Row.class, sql.toString(), values.toArray()).found();
    }

    private static String narrowing(
            Optional<Channel> channel, Optional<QuestionState> state, List<@Nullable Object> values) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        channel.ifPresent(chosen -> {
            conditions.add("channel = ?");
            values.add(chosen);
        });
        state.ifPresent(chosen -> {
            conditions.add("state = ?");
            values.add(chosen);
        });
        return String.join(" AND ", conditions);
    }

    private static String direction(boolean oldestFirst) {
        return oldestFirst ? "ASC" : "DESC";
    }
}
