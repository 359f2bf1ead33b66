package io.tianguis.questions;

import java.time.Instant;

/** Why an operation on questions was refused. */
public sealed interface QuestionRejection {

    /** The shop does not know who asks. */
    record CustomerNotFound(long customerId) implements QuestionRejection {}

    /** The shop has no such product. */
    record ProductNotFound(long productId) implements QuestionRejection {}

    /** The shop has no such question, or has it no longer. */
    record QuestionNotFound() implements QuestionRejection {}

    record AlreadyAnswered(Instant at) implements QuestionRejection {}

    /** It was closed without an answer. */
    record AlreadyClosed(Instant at) implements QuestionRejection {}
}
