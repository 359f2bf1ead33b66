package io.tianguis.dialects.mercately;

import io.tianguis.platform.http.Request;
import java.util.regex.Pattern;

/**
 * Which page of a list is asked for (C4).
 *
 * @param number from 1; what is no page is the first
 */
record Paging(long number, int size) {

    private static final int SIZE = 25;
    private static final long LAST = 1_000_000_000_000L;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** The page of a request, with 25 rows. */
    static Paging of(Request request) {
        long number = request.queryParameter("page")
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Paging::bounded)
                .orElse(1L);
        return new Paging(Math.max(1, number), SIZE);
    }

    /** No list is as long as that. */
    private static long bounded(String digits) {
        return digits.length() > 12 ? LAST : Math.min(LAST, Long.parseLong(digits));
    }

    long offset() {
        return (number - 1) * size;
    }

    /** How many pages so many rows fill. */
    long pages(long rows) {
        return (rows + size - 1) / size;
    }
}
