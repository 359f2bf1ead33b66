package io.tianguis.questions;

import java.util.Optional;

/**
 * Which threads, and in which order.
 *
 * @param customerId the asker, by any of their merged rows
 * @param words each of which occurs in one and the same question of the thread, as {@link QuestionFilter} has it
 * @param oldestFirst by the last question of each; else the newest come first
 */
public record ThreadFilter(
        Optional<QuestionState> state,
        Optional<Channel> channel,
        Optional<ThreadKey> thread,
        Optional<Long> customerId,
        Optional<String> words,
        boolean oldestFirst) {

    /** @throws IllegalArgumentException if the words are too long */
    public ThreadFilter {
        words.ifPresent(QuestionFilter::check);
    }

    /** Whether it asks for one thread, or for those of one asker. */
    boolean isOfOne() {
        return thread.isPresent() || customerId.isPresent();
    }
}
