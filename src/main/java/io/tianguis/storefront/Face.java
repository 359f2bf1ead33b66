package io.tianguis.storefront;

import io.tianguis.catalog.Product;
import java.util.Locale;

/**
 * What a product is seen by.
 *
 * @param initial what stands in for a picture
 * @param tint which of the colors of the style sheet it stands on
 */
record Face(String initial, int tint) {

    private static final int TINTS = 6;

    static Face of(Product product) {
        String title = product.title();
        return new Face(
                title.isEmpty()
                        ? ""
                        : title.substring(0, title.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT),
                (int) (product.productId() % TINTS));
    }
}
