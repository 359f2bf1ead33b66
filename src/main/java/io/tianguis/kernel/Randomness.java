package io.tianguis.kernel;

/** The only source of randomness, unpredictable in production and seeded in tests. */
public interface Randomness {

    /** Letters of both cases and digits, for public ids that people may read aloud. */
    String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Lower-case letters and digits. */
    String LOWER_ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** A whole number from 0 to {@code bound - 1}, each as likely as the next. */
    int below(int bound);

    /** A text of {@code length} characters drawn from {@code alphabet}. */
    default String text(int length, String alphabet) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }
}
