package io.tianguis.platform.system;

import io.tianguis.kernel.Randomness;
import java.security.SecureRandom;

/** Unpredictable numbers, good enough for secrets. */
public final class SecureRandomness implements Randomness {

    private static final int BYTE_VALUES = 256;

    /** For the bytes that are thrown away so that each sign is as likely as the next. */
    private static final int SPARE = 8;

    private final SecureRandom random = new SecureRandom();

    @Override
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** All of it from one look at the source, which costs more than the text does. */
    @Override
    public String text(int length, String alphabet) {
        int signs = alphabet.length();
        if (signs > BYTE_VALUES) {
            return Randomness.super.text(length, alphabet);
        }
        int unbiased = BYTE_VALUES - BYTE_VALUES % signs;
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            byte[] drawn = new byte[length - text.length() + SPARE];
            random.nextBytes(drawn);
            for (int i = 0; i < drawn.length && text.length() < length; i++) {
                int value = Byte.toUnsignedInt(drawn[i]);
                if (value < unbiased) {
                    text.append(alphabet.charAt(value % signs));
                }
            }
        }
        return text.toString();
    }
}
