package io.tianguis.stock;

import io.tianguis.catalog.VariantChange;
import java.util.Optional;
import java.util.Set;

/**
 * What to change of a stocked variant; what is not said stays.
 *
 * @param available the units that can be sold from now on; those that orders hold stay held beside them
 * @param acceptsBackOrders whether it is sold beyond what is on hand
 * @param expected one of these must be the {@link StockedVariant#available() units that can be sold} before the change;
 *     empty when they may be any
 */
public record ItemChange(
        VariantChange variant,
        Optional<Long> available,
        Optional<Boolean> acceptsBackOrders,
        Optional<Set<Long>> expected) {

    public static final long MAX_UNITS = 1_000_000_000_000L;

    /** A change of whatever there is. */
    public ItemChange(VariantChange variant, Optional<Long> available, Optional<Boolean> acceptsBackOrders) {
        this(variant, available, acceptsBackOrders, Optional.empty());
    }

    public ItemChange {
        expected = expected.map(Set::copyOf);
        available.ifPresent(units -> {
            if (units < 0 || units > MAX_UNITS) {
                throw new IllegalArgumentException("cannot have " + units + " units");
            }
        });
    }

    /** The same, if the units that can be sold are one of these before. */
    public ItemChange expecting(Optional<Set<Long>> units) {
        return new ItemChange(variant, available, acceptsBackOrders, units);
    }

    boolean looksAtStock() {
        return available.isPresent() || acceptsBackOrders.isPresent() || expected.isPresent();
    }
}
