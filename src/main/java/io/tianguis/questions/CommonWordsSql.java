package io.tianguis.questions;

import io.tianguis.platform.sql.NamedLock;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.RankedList;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements on words that many questions have, which are counted as questions and threads change. Whoever changes one
 * shares a lock of the shop's with all others who do; whoever begins to count words has it alone for a moment, so that each
 * question and each thread is counted by one of the two.
 */
final class CommonWordsSql {

    /** So many may be counted for a shop: each question is compared with all of them. */
    private static final int MOST_COUNTED = 64;

    private static final NamedLock LOCK = new NamedLock("question_words");

    record Id(long wordsId) {}

    /** Words that are counted, and how many have them. */
    record Counted(long wordsId, Counts counts) {}

    private CommonWordsSql() {}

    /** For whoever is about to change a question, before its thread is locked: what is counted stays what it is meanwhile. */
    static Query<Boolean> share(ShopId shop) {
        return LOCK.share(shop.value());
    }

    /** The words that a text has, of those that are counted; for whoever shares the lock. */
    static Query<Set<Long>> wordsOf(ShopId shop, String text) {
        return Query.list(
                        Id.class,
                        "SELECT words_id FROM question_words WHERE shop_id = ? AND customer_search_text(?) LIKE ALL (patterns)",
                        shop.value(),
                        text)
                .map(found -> found.stream().map(Id::wordsId).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * How many have words that are counted, folded or not; by {@code question_words_once}, {@code question_list_count_pk} and
     * {@code question_list_change_pk}.
     *
     * @param of {@link CountedList#QUESTIONS} or {@link CountedList#THREADS}
     */
    static Optional<Counted> find(Statements statements, ShopId shop, String words, String of) {
        record Cell(long wordsId, Channel channel, QuestionState state, long rows) {}
        List<Cell> cells = statements.list(
                Cell.class,
                QuestionSearchSql.ASKED + """
                SELECT w.words_id, channel, state, counted.rows
                  FROM asked
                  JOIN question_words w ON w.shop_id = ? AND w.patterns = asked.patterns
                 CROSS JOIN unnest(?::text[]) AS channel
                 CROSS JOIN unnest(?::text[]) AS state
                 CROSS JOIN LATERAL (SELECT 'words:' || w.words_id || ? || ':' || channel || ':' || state AS list) named
                 CROSS JOIN LATERAL (
                       SELECT coalesce(sum(rows), 0)::bigint AS rows
                         FROM (SELECT rows
                                 FROM question_list_count
                                WHERE shop_id = ? AND list = named.list AND level = 20
                                UNION ALL
                               SELECT delta FROM question_list_change WHERE shop_id = ? AND list = named.list) one) counted
                """,
                words,
                shop.value(),
                shop.value(),
                Channel.values(),
                QuestionState.values(),
                of,
                shop.value(),
                shop.value());
        return cells.stream()
                .findFirst()
                .map(first -> new Counted(
                        first.wordsId(),
                        new Counts(cells.stream()
                                .map(cell -> new Counts.Cell(cell.channel(), cell.state(), cell.rows()))
                                .toList())));
    }

    /** Begins to count words, unless somebody changes a question just now: then there will be another time. */
    static boolean count(Tx tx, ShopId shop, String words) {
        if (!LOCK.tryTake(tx, shop.value())) {
            return false;
        }
        Optional<Id> added = tx.find(
                Id.class, QuestionSearchSql.ASKED + """
                , added AS (
                    INSERT INTO question_words (shop_id, patterns)
                    SELECT ?, patterns
                      FROM asked
                     WHERE (SELECT count(*) FROM question_words WHERE shop_id = ?) < ?
                        ON CONFLICT (shop_id, patterns) DO NOTHING
                    RETURNING words_id)
                SELECT words_id FROM added
                """, words, shop.value(), shop.value(), shop.value(), MOST_COUNTED);
        added.ifPresent(id -> count(tx, shop, id.wordsId()));
        return added.isPresent();
    }

    /** Nobody changes a question or a thread meanwhile. */
    private static void count(Tx tx, ShopId shop, long wordsId) {
        tx.update("""
                INSERT INTO question_list_count (shop_id, list, level, block, rows)
                SELECT q.shop_id, ? || ':' || q.channel || ':' || q.state, level,
                       floor(extract(epoch FROM q.asked_at))::bigint >> level, count(*)
                  FROM question_words w
                  JOIN question q ON q.shop_id = w.shop_id AND q.deleted_at IS NULL AND q.search_text LIKE ALL (w.patterns)
                 CROSS JOIN %s
                 WHERE w.shop_id = ? AND w.words_id = ?
                 GROUP BY 1, 2, 3, 4
                """.formatted(RankedList.LEVELS), CountedList.ofWords(wordsId).prefix(), shop.value(), wordsId);
        tx.update(
                """
                WITH worded AS (
                    UPDATE question_thread
                       SET words = words || ?::bigint
                     WHERE shop_id = ?
                       AND thread_id IN (
                           SELECT q.thread_id
                             FROM question_words w
                             JOIN question q ON q.shop_id = w.shop_id AND q.deleted_at IS NULL
                                            AND q.search_text LIKE ALL (w.patterns)
                            WHERE w.shop_id = ? AND w.words_id = ?)
                    RETURNING shop_id, channel, state, last_question_at, unanswered)
                INSERT INTO question_list_count (shop_id, list, level, block, rows)
                SELECT h.shop_id, c.list, level, floor(extract(epoch FROM h.last_question_at))::bigint >> level,
                       sum(c.rows)
                  FROM worded h
                 CROSS JOIN LATERAL (VALUES
                       (? || ':' || h.channel || ':' || h.state, 1),
                       (? || ':' || h.channel || ':unanswered', h.unanswered)) AS c(list, rows)
                 CROSS JOIN %s
                 WHERE c.rows > 0
                 GROUP BY 1, 2, 3, 4
                """.formatted(RankedList.LEVELS),
                wordsId,
                shop.value(),
                shop.value(),
                wordsId,
                CountedList.ofThreads(wordsId).prefix(),
                CountedList.ofWaiting(wordsId).prefix());
    }
}
