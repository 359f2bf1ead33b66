package io.tianguis.catalog;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A product's face, with the category it stands in and the root of that one, which is itself for a root; all null for a
 * product that stands in none.
 *
 * @param imageUrls its own pictures, in their order
 */
public record Product(
        long productId,
        String webId,
        String title,
        @Nullable String description,
        @Nullable Long categoryId,
        @Nullable String categoryName,
        @Nullable String categoryWebId,
        @Nullable String rootCategoryName,
        @Nullable String rootCategoryWebId,
        ProductStatus status,
        List<String> imageUrls,
        Instant createdAt,
        Instant updatedAt) {

    private static final int MAX_SLUG_LENGTH = 80;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-|-$");

    /**
     * The title as an address can carry it: lower-case letters without accents and digits, with hyphens for the rest, at
     * most 80 characters. It is empty for a title without any Latin letter or digit, and two products may share it.
     */
    public String slug() {
        String letters = MARKS.matcher(Normalizer.normalize(title, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String slug = ENDS.matcher(OTHERS.matcher(letters).replaceAll("-")).replaceAll("");
        return slug.length() <= MAX_SLUG_LENGTH
                ? slug
                : ENDS.matcher(slug.substring(0, MAX_SLUG_LENGTH)).replaceAll("");
    }
}
