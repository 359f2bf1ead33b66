package io.tianguis.questions;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a thread's questions add up to.
 *
 * @param lastQuestionAt null while there are none
 */
record Tally(
        long unanswered,
        long answered,
        long closedUnanswered,
        @Nullable Instant lastQuestionAt) {

    /** The state of the thread; empty while there are no questions. */
    Optional<QuestionState> state() {
        if (unanswered > 0) {
            return Optional.of(QuestionState.UNANSWERED);
        }
        if (answered > 0) {
            return Optional.of(QuestionState.ANSWERED);
        }
        return closedUnanswered > 0 ? Optional.of(QuestionState.CLOSED_UNANSWERED) : Optional.empty();
    }

    Tally with(QuestionState state, long delta) {
        return switch (state) {
            case UNANSWERED -> new Tally(unanswered + delta, answered, closedUnanswered, lastQuestionAt);
            case ANSWERED -> new Tally(unanswered, answered + delta, closedUnanswered, lastQuestionAt);
            case CLOSED_UNANSWERED -> new Tally(unanswered, answered, closedUnanswered + delta, lastQuestionAt);
        };
    }

    Tally withLastQuestionAt(@Nullable Instant at) {
        return new Tally(unanswered, answered, closedUnanswered, at);
    }

    /** With a question more that waits for its answer. */
    Tally asked(Instant at) {
        return with(QuestionState.UNANSWERED, 1)
                .withLastQuestionAt(lastQuestionAt == null || at.isAfter(lastQuestionAt) ? at : lastQuestionAt);
    }
}
