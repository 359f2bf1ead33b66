package io.tianguis.stock;

import org.jspecify.annotations.Nullable;

/**
 * A product as it is told of beside something else, such as a question about it.
 *
 * @param picture the product's first one, else the first of its variants'
 * @param available the units of all variants that can be sold now
 * @param lowestPriceCents null for a product without variants
 */
public record ProductSummary(
        long productId,
        String title,
        @Nullable String picture,
        long available,
        @Nullable Long lowestPriceCents) {}
