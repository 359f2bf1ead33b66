package io.tianguis.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A product's face, with the category it stands in and the root of that one, which is itself for a root; all null for a
 * product that stands in none.
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
        Instant createdAt,
        Instant updatedAt) {}
