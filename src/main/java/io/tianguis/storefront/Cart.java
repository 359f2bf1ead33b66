package io.tianguis.storefront;

import io.tianguis.kernel.Randomness;
import io.tianguis.orders.Purchase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a visitor is going to buy, as their browser keeps it: no prices, nothing of the visitor, and the secret by which one
 * cart becomes one order, however often it is sent. A cart without lines may have been bought; what is put into it makes
 * another one, with a secret of its own.
 *
 * @param secret as {@link Purchase} has it
 * @param lines at most {@link Purchase#MAX_LINES}, of different variants
 */
record Cart(String secret, List<Purchase.Line> lines) {

    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,17})x([1-9][0-9]{0,4})");

    Cart {
        lines = List.copyOf(lines);
    }

    /** One that has nothing yet. */
    static Cart fresh(Randomness randomness) {
        return new Cart(randomness.text(Purchase.SECRET_LENGTH, Randomness.ALPHANUMERIC), List.of());
    }

    /** Reads what {@link #written} wrote; nothing for anything else. */
    static Optional<Cart> read(String written) {
        String[] parts = written.split("\\.", Purchase.MAX_LINES + 2);
        if (!Purchase.isSecret(parts[0])) {
            return Optional.empty();
        }
        Cart cart = new Cart(parts[0], List.of());
        for (int i = 1; i < parts.length; i++) {
            Matcher line = LINE.matcher(parts[i]);
            if (!line.matches() || cart.isFull()) {
                return Optional.empty();
            }
            cart = cart.having(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
        }
        return Optional.of(cart);
    }

    /** Letters, digits and dots. */
    String written() {
        return lines.stream()
                .map(line -> "." + line.variantId() + "x" + line.units())
                .collect(Collectors.joining("", secret, ""));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether there is no room for a variant that is not among its lines. */
    boolean isFull() {
        return lines.size() == Purchase.MAX_LINES;
    }

    /** How many units of a variant are in it. */
    long units(long variantId) {
        return lines.stream()
                .filter(line -> line.variantId() == variantId)
                .mapToLong(Purchase.Line::units)
                .sum();
    }

    /** The same with so many units of a variant: none at zero, at most {@link Purchase#MAX_UNITS}, and none that finds no room. */
    Cart having(long variantId, long units) {
        long wanted = Math.clamp(units, 0, Purchase.MAX_UNITS);
        List<Purchase.Line> changed = new ArrayList<>();
        boolean found = false;
        for (Purchase.Line line : lines) {
            boolean same = line.variantId() == variantId;
            found |= same;
            if (!same) {
                changed.add(line);
            } else if (wanted > 0) {
                changed.add(new Purchase.Line(variantId, wanted));
            }
        }
        if (!found && wanted > 0 && !isFull()) {
            changed.add(new Purchase.Line(variantId, wanted));
        }
        return new Cart(secret, changed);
    }

    /** The same with those lines alone. */
    Cart only(Predicate<Purchase.Line> kept) {
        return new Cart(secret, lines.stream().filter(kept).toList());
    }
}
