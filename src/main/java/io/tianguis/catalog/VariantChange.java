package io.tianguis.catalog;

import io.tianguis.kernel.Change;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a variant; what is not said stays.
 *
 * @param priceCents from 0 to {@link #MAX_PRICE_CENTS}, like the wholesale price
 * @param sku as {@link NewVariant#sku()}
 * @param pageUrl at most {@link #MAX_URL_LENGTH} long, like the image's
 * @param imageUrl cleared by a change to nothing, like the other fields that may be empty
 */
public record VariantChange(
        Optional<Long> priceCents,
        Change<Long> wholesalePriceCents,
        Optional<String> sku,
        Change<String> pageUrl,
        Change<String> imageUrl) {

    public static final long MAX_PRICE_CENTS = 999_999_999_999L;
    public static final int MAX_URL_LENGTH = 2048;

    public static final VariantChange NOTHING =
            new VariantChange(Optional.empty(), Change.none(), Optional.empty(), Change.none(), Change.none());

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

    private static void checkPrice(long cents) {
        if (cents < 0 || cents > MAX_PRICE_CENTS) {
            throw new IllegalArgumentException("cannot cost " + cents + " cents");
        }
    }

    private static void checkUrl(@Nullable String url) {
        if (url != null && url.length() > MAX_URL_LENGTH) {
            throw new IllegalArgumentException("an address of " + url.length() + " characters");
        }
    }

    public boolean changesNothing() {
        return equals(NOTHING);
    }
}
