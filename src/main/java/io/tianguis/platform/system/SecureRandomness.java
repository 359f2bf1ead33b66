package io.tianguis.platform.system;

import io.tianguis.kernel.Randomness;
import java.security.SecureRandom;

/** Unpredictable numbers, good enough for secrets. */
public final class SecureRandomness implements Randomness {

    private final SecureRandom random = new SecureRandom();

    @Override
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
