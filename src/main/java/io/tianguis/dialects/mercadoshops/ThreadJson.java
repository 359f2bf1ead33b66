package io.tianguis.dialects.mercadoshops;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tianguis.kernel.Moments;
import io.tianguis.questions.QuestionThread;
import io.tianguis.shops.Shop;

/** What one asker and the shop wrote each other about one listing (S14). */
record ThreadJson(
        String id,
        long answered_quantity,
        String status,
        String last_question_date,
        long store_id,
        String channel,
        QuestionJson.Main main_question,
        long unanswered_quantity) {

    /** A search of threads, with the number of all its questions that wait for an answer. */
    record Searched(@JsonUnwrapped SearchJson<ThreadJson> search, long unanswered_quantity) {}

    static ThreadJson of(Shop shop, QuestionThread thread, Publications publications) {
        return new ThreadJson(
                QuestionWords.threadId(shop.id(), thread.key()),
                thread.answered(),
                QuestionWords.word(thread.state()),
                Moments.local(thread.lastQuestionAt(), shop.zone()),
                shop.shopId(),
                QuestionWords.word(thread.key().channel()),
                QuestionJson.main(shop, thread.first(), publications),
                thread.unanswered());
    }
}
