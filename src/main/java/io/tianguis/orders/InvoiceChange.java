package io.tianguis.orders;

import io.tianguis.kernel.Change;
import java.util.Optional;

/**
 * What to change of an order's invoice; what is not said stays.
 *
 * @param invoiced whether the order is invoiced from now on
 * @param number at most {@value #MAX_TEXT_LENGTH} characters
 * @param type such as {@code FC}, as long at the most
 */
public record InvoiceChange(Optional<Boolean> invoiced, Change<String> number, Change<String> type) {

    public static final int MAX_TEXT_LENGTH = 100;

    public InvoiceChange {
        requireFits(number);
        requireFits(type);
    }

    private static void requireFits(Change<String> text) {
        if (text.value() != null && text.value().length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("more than " + MAX_TEXT_LENGTH + " characters");
        }
    }
}
