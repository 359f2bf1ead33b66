package io.tianguis.platform.http;

import io.tianguis.kernel.Randomness;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names requests: by the caller's own id where it is a harmless one, else by a new one. */
public final class RequestIds {

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LENGTH = 20;

    private final Randomness randomness;

    public RequestIds(Randomness randomness) {
        this.randomness = randomness;
    }

    String of(Optional<String> sent) {
        return sent.filter(id -> HARMLESS.matcher(id).matches())
                .orElseGet(() -> randomness.text(LENGTH, Randomness.LOWER_ALPHANUMERIC));
    }
}
