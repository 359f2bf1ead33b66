package io.tianguis.conversations;

/**
 * What the shop writes from: a WhatsApp number, a Facebook page, an Instagram account. It is kept from its first message on.
 *
 * @param uid the provider's id of it, 1 to {@value #MAX_UID_LENGTH} characters
 */
public record ChannelAccount(Channel channel, String uid) {

    public static final int MAX_UID_LENGTH = 64;

    public ChannelAccount {
        Texts.require("account", uid, MAX_UID_LENGTH);
    }
}
