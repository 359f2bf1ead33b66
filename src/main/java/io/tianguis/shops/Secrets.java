package io.tianguis.shops;

import io.tianguis.kernel.Randomness;
import io.tianguis.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Makes secrets and the only forms of them that are stored. Keys and tokens are long and random, so one SHA-256 suffices
 * and they can be found by it; passwords are chosen by people, so they are stretched with PBKDF2 and a salt.
 */
final class Secrets {

    private static final int SECRET_LENGTH = 32;
    private static final int PASSWORD_LENGTH = 16;
    private static final int SALT_LENGTH = 22;
    private static final int ITERATIONS = 210_000;
    private static final int HASH_BITS = 256;

    private final Randomness randomness;

    Secrets(Randomness randomness) {
        this.randomness = randomness;
    }

    /** 190 bits, in letters and digits. */
    String next() {
        return randomness.text(SECRET_LENGTH, Randomness.ALPHANUMERIC);
    }

    String nextPassword() {
        return randomness.text(PASSWORD_LENGTH, Randomness.ALPHANUMERIC);
    }

    /** {@code pbkdf2$iterations$salt$hash}, so that the cost can be raised later. */
    String passwordHash(String password) {
        String salt = randomness.text(SALT_LENGTH, Randomness.ALPHANUMERIC);
        return "pbkdf2$" + ITERATIONS + "$" + salt + "$" + stretched(password, salt, ITERATIONS);
    }

    /** Whether a password is the one of a {@link #passwordHash}. */
    static boolean isPassword(String password, String passwordHash) {
        String[] parts = passwordHash.split("\\$");
        return parts.length == 4
                && parts[0].equals("pbkdf2")
                && same(parts[3], stretched(password, parts[2], Integer.parseInt(parts[1])));
    }

    /** Takes the time of {@link #isPassword}, where there is none to compare with. */
    static void waste(String password) {
        stretched(password, "nobody", ITERATIONS);
    }

    static byte[] hash(String secret) {
        return Sha256.of(secret);
    }

    /** Whether two texts are equal, in time that does not depend on where they differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String stretched(String password, String salt, int iterations) {
        try {
            PBEKeySpec key = new PBEKeySpec(
                    password.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), iterations, HASH_BITS);
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(key)
                            .getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
