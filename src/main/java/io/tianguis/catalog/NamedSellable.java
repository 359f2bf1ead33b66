package io.tianguis.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A variant that a web id leads to: its own, or its product's.
 *
 * @param imageUrl its picture today
 */
public record NamedSellable(
        String webId, Sellable sellable, @Nullable String imageUrl) {}
