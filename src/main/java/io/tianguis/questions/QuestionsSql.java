package io.tianguis.questions;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.questions.ThreadsSql.Open;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements by which questions are recorded and move on. */
final class QuestionsSql {

    /** Whose a question is; it never changes. */
    record Origin(long customerId, Channel channel) {}

    /** A question whose row is locked. */
    record Locked(
            long questionId,
            Channel channel,
            QuestionState state,
            String text,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant closedAt) {}

    /** A question and its thread, whose rows are locked. */
    record Held(Locked question, Open thread) {}

    private QuestionsSql() {}

    /** By {@code question_provider_id_unique}. */
    static Optional<Asked> findAsked(Statements statements, ShopId shop, Channel channel, long providerId) {
        return statements.find(Asked.class, """
                SELECT question_id, customer_id, false AS added
                  FROM question
                 WHERE shop_id = ? AND channel = ? AND provider_id = ?
                """, shop.value(), channel, providerId);
    }

    /** Of a question that was not deleted, by {@code question_pk}. */
    static Optional<Origin> findOrigin(Statements statements, ShopId shop, long questionId) {
        return statements.find(
                Origin.class,
                "SELECT customer_id, channel FROM question WHERE shop_id = ? AND question_id = ? AND deleted_at IS NULL",
                shop.value(),
                questionId);
    }

    /** Adds a question to a locked thread, unless the channel has one of its provider's id. */
    static Optional<Asked> insert(
            Tx tx,
            ShopId shop,
            Open thread,
            long customerId,
            @Nullable Long providerId,
            String text,
            Instant askedAt,
            Instant now) {
        return tx.find(
                Asked.class,
                """
                INSERT INTO question (shop_id, thread_id, channel, customer_id, provider_id, state, text, asked_at, created_at)
                VALUES (?, ?, ?, ?, ?, 'unanswered', ?, ?, ?)
                    ON CONFLICT (shop_id, channel, provider_id) DO NOTHING
                RETURNING question_id, customer_id, true AS added
                """,
                shop.value(),
                thread.threadId(),
                thread.channel(),
                customerId,
                providerId,
                text,
                askedAt,
                now);
    }

    /** Locks a question that was not deleted, then its thread; two statements, so that the second one sees what the first
     * one waited for. */
    static Optional<Held> lock(Tx tx, ShopId shop, long questionId) {
        return tx.together(
                """
                SELECT question_id, channel, state, text, asked_at, answered_at, closed_at
                  FROM question
                 WHERE shop_id = ? AND question_id = ? AND deleted_at IS NULL
                   FOR UPDATE;
                SELECT thread_id, channel, unanswered, answered, closed_unanswered, last_question_at, words
                  FROM question_thread
                 WHERE shop_id = ?
                   AND thread_id = (SELECT thread_id FROM question
                                     WHERE shop_id = ? AND question_id = ? AND deleted_at IS NULL)
                   FOR UPDATE
                """,
                results -> {
                    Optional<Locked> question = results.find(Locked.class);
                    Optional<Open> thread = results.find(Open.class);
                    return question.map(locked -> new Held(locked, thread.orElseThrow()));
                },
                shop.value(),
                questionId,
                shop.value(),
                shop.value(),
                questionId);
    }

    static Query<Integer> answer(ShopId shop, long questionId, Answer answer) {
        return Query.update("""
                UPDATE question
                   SET state = 'answered', answer = ?, answer_source = ?, answered_at = ?
                 WHERE shop_id = ? AND question_id = ?
                """, answer.text(), answer.source(), answer.at(), shop.value(), questionId);
    }

    static Query<Integer> close(ShopId shop, long questionId, Instant at) {
        return Query.update("""
                UPDATE question SET state = 'closed_unanswered', closed_at = ? WHERE shop_id = ? AND question_id = ?
                """, at, shop.value(), questionId);
    }

    static Query<Integer> delete(ShopId shop, long questionId, Instant at) {
        return Query.update(
                "UPDATE question SET deleted_at = ? WHERE shop_id = ? AND question_id = ?",
                at,
                shop.value(),
                questionId);
    }
}
