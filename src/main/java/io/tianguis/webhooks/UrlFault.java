package io.tianguis.webhooks;

/** Why an address cannot be called. */
public enum UrlFault {
    TOO_LONG,
    MALFORMED,
    /** Neither http nor https. */
    SCHEME,
    /** It holds a user name or a password. */
    CREDENTIALS,
    /** It is within a private network or this machine, as far as its text tells. */
    PRIVATE
}
