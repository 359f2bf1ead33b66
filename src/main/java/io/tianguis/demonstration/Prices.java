package io.tianguis.demonstration;

import java.util.List;

/**
 * Prices as shops of a country write them.
 *
 * @param perMexicanPeso units of the country's currency, roughly
 */
record Prices(double perMexicanPeso, Ending ending) {

    private static final List<Integer> CENTS = List.of(0, 0, 0, 90, 90, 99, 50);

    /** What prices end in. */
    enum Ending {
        CENTS,
        HUNDREDS_LESS_ONE,
        THOUSANDS_LESS_HUNDRED,
        THOUSANDS_LESS_TEN
    }

    /** Cents of the country's currency. */
    long drawn(Dice dice, int leastPesos, int mostPesos) {
        double amount = dice.between(leastPesos * 10, mostPesos * 10) / 10.0 * perMexicanPeso;
        return switch (ending) {
            case CENTS -> Math.max(1, (long) amount) * 100 + dice.pick(CENTS);
            case HUNDREDS_LESS_ONE -> rounded(amount, 100, 1);
            case THOUSANDS_LESS_HUNDRED -> rounded(amount, 1_000, 100);
            case THOUSANDS_LESS_TEN -> rounded(amount, 1_000, 10);
        };
    }

    private static long rounded(double amount, long step, long less) {
        return Math.max(1, Math.round(amount / step)) * step * 100 - less * 100;
    }
}
