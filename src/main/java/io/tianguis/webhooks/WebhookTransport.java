package io.tianguis.webhooks;

import java.time.Duration;
import java.util.Optional;

/** Brings a message to its receiver. */
@FunctionalInterface
public interface WebhookTransport {

    /** What became of an attempt. */
    sealed interface Answer {

        /** The receiver has it. */
        record Accepted(int status) implements Answer {}

        /** The receiver wants nothing any more. */
        record Gone(int status) implements Answer {}

        /**
         * The receiver has not taken it.
         *
         * @param quiet for how long it wants to be left alone
         */
        record Refused(int status, Optional<Duration> quiet) implements Answer {}

        /**
         * No answer: the address may not be called, leads nowhere, or nobody answered in time.
         *
         * @param reason a short sentence for the log of deliveries
         */
        record Unreachable(String reason) implements Answer {}
    }

    /** Tries once, for a bounded time. Every failure is an answer. */
    Answer send(WebhookMessage message);
}
