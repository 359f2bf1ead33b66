package io.tianguis.questions;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements that read questions and threads whose ids are known. */
final class QuestionRowsSql {

    record Row(
            long questionId,
            Channel channel,
            String asker,
            String listing,
            @Nullable Long productId,
            @Nullable String nickname,
            QuestionState state,
            String text,
            Instant askedAt,
            Instant createdAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable AnswerSource answerSource,
            long personId,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email) {

        Question question() {
            long askerId = Long.parseLong(asker);
            @Nullable Long userId = channel == Channel.MERCADOLIBRE ? Long.valueOf(askerId) : null;
            return new Question(
                    questionId,
                    new ThreadKey(channel, askerId, Optional.of(listing).filter(id -> !id.isEmpty())),
                    Optional.ofNullable(productId),
                    new Asker(personId, firstName, lastName, email, userId, nickname),
                    state,
                    text,
                    askedAt,
                    createdAt,
                    answer == null || answeredAt == null || answerSource == null
                            ? Optional.empty()
                            : Optional.of(new Answer(answer, answeredAt, answerSource)));
        }
    }

    record ThreadRow(QuestionState state, long unanswered, long answered, Instant lastQuestionAt, long firstId) {}

    private QuestionRowsSql() {}

    /** Those that were not deleted, in the order of the ids, by {@code question_pk}. */
    static List<Question> list(Statements statements, ShopId shop, List<Long> questionIds) {
        return statements.list(Row.class, """
                        SELECT q.question_id, t.channel, t.asker, t.listing, t.product_id, t.nickname, q.state, q.text,
                               q.asked_at, q.created_at, q.answer, q.answered_at, q.answer_source,
                               a.person_id, a.first_name, a.last_name, a.email
                          FROM unnest(?::bigint[]) WITH ORDINALITY AS asked(question_id, place)
                          JOIN question q ON q.shop_id = ? AND q.question_id = asked.question_id AND q.deleted_at IS NULL
                          JOIN question_thread t ON t.shop_id = q.shop_id AND t.thread_id = q.thread_id
                          JOIN question_asker a ON a.shop_id = q.shop_id AND a.customer_id = q.customer_id
                         ORDER BY asked.place
                        """, questionIds.toArray(Long[]::new), shop.value()).stream()
                .map(Row::question)
                .toList();
    }

    /** By {@code question_thread_answered_of_product} and {@code question_of_thread}; a long thread tells its latest. */
    static List<AnsweredQuestion> answeredOf(Statements statements, ShopId shop, List<Long> productIds, int limit) {
        return statements.list(
                AnsweredQuestion.class,
                """
                SELECT asked.product_id, a.question_id, a.text, a.answer, a.answered_at
                  FROM unnest(?::bigint[]) AS asked(product_id)
                 CROSS JOIN LATERAL (
                       SELECT t.last_question_at, q.question_id, q.text, q.answer, q.answered_at, q.asked_at
                         FROM (SELECT thread_id, last_question_at
                                 FROM question_thread
                                WHERE shop_id = ? AND product_id = asked.product_id AND answered > 0
                                ORDER BY last_question_at DESC
                                LIMIT ?) t
                        CROSS JOIN LATERAL (
                              SELECT question_id, text, answer, answered_at, asked_at
                                FROM question
                               WHERE shop_id = ? AND thread_id = t.thread_id AND deleted_at IS NULL
                                 AND state = 'answered'
                               ORDER BY asked_at DESC, question_id DESC
                               LIMIT ?) q
                        ORDER BY t.last_question_at DESC, q.asked_at DESC, q.question_id DESC
                        LIMIT ?) a
                 ORDER BY asked.product_id, a.last_question_at DESC, a.asked_at DESC, a.question_id DESC
                """,
                productIds.toArray(Long[]::new),
                shop.value(),
                limit,
                shop.value(),
                limit,
                limit);
    }

    /** Those that have a question, in the order of the ids, by {@code question_thread_pk} and {@code question_of_thread}. */
    static List<QuestionThread> listThreads(Statements statements, ShopId shop, List<Long> threadIds) {
        List<ThreadRow> threads = statements.list(ThreadRow.class, """
                SELECT t.state, t.unanswered, t.answered, t.last_question_at, f.question_id AS first_id
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS asked(thread_id, place)
                  JOIN question_thread t ON t.shop_id = ? AND t.thread_id = asked.thread_id
                 CROSS JOIN LATERAL (
                       SELECT question_id
                         FROM question
                        WHERE shop_id = t.shop_id AND thread_id = t.thread_id AND deleted_at IS NULL
                        ORDER BY asked_at, question_id
                        LIMIT 1) f
                 ORDER BY asked.place
                """, threadIds.toArray(Long[]::new), shop.value());
        List<Question> firsts =
                list(statements, shop, threads.stream().map(ThreadRow::firstId).toList());
        return threads.stream()
                .flatMap(thread -> firsts.stream()
                        .filter(question -> question.questionId() == thread.firstId())
                        .map(first -> new QuestionThread(
                                first.thread(),
                                thread.state(),
                                thread.unanswered(),
                                thread.answered(),
                                thread.lastQuestionAt(),
                                first)))
                .toList();
    }
}
