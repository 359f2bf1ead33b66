package io.tianguis.stock;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant with its level: one SKU and how much of it there is.
 *
 * @param name the option values joined with {@code /}, or the product's title
 * @param title of the product
 * @param onHand units in the warehouse
 * @param reserved units that open orders hold
 * @param acceptsBackOrders whether it is sold beyond what is on hand
 */
public record StockedVariant(
        long variantId,
        long productId,
        String webId,
        List<String> optionValueWebIds,
        String name,
        String title,
        @Nullable String sku,
        @Nullable String ean,
        long priceCents,
        @Nullable Long wholesalePriceCents,
        @Nullable String imageUrl,
        @Nullable String pageUrl,
        @Nullable BigDecimal height,
        @Nullable BigDecimal width,
        @Nullable BigDecimal length,
        @Nullable BigDecimal weight,
        @Nullable String mercadoLibreSku,
        @Nullable String amazonSku,
        @Nullable String taxProductCode,
        @Nullable String tariffCode,
        @Nullable Boolean fragile,
        Instant createdAt,
        Instant updatedAt,
        long onHand,
        long reserved,
        boolean acceptsBackOrders) {

    /** The units that can be sold now, never below zero. */
    public long available() {
        return Math.max(0, onHand - reserved);
    }
}
