package io.tianguis;

/** A command that cannot be done, with the sentence for the operator. */
final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandRefused(String message) {
        super(message);
    }
}
