package io.tianguis.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order's invoice.
 *
 * @param invoicedAt null when the order is not invoiced
 */
public record Invoice(
        @Nullable String type,
        @Nullable String number,
        @Nullable Instant invoicedAt) {

    boolean isInvoiced() {
        return invoicedAt != null;
    }
}
