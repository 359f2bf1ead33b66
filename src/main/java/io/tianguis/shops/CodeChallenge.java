package io.tianguis.shops;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What an application says beforehand about the verifier that it will send with its code, so that nobody else can use the
 * code (PKCE, RFC 7636).
 *
 * @param value 43 to 128 unreserved characters
 */
public record CodeChallenge(String value, Method method) {

    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /** How the challenge follows from the verifier. */
    public enum Method {
        /** Its SHA-256 in base64url. */
        S256,
        /** It is the verifier. */
        PLAIN
    }

    public CodeChallenge {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not a code challenge");
        }
    }

    /** Whether a text can be a challenge, or a verifier. */
    public static boolean isOne(String text) {
        return UNRESERVED.matcher(text).matches();
    }

    boolean isMetBy(String verifier) {
        if (!isOne(verifier)) {
            return false;
        }
        return switch (method) {
            case S256 ->
                Secrets.same(value, Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(verifier)));
            case PLAIN -> Secrets.same(value, verifier);
        };
    }
}
