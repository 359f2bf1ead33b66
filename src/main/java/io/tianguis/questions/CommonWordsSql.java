package io.tianguis.questions;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements on words that many questions have, which are counted as questions change. Whoever changes a question shares a
 * lock of the shop's with all others who do; whoever begins to count words has it alone for a moment, so that each question is
 * counted by one of the two.
 */
final class CommonWordsSql {

    /** So many may be counted for a shop: each question is compared with all of them. */
    private static final int MOST_COUNTED = 64;

    record Id(long wordsId) {}

    record Lock(@Nullable String held) {}

    private CommonWordsSql() {}

    /** The lists of the words that a text has, for whoever is about to change its question. */
    static List<CountedList> listsOf(Tx tx, ShopId shop, String text) {
        return tx.together(
                """
                SELECT pg_advisory_xact_lock_shared(hashtextextended('question_words', ?))::text AS held;
                SELECT words_id FROM question_words WHERE shop_id = ? AND customer_search_text(?) LIKE ALL (patterns)
                """,
                results -> {
                    results.get(Lock.class);
                    return results.list(Id.class).stream()
                            .map(id -> CountedList.ofWords(id.wordsId()))
                            .toList();
                },
                shop.value(),
                shop.value(),
                text);
    }

    /** The lists of words that are counted, by {@code question_words_once}. */
    static Optional<CountedList> find(Statements statements, ShopId shop, String words) {
        return statements
                .find(Id.class, QuestionSearchSql.ASKED + """
                SELECT w.words_id
                  FROM asked
                  JOIN question_words w ON w.shop_id = ? AND w.patterns = asked.patterns
                """, words, shop.value(), shop.value())
                .map(id -> CountedList.ofWords(id.wordsId()));
    }

    /** Begins to count words, unless somebody changes a question just now: then there will be another time. */
    static boolean count(Tx tx, ShopId shop, String words) {
        record Alone(boolean alone) {}
        Alone lock = tx.get(
                Alone.class,
                "SELECT pg_try_advisory_xact_lock(hashtextextended('question_words', ?)) AS alone",
                shop.value());
        if (!lock.alone()) {
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
        added.ifPresent(id -> tx.update("""
                INSERT INTO question_list_count (shop_id, list, level, block, rows)
                SELECT q.shop_id, ? || ':' || c.channel || ':' || s.state, l.level,
                       floor(extract(epoch FROM q.asked_at))::bigint >> (10 * l.level), count(*)
                  FROM question_words w
                  JOIN question q ON q.shop_id = w.shop_id AND q.deleted_at IS NULL AND q.search_text LIKE ALL (w.patterns)
                 CROSS JOIN LATERAL (VALUES (q.channel), ('*')) AS c(channel)
                 CROSS JOIN LATERAL (VALUES (q.state), ('*')) AS s(state)
                 CROSS JOIN (VALUES (1), (2)) AS l(level)
                 WHERE w.shop_id = ? AND w.words_id = ?
                 GROUP BY 1, 2, 3, 4
                """, CountedList.ofWords(id.wordsId()).prefix(), shop.value(), id.wordsId()));
        return added.isPresent();
    }
}
