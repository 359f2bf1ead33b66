package io.tianguis.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order line keeps of a variant.
 *
 * @param optionNames such as {@code Talla}, in the order of the options
 * @param optionValues such as {@code M}, beside their names
 */
public record Sellable(
        long variantId,
        long productId,
        @Nullable String sku,
        @Nullable String ean,
        String title,
        long priceCents,
        List<String> optionNames,
        List<String> optionValues) {}
