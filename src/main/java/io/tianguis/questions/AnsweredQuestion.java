package io.tianguis.questions;

import java.time.Instant;

/** What everybody may read of a question: nothing of who asked. */
public record AnsweredQuestion(long productId, long questionId, String text, String answer, Instant answeredAt) {}
