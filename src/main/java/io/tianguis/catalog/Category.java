package io.tianguis.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A place in the shop's tree of categories.
 *
 * @param parentId null for a root
 */
public record Category(long categoryId, @Nullable Long parentId, String webId, String name) {

    /** More than a shop's tree has; a list of categories ends there. */
    public static final int MOST = 5_000;
}
