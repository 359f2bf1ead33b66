package io.tianguis.questions;

import java.time.Instant;
import java.util.Optional;

/**
 * A question.
 *
 * @param productId what it is about, when that is a product of the shop
 * @param askedAt the channel's own time
 * @param createdAt when it was recorded here
 * @param answer when it is answered
 */
public record Question(
        long questionId,
        ThreadKey thread,
        Optional<Long> productId,
        Asker asker,
        QuestionState state,
        String text,
        Instant askedAt,
        Instant createdAt,
        Optional<Answer> answer) {}
