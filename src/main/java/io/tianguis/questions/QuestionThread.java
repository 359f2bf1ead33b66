package io.tianguis.questions;

import java.time.Instant;

/**
 * A thread with a question at least.
 *
 * @param answered how many of its questions are
 * @param first the oldest question that is left, which the others follow up
 */
public record QuestionThread(
        ThreadKey key, QuestionState state, long unanswered, long answered, Instant lastQuestionAt, Question first) {}
