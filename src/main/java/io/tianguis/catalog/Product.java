package io.tianguis.catalog;

import java.time.Instant;
import java.util.List;
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

    /** The title as an address can carry it, at most 80 characters; it may be empty, and two products may share it. */
    public String slug() {
        return Slug.of(title);
    }
}
