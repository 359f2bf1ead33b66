package io.tianguis.dialects.mercately;

import io.tianguis.platform.http.Request;

/**
 * Which page of a list is asked for (C4): {@code page} counts from 1, and what is no number from 1 on means 1. A page has 25
 * rows; where the list lets the caller say so, {@code results_per_page}, at most 100.
 */
record Paging(long page, int perPage) {

    private static final int USUAL_ROWS = 25;
    private static final int MOST_ROWS = 100;

    /** Beyond the end of any list, and far from the edge of 64 bits. */
    private static final long LAST_PAGE = 1_000_000_000_000L;

    private static final int LONGEST_NUMBER = 12;

    /** Pages of 25 rows. */
    static Paging read(Request request) {
        return new Paging(number(request, "page", 1), USUAL_ROWS);
    }

    /** Pages of as many rows as the caller says. */
    static Paging readWithSize(Request request) {
        long rows = number(request, "results_per_page", USUAL_ROWS);
        return new Paging(number(request, "page", 1), (int) Math.min(rows, MOST_ROWS));
    }

    private static long number(Request request, String name, long otherwise) {
        String digits = request.queryParameter(name).map(String::strip).orElse("");
        if (digits.isEmpty() || !digits.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
            return otherwise;
        }
        String significant = digits.replaceFirst("^0+", "");
        if (significant.isEmpty()) {
            return otherwise;
        }
        return significant.length() > LONGEST_NUMBER ? LAST_PAGE : Long.parseLong(significant);
    }

    /** How many rows come before the page. */
    long offset() {
        return (page - 1) * perPage;
    }

    /** How many pages so many rows make; 0 for none. */
    long totalPages(long rows) {
        return (rows + perPage - 1) / perPage;
    }
}
