package io.tianguis.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every JDK has. */
public final class Sha256 {

    /** Looking an algorithm up by name costs as much as digesting a short text; nobody feeds this one, it is only copied. */
    private static final MessageDigest UNFED = unfed();

    private Sha256() {}

    /** The digest of some bytes, 32 of them. */
    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    /** The digest of a text in UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A digest of one's own, to be fed part by part. */
    public static MessageDigest begin() {
        try {
            return (MessageDigest) UNFED.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest unfed() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
