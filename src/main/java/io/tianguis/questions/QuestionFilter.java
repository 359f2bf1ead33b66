package io.tianguis.questions;

import java.util.Optional;

/**
 * Which questions, and in which order.
 *
 * @param words each of which occurs in the question's text, accents and letter case aside, at most
 *     {@value #MAXIMUM_WORDS} characters
 * @param oldestFirst by when they were asked; else the newest come first
 */
public record QuestionFilter(
        Optional<QuestionState> state, Optional<Channel> channel, Optional<String> words, boolean oldestFirst) {

    public static final int MAXIMUM_WORDS = 200;

    /** @throws IllegalArgumentException if the words are too long */
    public QuestionFilter {
        words.ifPresent(QuestionFilter::check);
    }

    static void check(String words) {
        if (words.length() > MAXIMUM_WORDS || words.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("cannot look for " + words.length() + " characters");
        }
    }
}
