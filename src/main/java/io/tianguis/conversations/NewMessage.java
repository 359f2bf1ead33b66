package io.tianguis.conversations;

import org.jspecify.annotations.Nullable;

/**
 * A message that the shop writes.
 *
 * @param account that it writes from
 * @param repliedProviderId the provider's id of the message that it answers, if it answers one
 * @param campaign null when it is written to one customer alone
 */
public record NewMessage(
        ChannelAccount account,
        Content content,
        @Nullable String repliedProviderId,
        @Nullable Campaign campaign) {

    public NewMessage {
        Texts.requireIfAny("replied id", repliedProviderId, ProviderMessage.MAX_PROVIDER_ID_LENGTH);
    }
}
