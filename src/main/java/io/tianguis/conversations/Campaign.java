package io.tianguis.conversations;

import org.jspecify.annotations.Nullable;

/**
 * What an outbound message is a part of, when it was sent to many.
 *
 * @param url the page that the message leads to, at most {@value #MAX_URL_LENGTH} characters
 */
public record Campaign(long campaignId, @Nullable String url) {

    public static final int MAX_URL_LENGTH = 2_048;

    public Campaign {
        Texts.requireIfAny("url", url, MAX_URL_LENGTH);
    }
}
