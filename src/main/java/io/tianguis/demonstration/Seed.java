package io.tianguis.demonstration;

import io.tianguis.kernel.Randomness;
import java.util.function.LongFunction;

/**
 * What a load's data follows from. Each thing has dice of its own, so that it comes out the same whatever was made before
 * it, and on whichever thread.
 */
record Seed(long value, LongFunction<Randomness> seeded) {

    Dice of(String subject, long index) {
        return new Dice(seeded.apply(scattered(scattered(value ^ subject.hashCode()) + index)));
    }

    /** The finalizer of SplitMix64: neighbors in, strangers out. */
    private static long scattered(long number) {
        long scattered = number + 0x9E3779B97F4A7C15L;
        scattered = (scattered ^ (scattered >>> 30)) * 0xBF58476D1CE4E5B9L;
        scattered = (scattered ^ (scattered >>> 27)) * 0x94D049BB133111EBL;
        return scattered ^ (scattered >>> 31);
    }
}
