package io.tianguis.demonstration;

import io.tianguis.kernel.Randomness;
import java.util.List;

/** The choices that the data is made of. */
final class Dice {

    private final Randomness randomness;

    Dice(Randomness randomness) {
        this.randomness = randomness;
    }

    int below(int bound) {
        return randomness.below(bound);
    }

    /** Both ends included. */
    int between(int least, int most) {
        return least + randomness.below(most - least + 1);
    }

    boolean chance(int percent) {
        return randomness.below(100) < percent;
    }

    <T> T pick(List<T> choices) {
        return choices.get(randomness.below(choices.size()));
    }

    /** A number below the bound, small ones more often: a quarter of them makes up half of the draws. */
    int skewed(int bound) {
        double share = randomness.below(1 << 24) / (double) (1 << 24);
        return (int) (share * share * bound);
    }

    /** Puts a digit for each {@code #} and a letter for each {@code @}. */
    String filled(String shape) {
        StringBuilder text = new StringBuilder(shape.length());
        for (char sign : shape.toCharArray()) {
            text.append(
                    switch (sign) {
                        case '#' -> (char) ('0' + below(10));
                        case '@' -> (char) ('A' + below(26));
                        default -> sign;
                    });
        }
        return text.toString();
    }
}
