package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search can be sorted and narrowed by, in the order and in the words in which its answers say so (S10).
 *
 * @param usual the order in force when none is asked for
 * @param wordParameters the names under which a word to look for may come
 */
record SearchMenu(List<Order> orders, Order usual, List<Filter> filters, List<String> wordParameters) {

    private static final int USUAL_ROWS = 50;
    private static final int MOST_ROWS = 200;
    private static final int LONGEST_WORD = 200;

    /** Beyond the end of any list, and far from the edge of 64 bits. */
    private static final long LAST_OFFSET = 1_000_000_000_000L;

    private static final int LONGEST_NUMBER = 12;

    /** A way to sort. */
    record Order(String id, String name) {}

    /** What can be narrowed to one of some values. */
    record Filter(String id, String name, List<Value> values) {}

    record Value(String id, String name) {}

    /**
     * A search as somebody asks for it.
     *
     * @param query the word to look for, without blanks around it
     * @param filters the values asked for, by the filters' ids
     */
    record Search(Optional<String> query, long offset, int limit, Order order, Map<String, String> filters) {}

    /**
     * Reads {@code limit} and {@code offset} (S6), {@code orders}, the word and the filters; an empty parameter is as good as
     * none, and letter case does not matter to values. Refuses with 400, in this order, an offset or limit that is no
     * number from 0 on, an unknown order, a word of more than 200 characters or with NUL, an unknown value of a filter.
     */
    Outcome<Search, Response> read(Request request) {
        Optional<Long> offset = number(request, "offset", 0);
        if (offset.isEmpty()) {
            return refused("offset");
        }
        Optional<Long> limit = number(request, "limit", USUAL_ROWS);
        if (limit.isEmpty()) {
            return refused("limit");
        }
        Optional<Order> order = order(request);
        if (order.isEmpty()) {
            return refused("orders");
        }
        Optional<String> query = wordParameters.stream()
                .flatMap(name -> value(request, name).stream())
                .findFirst();
        if (query.filter(word -> word.length() > LONGEST_WORD || word.indexOf('\0') >= 0)
                .isPresent()) {
            return refused(wordParameters.getFirst());
        }
        Map<String, String> chosen = new HashMap<>();
        for (Filter filter : filters) {
            Optional<String> asked = value(request, filter.id());
            if (asked.isPresent()) {
                Optional<Value> known = filter.values().stream()
                        .filter(value -> value.id().equalsIgnoreCase(asked.get()))
                        .findFirst();
                if (known.isEmpty()) {
                    return refused(filter.id());
                }
                chosen.put(filter.id(), known.get().id());
            }
        }
        int rows = (int) Math.min(limit.get(), MOST_ROWS);
        return Outcome.ok(new Search(query, offset.get(), rows, order.get(), chosen));
    }

    private Optional<Order> order(Request request) {
        Optional<String> asked = value(request, "orders");
        return asked.isEmpty()
                ? Optional.of(usual)
                : orders.stream()
                        .filter(order -> order.id().equalsIgnoreCase(asked.get()))
                        .findFirst();
    }

    private static Optional<Long> number(Request request, String name, long otherwise) {
        Optional<String> asked = value(request, name);
        if (asked.isEmpty()) {
            return Optional.of(otherwise);
        }
        String digits = asked.get();
        if (!digits.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
            return Optional.empty();
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return Optional.of(significant.length() > LONGEST_NUMBER ? LAST_OFFSET : Long.parseLong(significant));
    }

    /** What a parameter says, without blanks around it; an empty one is as good as none. */
    static Optional<String> value(Request request, String name) {
        return request.queryParameter(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Outcome<Search, Response> refused(String parameter) {
        return Outcome.rejected(MercadoShopsErrors.invalidParameter(parameter));
    }
}
