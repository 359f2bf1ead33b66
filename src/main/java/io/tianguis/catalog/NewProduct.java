package io.tianguis.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A product to be created. Without options it has exactly one variant; with options it may have none yet.
 *
 * @param title at most 255 characters
 * @param description at most {@link #MAX_DESCRIPTION_LENGTH} characters
 * @param imageUrls its pictures in their order, at most {@link #MAX_IMAGES}, as {@link NewVariant#imageUrl()}
 * @param options at most three of different names, each with the values that its variants may take
 */
public record NewProduct(
        String title,
        @Nullable String description,
        @Nullable Long categoryId,
        ProductStatus status,
        List<String> imageUrls,
        List<NewOption> options,
        List<NewVariant> variants) {

    public static final int MAX_TITLE_LENGTH = 255;
    public static final int MAX_DESCRIPTION_LENGTH = 50_000;
    public static final int MAX_IMAGES = 20;
    public static final int MAX_OPTIONS = 3;
    public static final int MAX_VARIANTS = 100;

    public NewProduct {
        imageUrls = List.copyOf(imageUrls);
        options = List.copyOf(options);
        variants = List.copyOf(variants);
        if (title.isBlank() || title.length() > MAX_TITLE_LENGTH) {
            throw new IllegalArgumentException("a title has 1 to 255 characters: " + title);
        }
        if (description != null && description.length() > MAX_DESCRIPTION_LENGTH) {
            throw new IllegalArgumentException("a description of " + description.length() + " characters");
        }
        checkImages(imageUrls);
        if (options.size() > MAX_OPTIONS || !differ(options.stream().map(NewOption::name))) {
            throw new IllegalArgumentException("not options of one product: " + options);
        }
        if (variants.size() > MAX_VARIANTS || options.isEmpty() && variants.size() != 1) {
            throw new IllegalArgumentException(variants.size() + " variants of " + title);
        }
    }

    /** A product of one variant, published nowhere until someone publishes it. */
    public static NewProduct unpublished(String title, NewVariant variant) {
        return of(title, ProductStatus.PAUSED, variant);
    }

    /** A product of one variant, with nothing but its title. */
    public static NewProduct of(String title, ProductStatus status, NewVariant variant) {
        return new NewProduct(title, null, null, status, List.of(), List.of(), List.of(variant));
    }

    /**
     * Such as size, with S, M and L.
     *
     * @param name at most {@link #MAX_LENGTH} characters, like each value
     * @param values at least one, all different, at most {@link #MAX_VALUES}
     */
    public record NewOption(String name, List<String> values) {

        public static final int MAX_VALUES = 100;
        public static final int MAX_LENGTH = 100;

        public NewOption {
            values = List.copyOf(values);
            if (values.isEmpty() || values.size() > MAX_VALUES || !differ(values.stream())) {
                throw new IllegalArgumentException("not values of one option: " + values);
            }
            Stream.concat(Stream.of(name), values.stream())
                    .filter(text -> text.isBlank() || text.length() > MAX_LENGTH)
                    .findAny()
                    .ifPresent(text -> {
                        throw new IllegalArgumentException("options and values have 1 to 100 characters: " + text);
                    });
        }
    }

    static void checkImages(List<String> urls) {
        if (urls.size() > MAX_IMAGES) {
            throw new IllegalArgumentException(urls.size() + " pictures");
        }
        urls.forEach(VariantChange::checkUrl);
    }

    private static boolean differ(Stream<String> texts) {
        return texts.allMatch(new HashSet<>()::add);
    }
}
