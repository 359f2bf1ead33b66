package io.tianguis.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A product's face, with the name of its category. */
public record Product(
        long productId,
        String webId,
        String title,
        @Nullable String description,
        @Nullable Long categoryId,
        @Nullable String categoryName,
        ProductStatus status,
        Instant createdAt,
        Instant updatedAt) {}
