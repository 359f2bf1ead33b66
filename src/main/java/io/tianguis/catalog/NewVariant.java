package io.tianguis.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SKU to be registered.
 *
 * @param optionValues one value for each option of the product, in their order; empty for a product without options
 * @param sku at most 64 printable characters, unique in the shop among variants that are not deleted; letter case matters
 * @param ean 8 to 14 digits
 * @param priceCents in the shop's currency, from 0 to {@link VariantChange#MAX_PRICE_CENTS}, like the wholesale price
 * @param imageUrl at most {@link VariantChange#MAX_URL_LENGTH} long, like the page's
 * @param dimensions of the packed unit
 * @param marketplaceSkus its names elsewhere
 * @param customs what the tax office and the customs call it
 * @param fragile null when nobody said
 */
public record NewVariant(
        List<String> optionValues,
        @Nullable String sku,
        @Nullable String ean,
        long priceCents,
        @Nullable Long wholesalePriceCents,
        @Nullable String imageUrl,
        @Nullable String pageUrl,
        Dimensions dimensions,
        MarketplaceSkus marketplaceSkus,
        Customs customs,
        @Nullable Boolean fragile) {

    public static final int MAX_SKU_LENGTH = 64;

    public NewVariant {
        optionValues = List.copyOf(optionValues);
        if (sku != null && (sku.isEmpty() || sku.length() > MAX_SKU_LENGTH)) {
            throw new IllegalArgumentException("a SKU has 1 to 64 characters: " + sku);
        }
        VariantChange.checkPrice(priceCents);
        if (wholesalePriceCents != null) {
            VariantChange.checkPrice(wholesalePriceCents);
        }
        VariantChange.checkUrl(imageUrl);
        VariantChange.checkUrl(pageUrl);
    }

    /** A variant with nothing but its SKU and price. */
    public static NewVariant of(String sku, long priceCents) {
        return new NewVariant(
                List.of(),
                sku,
                null,
                priceCents,
                null,
                null,
                null,
                Dimensions.UNKNOWN,
                MarketplaceSkus.NONE,
                Customs.NONE,
                null);
    }

    /** Centimeters and kilograms, as the seller states them. */
    public record Dimensions(
            @Nullable BigDecimal height,
            @Nullable BigDecimal width,
            @Nullable BigDecimal length,
            @Nullable BigDecimal weight) {

        public static final Dimensions UNKNOWN = new Dimensions(null, null, null, null);
    }

    /** What the variant is called on the marketplaces. */
    public record MarketplaceSkus(
            @Nullable String mercadoLibre, @Nullable String amazon) {

        public static final MarketplaceSkus NONE = new MarketplaceSkus(null, null);
    }

    /**
     * @param taxProductCode the tax office's product code
     * @param tariffCode the customs tariff's fraction
     */
    public record Customs(
            @Nullable String taxProductCode, @Nullable String tariffCode) {

        public static final Customs NONE = new Customs(null, null);
    }
}
