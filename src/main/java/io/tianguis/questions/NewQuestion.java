package io.tianguis.questions;

import io.tianguis.customers.Introduction;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody asks, 1 to {@value #MAXIMUM_TEXT} characters. */
public sealed interface NewQuestion {

    int MAXIMUM_TEXT = 2_000;

    String text();

    /** Who asks on the shop's own site. */
    sealed interface Visitor {

        /** Somebody whom the shop knows, by any of their rows. */
        record Known(long customerId) implements Visitor {}

        /** Somebody who says who they are, and may be new. */
        record Met(Introduction introduction) implements Visitor {}
    }

    /**
     * A question on the shop's own site, now.
     *
     * @param productId what it is about; empty when it comes from the contact page
     */
    record OnStorefront(Visitor visitor, Optional<Long> productId, String text) implements NewQuestion {

        public OnStorefront {
            requireText(text);
        }
    }

    /**
     * A question that MercadoLibre tells of, which may be one that it told of before.
     *
     * @param providerId MercadoLibre's own id of the question, positive
     * @param userId of the asker there, positive
     * @param nickname of the asker there, at most 100 characters
     * @param itemId MercadoLibre's id of the listing, such as {@code MLA576205014}: 1 to 64 letters and digits
     * @param productId the same listing here, when the shop has it
     * @param askedAt when it was asked there; a moment that is still to come counts as now
     */
    record OnMercadoLibre(
            long providerId,
            long userId,
            @Nullable String nickname,
            @Nullable String firstName,
            @Nullable String lastName,
            String itemId,
            Optional<Long> productId,
            String text,
            Instant askedAt)
            implements NewQuestion {

        private static final Pattern ITEM_ID = Pattern.compile("[A-Za-z0-9]{1,64}");
        private static final int MAXIMUM_NICKNAME = 100;

        /** Before there was any of the channels. */
        private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

        public OnMercadoLibre {
            requireText(text);
            if (providerId <= 0 || userId <= 0 || !ITEM_ID.matcher(itemId).matches() || askedAt.isBefore(EARLIEST)) {
                throw new IllegalArgumentException(
                        "not a question of MercadoLibre: " + providerId + " of " + userId + " about " + itemId);
            }
            if (nickname != null && (nickname.length() > MAXIMUM_NICKNAME || nickname.indexOf('\0') >= 0)) {
                throw new IllegalArgumentException("a nickname of " + nickname.length() + " characters");
            }
        }
    }

    /** Whether a text can be a question's or an answer's: neither blank nor too long, and without NUL. */
    static boolean isAcceptable(String text) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= MAXIMUM_TEXT && text.indexOf('\0') < 0;
    }

    private static void requireText(String text) {
        if (!isAcceptable(text)) {
            throw new IllegalArgumentException(
                    "a question has to be 1 to " + MAXIMUM_TEXT + " characters, was " + text.length());
        }
    }
}
