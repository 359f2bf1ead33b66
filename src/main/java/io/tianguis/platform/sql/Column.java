package io.tianguis.platform.sql;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Records as the arrays that {@code unnest} makes rows of again, an array a column. */
public final class Column {

    private Column() {}

    /** What each of the rows has in a column, in their order. */
    public static <R, T> T[] of(
            List<R> rows, IntFunction<T[]> array, Function<? super R, ? extends @Nullable T> value) {
        T[] values = array.apply(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        return values;
    }
}
