package io.tianguis.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What a partial update says about one field that may be empty: leave it, or set it, be it to nothing.
 *
 * @param said whether the update names the field
 * @param value the new value, null to clear the field; null also when nothing is said
 */
public record Change<T>(boolean said, @Nullable T value) {

    public static <T> Change<T> none() {
        return new Change<>(false, null);
    }

    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(true, value);
    }
}
