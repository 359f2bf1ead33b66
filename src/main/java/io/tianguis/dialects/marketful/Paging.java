package io.tianguis.dialects.marketful;

import io.tianguis.platform.http.Parameters;
import java.util.Optional;

/**
 * Which part of a list is asked for (K11): at most 250 rows, 50 unless told, from the newest on. A zero limit, and a
 * negative or non-numeric value, count as absent.
 */
record Paging(int limit, long offset) {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 250;

    static Paging read(Parameters parameters) {
        long limit = number(parameters, "limit").filter(value -> value > 0).orElse((long) USUAL_LIMIT);
        return new Paging(
                (int) Math.min(limit, HIGHEST_LIMIT),
                number(parameters, "offset").orElse(0L));
    }

    private static Optional<Long> number(Parameters parameters, String name) {
        return parameters.integer(name).filter(value -> value >= 0);
    }

    /** As it is told back: the values in force, as texts. */
    Json json(long total) {
        return new Json(total, Integer.toString(limit), Long.toString(offset));
    }

    /** The {@code paging} of a list. */
    record Json(long total, String limit, String offset) {}
}
