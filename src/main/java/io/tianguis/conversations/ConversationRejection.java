package io.tianguis.conversations;

/** Why something about a conversation was not done. */
public sealed interface ConversationRejection {

    /** The shop has no such customer. */
    record CustomerNotFound(long customerId) implements ConversationRejection {}

    /** The shop has no such conversation. */
    record ConversationNotFound(long conversationId) implements ConversationRejection {}

    /** The shop sent no such message. */
    record MessageNotFound() implements ConversationRejection {}

    /** The provider took the message before, under another id. */
    record AlreadyAccepted(String providerId) implements ConversationRejection {}

    /** The provider gave the id to another message of the account. */
    record ProviderIdTaken(String providerId) implements ConversationRejection {}
}
