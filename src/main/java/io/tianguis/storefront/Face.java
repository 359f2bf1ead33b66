package io.tianguis.storefront;

import io.tianguis.catalog.Product;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a product is seen by.
 *
 * @param picture null when there is none, or none yet
 * @param initial what stands in for it
 * @param tint which of the colors of the style sheet it stands on
 */
record Face(@Nullable Picture picture, String initial, int tint) {

    private static final int TINTS = 6;

    static Face of(Product product, Optional<Picture> picture) {
        String title = product.title();
        return new Face(
                picture.orElse(null),
                title.isEmpty()
                        ? ""
                        : title.substring(0, title.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT),
                (int) (product.productId() % TINTS));
    }
}
