package io.tianguis.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product to be created, with at least one variant.
 *
 * @param title at most 255 characters
 * @param options at most three, each with the values that its variants may take
 */
public record NewProduct(
        String title,
        @Nullable String description,
        @Nullable Long categoryId,
        ProductStatus status,
        List<NewOption> options,
        List<NewVariant> variants) {

    public static final int MAX_TITLE_LENGTH = 255;
    public static final int MAX_OPTIONS = 3;

    public NewProduct {
        options = List.copyOf(options);
        variants = List.copyOf(variants);
        if (title.isBlank() || title.length() > MAX_TITLE_LENGTH) {
            throw new IllegalArgumentException("a title has 1 to 255 characters: " + title);
        }
        if (options.size() > MAX_OPTIONS || variants.isEmpty()) {
            throw new IllegalArgumentException(
                    options.size() + " options and " + variants.size() + " variants in " + title);
        }
        for (NewVariant variant : variants) {
            if (variant.optionValues().size() != options.size()) {
                throw new IllegalArgumentException("a variant of " + title + " needs a value for each option");
            }
        }
    }

    /** A product of one variant, published nowhere until someone publishes it. */
    public static NewProduct unpublished(String title, NewVariant variant) {
        return new NewProduct(title, null, null, ProductStatus.PAUSED, List.of(), List.of(variant));
    }

    /** Such as size, with S, M and L. */
    public record NewOption(String name, List<String> values) {

        public NewOption {
            values = List.copyOf(values);
        }
    }
}
