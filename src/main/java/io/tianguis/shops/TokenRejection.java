package io.tianguis.shops;

/** Why no tokens were issued. */
public sealed interface TokenRejection {

    /** There is no such application, or the secret is not its own; which of the two is not told. */
    record UnknownApplication() implements TokenRejection {}

    /** The code is unknown, expired or used, or another application's, or came with another redirect URI. */
    record UnusableCode() implements TokenRejection {}

    /** The verifier does not meet the challenge, or one of the two is missing. */
    record OtherVerifier() implements TokenRejection {}

    /** The refresh token is unknown, expired, used or another application's. */
    record UnusableRefreshToken() implements TokenRejection {}
}
