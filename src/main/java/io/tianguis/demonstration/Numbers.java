package io.tianguis.demonstration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The running numbers from which everything unique is made: SKU, EAN, telephone, email, order number. They go on from one
 * load of a shop to the next and do not depend on the seed, so that no load meets another's. Who meets the shop's own data
 * all the same gets another number, far away.
 */
final class Numbers {

    /** No multiple of ten, so that what is made of the last digits changes too. */
    private static final long FAR_AWAY = 50_123_457;

    private static final long STEP = 61_803_399;
    private static final long BEGINNING = 271_828_182;
    private static final int PATIENCE = 50;

    private final long first;
    private final Map<Integer, Integer> moved = new ConcurrentHashMap<>();

    Numbers(long first) {
        this.first = first;
    }

    long of(int index) {
        return first + index + FAR_AWAY * moved.getOrDefault(index, 0);
    }

    /** Gives an index another number because something of the shop has what was made from its present one. */
    void move(int index) {
        int moves = moved.merge(index, 1, Integer::sum);
        if (moves > PATIENCE) {
            throw new IllegalStateException("no free number for " + index + " of those from " + first);
        }
    }

    /**
     * So many digits that look drawn, and differ for any two numbers whose distance is no multiple of ten to that power:
     * the step has no factor in common with ten.
     */
    static String digits(long number, int count) {
        long modulus = 1;
        for (int i = 0; i < count; i++) {
            modulus *= 10;
        }
        String digits = Long.toString(Math.floorMod(number * STEP + BEGINNING, modulus));
        return "0".repeat(count - digits.length()) + digits;
    }
}
