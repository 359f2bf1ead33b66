package io.tianguis.catalog;

import io.tianguis.platform.images.Image;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product's face, with the category it stands in and the root of that one, which is itself for a root; all null for a
 * product that stands in none.
 *
 * @param imageUrls where its pictures are that programs have named, in their order
 * @param ownImages those that the shop holds itself, in their order, each as {@link Image#toString} writes it
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
        List<String> ownImages,
        Instant createdAt,
        Instant updatedAt) {

    /** The pictures that the shop holds itself, in their order. */
    public List<Image> images() {
        return ownImages.stream().map(Image::parse).toList();
    }
}
