package io.tianguis.testkit;

import io.tianguis.kernel.Randomness;
import java.util.Random;

/** The same numbers for the same seed. Threads may share it; who gets which number is then up to them. */
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
