package io.tianguis.dialects.mercately;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The headers with which a point of sale says from which quantity it goes, and learns from which one it went. The ETag of a
 * variant names its quantity and nothing else: two tills that write a quantity each are the trap, and a price that changed
 * meanwhile is none.
 */
final class QuantityHeaders {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private QuantityHeaders() {}

    /**
     * The quantities from which a change is meant; what {@code If-Match} and {@code X-Quantity-From} say must both hold.
     *
     * @param from empty when it may be any; without an element when it can be none
     */
    record Expected(Optional<Set<Long>> from) {}

    /** What a request expects; nothing when its {@code X-Quantity-From} is no quantity. */
    static Optional<Expected> expected(Request request) {
        Optional<Set<Long>> matching = request.header("If-Match").flatMap(QuantityHeaders::tags);
        Optional<String> from = request.header("X-Quantity-From").map(String::strip);
        if (from.isEmpty()) {
            return Optional.of(new Expected(matching));
        }
        if (!DIGITS.matcher(from.get()).matches()) {
            return Optional.empty();
        }
        Set<Long> only = new HashSet<>(Set.of(Long.valueOf(from.get())));
        matching.ifPresent(only::retainAll);
        return Optional.of(new Expected(Optional.of(only)));
    }

    /** Any for {@code *}; a weak tag, and one that is no quantity, matches none. */
    private static Optional<Set<Long>> tags(String header) {
        Set<Long> quantities = new HashSet<>();
        for (String tag : header.split(",")) {
            String stripped = tag.strip();
            if (stripped.equals("*")) {
                return Optional.empty();
            }
            String bare = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                    ? stripped.substring(1, stripped.length() - 1)
                    : stripped;
            if (DIGITS.matcher(bare).matches()) {
                quantities.add(Long.valueOf(bare));
            }
        }
        return Optional.of(quantities);
    }

    /** An answer that shows a variant of this quantity. */
    static Response now(Response response, long quantity) {
        return response.withHeader("ETag", "\"" + quantity + "\"");
    }

    /** An answer to a change that met this quantity. */
    static Response before(Response response, long quantity) {
        return response.withHeader("X-Quantity-Was", Long.toString(quantity));
    }
}
