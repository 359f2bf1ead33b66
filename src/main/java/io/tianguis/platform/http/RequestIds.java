package io.tianguis.platform.http;

import io.tianguis.kernel.Randomness;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names requests: by the caller's own id where it is a harmless one, else by a new one. An id is no secret: a random prefix
 * tells processes apart, and a count tells the requests of one.
 */
public final class RequestIds {

    private static final int MAX_LENGTH = 64;
    private static final int PREFIX_LENGTH = 12;

    private final String prefix;
    private final AtomicLong count = new AtomicLong();

    public RequestIds(Randomness randomness) {
        this.prefix = randomness.text(PREFIX_LENGTH, Randomness.LOWER_ALPHANUMERIC) + "-";
    }

    String of(Optional<String> sent) {
        return sent.isPresent() && isHarmless(sent.get())
                ? sent.get()
                : prefix + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Letters, digits, dots, dashes and underscores can do no harm in a log. */
    private static boolean isHarmless(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_LENGTH;
    }
}
