package io.tianguis.stock;

import io.tianguis.catalog.VariantChange;
import java.util.Optional;

/**
 * What to change of a stocked variant; what is not said stays.
 *
 * @param available the units that can be sold from now on; those that orders hold stay held beside them
 * @param acceptsBackOrders whether it is sold beyond what is on hand
 */
public record ItemChange(VariantChange variant, Optional<Long> available, Optional<Boolean> acceptsBackOrders) {

    public static final long MAX_UNITS = 1_000_000_000_000L;

    public ItemChange {
        available.ifPresent(units -> {
            if (units < 0 || units > MAX_UNITS) {
                throw new IllegalArgumentException("cannot have " + units + " units");
            }
        });
    }

    boolean changesStock() {
        return available.isPresent() || acceptsBackOrders.isPresent();
    }
}
