package io.tianguis.questions;

import io.tianguis.questions.CountedList.Moves;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a thread's questions add up to.
 *
 * @param lastQuestionAt null while there are none
 * @param words those of the words that are counted which some question of it has
 */
record Tally(
        long unanswered,
        long answered,
        long closedUnanswered,
        @Nullable Instant lastQuestionAt,
        Set<Long> words) {

    Tally {
        words = Set.copyOf(words);
    }

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
            case UNANSWERED -> new Tally(unanswered + delta, answered, closedUnanswered, lastQuestionAt, words);
            case ANSWERED -> new Tally(unanswered, answered + delta, closedUnanswered, lastQuestionAt, words);
            case CLOSED_UNANSWERED -> new Tally(unanswered, answered, closedUnanswered + delta, lastQuestionAt, words);
        };
    }

    /** With a question less, and what is known of the others. */
    Tally without(QuestionState state, @Nullable Instant lastQuestionAt, Set<Long> words) {
        return new Tally(unanswered, answered, closedUnanswered, lastQuestionAt, words).with(state, -1);
    }

    /** With a question more that waits for its answer. */
    Tally asked(Instant at, Set<Long> having) {
        return new Tally(
                        unanswered,
                        answered,
                        closedUnanswered,
                        lastQuestionAt == null || at.isAfter(lastQuestionAt) ? at : lastQuestionAt,
                        Stream.concat(words.stream(), having.stream()).collect(Collectors.toUnmodifiableSet()))
                .with(QuestionState.UNANSWERED, 1);
    }

    /** The thread joins the lists that hold it, or with a minus leaves them. */
    void move(Moves moves, Channel channel, int sign) {
        Optional<QuestionState> state = state();
        @Nullable Instant at = lastQuestionAt;
        if (state.isEmpty() || at == null) {
            return;
        }
        moves.add(CountedList.THREAD, channel, state.get(), at, sign);
        for (long id : words) {
            moves.add(CountedList.ofThreads(id), channel, state.get(), at, sign);
            moves.add(CountedList.ofWaiting(id), channel, QuestionState.UNANSWERED, at, sign * unanswered);
        }
    }
}
