package io.tianguis.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in the shop's tree of categories.
 *
 * @param parentId null for a root
 * @param level 1 for a root, {@link #LEVELS} at the most
 * @param position among those of the same parent, which are shown in this order
 * @param isDefault whether products go there that lose their category; one of the shop at the most
 */
public record Category(
        long categoryId,
        @Nullable Long parentId,
        String webId,
        int level,
        int position,
        String name,
        boolean isDefault,
        Instant createdAt,
        Instant updatedAt) {

    /** How many a shop has at the most. */
    public static final int MOST = 5_000;

    public static final int LEVELS = 3;
    public static final int MAX_NAME_LENGTH = 120;

    /** The name as an address can carry it, at most 80 characters; it may be empty, and two categories may share it. */
    public String slug() {
        return Slug.of(name);
    }
}
