package io.tianguis.platform.http;

/**
 * The parameters of a call cannot be read (K2). It carries the reason alone and never what was sent, which may hold
 * personal data; it has no stack trace, because it tells about the caller and not about this program.
 */
public final class InvalidParameters extends Exception {

    /** Why parameters were refused. */
    public enum Reason {
        /** More bytes than {@link ParameterLimits#bytes}: of a query 414, of a body 413. All other reasons are 400. */
        TOO_LARGE,
        /** More parameters than {@link ParameterLimits#count}, or objects and arrays out of proportion to that. */
        TOO_MANY,
        /** A path of more steps than {@link ParameterLimits#depth}. */
        TOO_DEEP,
        /** A {@code %} without two hexadecimal digits, or bytes that are not UTF-8. */
        BAD_ENCODING,
        /** The character NUL, which PostgreSQL's text cannot hold. */
        NUL_CHARACTER,
        /** The same path used as two of text, array and object. */
        CONTRADICTORY;

        /** Whether the call is too much to be read, rather than written badly. */
        public boolean isBound() {
            return this == TOO_LARGE || this == TOO_MANY || this == TOO_DEEP;
        }
    }

    private final Reason reason;

    public InvalidParameters(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
