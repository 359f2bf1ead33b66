package io.tianguis.questions;

/** Where an answer was written. */
public enum AnswerSource {
    HERE,
    /** In the marketplace's own application, which told of it. */
    CHANNEL
}
