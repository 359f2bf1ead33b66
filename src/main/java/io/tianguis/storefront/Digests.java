package io.tianguis.storefront;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256 as addresses, entity tags and content policies write it. */
final class Digests {

    private static final int SHORT_BYTES = 12;

    private Digests() {}

    /** The whole digest in Base64, as a content policy names an inline script. */
    static String inPolicy(byte[] bytes) {
        return Base64.getEncoder().encodeToString(sha256(bytes));
    }

    /** Sixteen letters, digits, hyphens and underscores, which tell one version from the next. */
    static String shortly(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256(bytes), SHORT_BYTES));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
