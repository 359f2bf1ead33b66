package io.tianguis.catalog;

import io.tianguis.kernel.Change;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a variant; what is not said stays.
 *
 * @param priceCents from 0 to {@link #MAX_PRICE_CENTS}, like the wholesale price
 * @param sku as {@link NewVariant#sku()}
 * @param pageUrl at most {@link #MAX_URL_LENGTH} long, like the image's
 * @param imageUrl cleared by a change to nothing, like the other fields that may be empty
 * @param particulars what the warehouse and the customs want to know
 */
public record VariantChange(
        Optional<Long> priceCents,
        Change<Long> wholesalePriceCents,
        Optional<String> sku,
        Change<String> pageUrl,
        Change<String> imageUrl,
        Particulars particulars) {

    public static final long MAX_PRICE_CENTS = 999_999_999_999L;
    public static final int MAX_URL_LENGTH = 2048;

    public static final VariantChange NOTHING =
            new VariantChange(Optional.empty(), Change.none(), Optional.empty(), Change.none(), Change.none());

    /**
     * @param title of the product, and so of its other variants; at most {@link NewProduct#MAX_TITLE_LENGTH} long
     * @param height of the packed unit in centimeters, like width and length; the weight in kilograms
     */
    public record Particulars(
            Optional<String> title,
            Change<String> ean,
            Change<BigDecimal> height,
            Change<BigDecimal> width,
            Change<BigDecimal> length,
            Change<BigDecimal> weight,
            Change<String> mercadoLibreSku,
            Change<String> amazonSku,
            Change<String> taxProductCode,
            Change<String> tariffCode,
            Change<Boolean> fragile) {

        public static final Particulars NOTHING = new Particulars(
                Optional.empty(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none(),
                Change.none());

        public Particulars {
            if (title.isPresent() && (title.get().isBlank() || title.get().length() > NewProduct.MAX_TITLE_LENGTH)) {
                throw new IllegalArgumentException("a title has 1 to 255 characters: " + title.get());
            }
        }
    }

    /** A change of nothing that the warehouse and the customs want to know. */
    public VariantChange(
            Optional<Long> priceCents,
            Change<Long> wholesalePriceCents,
            Optional<String> sku,
            Change<String> pageUrl,
            Change<String> imageUrl) {
        this(priceCents, wholesalePriceCents, sku, pageUrl, imageUrl, Particulars.NOTHING);
    }

    public VariantChange {
        priceCents.ifPresent(VariantChange::checkPrice);
        @Nullable Long wholesale = wholesalePriceCents.value();
        if (wholesale != null) {
            checkPrice(wholesale);
        }
        if (sku.isPresent() && (sku.get().isEmpty() || sku.get().length() > NewVariant.MAX_SKU_LENGTH)) {
            throw new IllegalArgumentException("a SKU has 1 to 64 characters: " + sku.get());
        }
        checkUrl(pageUrl.value());
        checkUrl(imageUrl.value());
    }

    static void checkPrice(long cents) {
        if (cents < 0 || cents > MAX_PRICE_CENTS) {
            throw new IllegalArgumentException("cannot cost " + cents + " cents");
        }
    }

    static void checkUrl(@Nullable String url) {
        if (url != null && url.length() > MAX_URL_LENGTH) {
            throw new IllegalArgumentException("an address of " + url.length() + " characters");
        }
    }

    public boolean changesNothing() {
        return equals(NOTHING);
    }

    /** Whether searches of products sort by what it says. */
    boolean isSeenInLists() {
        return priceCents.isPresent() || particulars.title().isPresent();
    }
}
