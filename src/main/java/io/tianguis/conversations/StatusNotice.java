package io.tianguis.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells of an outbound message.
 *
 * @param at the provider's time of it; one that is still to come counts as now
 * @param errorCode the provider's, of one that failed, at most {@value #MAX_CODE_LENGTH} characters
 * @param errorMessage the provider's words, at most {@value #MAX_MESSAGE_LENGTH} characters
 */
public record StatusNotice(
        MessageStatus status,
        Instant at,
        @Nullable String errorCode,
        @Nullable String errorMessage) {

    public static final int MAX_CODE_LENGTH = 64;

    public static final int MAX_MESSAGE_LENGTH = 1_024;

    public StatusNotice {
        boolean told = errorCode != null || errorMessage != null;
        if (told && status != MessageStatus.FAILED) {
            throw new IllegalArgumentException("an error of a message that is " + status);
        }
        Texts.requireIfAny("error code", errorCode, MAX_CODE_LENGTH);
        Texts.requireIfAny("error message", errorMessage, MAX_MESSAGE_LENGTH);
    }

    /** One that tells of no error. */
    public static StatusNotice of(MessageStatus status, Instant at) {
        return new StatusNotice(status, at, null, null);
    }
}
