package io.tianguis.conversations;

import io.tianguis.customers.Introduction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a provider tells of.
 *
 * @param account of the shop, at its other end
 * @param customer by whatever the provider knows them
 * @param providerId the provider's id of the message, unique in the account, 1 to {@value #MAX_PROVIDER_ID_LENGTH} characters
 * @param repliedProviderId of the message that it answers, if it answers one
 * @param sentAt the sender's own time, not before {@link #EARLIEST}; one that is still to come counts as now
 */
public record ProviderMessage(
        ChannelAccount account,
        Introduction customer,
        String providerId,
        @Nullable String repliedProviderId,
        Instant sentAt,
        Content content) {

    public static final int MAX_PROVIDER_ID_LENGTH = 255;

    /** Before there was any of the channels. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    public ProviderMessage {
        Texts.require("provider's id", providerId, MAX_PROVIDER_ID_LENGTH);
        Texts.requireIfAny("replied id", repliedProviderId, MAX_PROVIDER_ID_LENGTH);
        if (sentAt.isBefore(EARLIEST)) {
            throw new IllegalArgumentException("a message of " + sentAt);
        }
    }
}
