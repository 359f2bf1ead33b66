package io.tianguis.catalog;

import io.tianguis.kernel.Change;
import java.util.Optional;

/**
 * What to change of a variant; what is not said stays.
 *
 * @param imageUrl cleared by a change to nothing, like the other fields that may be empty
 */
public record VariantChange(
        Optional<Long> priceCents,
        Change<Long> wholesalePriceCents,
        Optional<String> sku,
        Change<String> pageUrl,
        Change<String> imageUrl) {

    public static final VariantChange NOTHING =
            new VariantChange(Optional.empty(), Change.none(), Optional.empty(), Change.none(), Change.none());

    public boolean changesNothing() {
        return equals(NOTHING);
    }
}
