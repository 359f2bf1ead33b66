package io.tianguis.questions;

/** How far a question came. A thread is unanswered while one of its questions is, else answered when one of them is. */
public enum QuestionState {
    UNANSWERED,
    ANSWERED,
    /** Nobody answers it any more. */
    CLOSED_UNANSWERED
}
