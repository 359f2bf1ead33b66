package io.tianguis.storefront;

import io.tianguis.kernel.Sha256;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256 as addresses, entity tags and content policies write it. */
final class Digests {

    private static final int SHORT_BYTES = 12;

    private Digests() {}

    /** The whole digest in Base64, as a content policy names an inline script. */
    static String inPolicy(byte[] bytes) {
        return Base64.getEncoder().encodeToString(Sha256.of(bytes));
    }

    /** Sixteen letters, digits, hyphens and underscores, which tell one version from the next. */
    static String shortly(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(bytes), SHORT_BYTES));
    }
}
