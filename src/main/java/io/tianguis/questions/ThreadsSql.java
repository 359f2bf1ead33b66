package io.tianguis.questions;

import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements by which threads follow their questions. */
final class ThreadsSql {

    /** A thread whose row is locked. */
    record Open(
            long threadId,
            Channel channel,
            long unanswered,
            long answered,
            long closedUnanswered,
            @Nullable Instant lastQuestionAt,
            List<Long> words) {

        Tally tally() {
            return new Tally(unanswered, answered, closedUnanswered, lastQuestionAt, Set.copyOf(words));
        }
    }

    /** What the questions of a thread that were not deleted tell of it. */
    record Rest(@Nullable Instant lastQuestionAt, List<Long> words) {}

    private ThreadsSql() {}

    /** Finds or makes a thread and locks it, by {@code question_thread_one}. */
    static Query<Open> open(
            ShopId shop, ThreadKey key, Optional<Long> productId, long customerId, @Nullable String nickname) {
        return Query.of(
                """
                INSERT INTO question_thread AS t (shop_id, channel, asker, listing, product_id, customer_id, nickname)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (shop_id, channel, asker, listing)
                    DO UPDATE SET nickname = coalesce(EXCLUDED.nickname, t.nickname),
                                  product_id = coalesce(EXCLUDED.product_id, t.product_id)
                RETURNING thread_id, channel, unanswered, answered, closed_unanswered, last_question_at, words
                """,
                results -> results.get(Open.class),
                shop.value(),
                key.channel(),
                Long.toString(key.askerId()),
                key.listing().orElse(""),
                productId.orElse(null),
                customerId,
                nickname);
    }

    /** When the last question of a thread was asked, and which words that are counted its questions have; by
     * {@code question_of_thread}. */
    static Query<Rest> rest(ShopId shop, long threadId) {
        return Query.of("""
                SELECT (SELECT asked_at
                          FROM question
                         WHERE shop_id = ? AND thread_id = ? AND deleted_at IS NULL
                         ORDER BY asked_at DESC, question_id DESC
                         LIMIT 1) AS last_question_at,
                       ARRAY(
                           SELECT w.words_id
                             FROM question_words w
                            WHERE w.shop_id = ?
                              AND EXISTS (SELECT
                                            FROM question q
                                           WHERE q.shop_id = w.shop_id AND q.thread_id = ? AND q.deleted_at IS NULL
                                             AND q.search_text LIKE ALL (w.patterns))) AS words
                """, results -> results.get(Rest.class), shop.value(), threadId, shop.value(), threadId);
    }

    static Query<Integer> keep(ShopId shop, long threadId, Tally tally) {
        return Query.update(
                """
                UPDATE question_thread
                   SET unanswered = ?, answered = ?, closed_unanswered = ?, state = ?, last_question_at = ?,
                       words = ?
                 WHERE shop_id = ? AND thread_id = ?
                """,
                tally.unanswered(),
                tally.answered(),
                tally.closedUnanswered(),
                tally.state().orElse(null),
                tally.lastQuestionAt(),
                tally.words().toArray(Long[]::new),
                shop.value(),
                threadId);
    }
}
