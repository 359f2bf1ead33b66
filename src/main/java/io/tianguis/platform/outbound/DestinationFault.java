package io.tianguis.platform.outbound;

/** Why an address cannot be called, as far as its text tells. */
public enum DestinationFault {
    TOO_LONG,
    MALFORMED,
    /** Neither http nor https. */
    SCHEME,
    /** It holds a user name or a password. */
    CREDENTIALS,
    /** It names an address that is out of reach. */
    OUT_OF_REACH
}
