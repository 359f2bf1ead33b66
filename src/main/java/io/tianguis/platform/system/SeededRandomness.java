package io.tianguis.platform.system;

import io.tianguis.kernel.Randomness;
import java.util.Random;

/** The same numbers for the same seed, on every machine; never for secrets. For one thread at a time. */
public final class SeededRandomness implements Randomness {

    private final Random random;

    public SeededRandomness(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
