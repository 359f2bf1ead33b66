package io.tianguis.platform.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement that somebody else runs: a capability prepares it, and whoever holds the transaction decides what it travels
 * with. It is one statement, whose one result the reader takes, or several that are joined.
 */
public final class Query<T> {

    private final String sql;
    private final Function<Results, T> reader;
    private final @Nullable Object[] values;

    private Query(String sql, Function<Results, T> reader, @Nullable Object[] values) {
        this.sql = sql;
        this.reader = reader;
        this.values = values;
    }

    /** A statement whose result is read by {@code reader}. */
    public static <T> Query<T> of(String sql, Function<Results, T> reader, @Nullable Object... values) {
        return new Query<>(sql, reader, values);
    }

    /** A statement that is run for its effect, and answers how many rows it touched. */
    public static Query<Integer> update(String sql, @Nullable Object... values) {
        return new Query<>(sql, Results::updated, values);
    }

    /** A statement that answers rows. */
    public static <T extends Record> Query<List<T>> list(Class<T> row, String sql, @Nullable Object... values) {
        return new Query<>(sql, results -> results.list(row), values);
    }

    /** Several statements and another, each after the one before it, as one; their results are read in that order. */
    static <A, B, T> Query<T> joined(
            List<? extends Query<? extends A>> several, Query<B> last, BiFunction<? super List<A>, ? super B, T> all) {
        List<String> texts = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        Stream.concat(several.stream(), Stream.of(last)).forEach(query -> {
            texts.add(query.sql);
            values.addAll(Arrays.asList(query.values));
        });
        return new Query<>(
                JoinedTexts.of(texts),
                results -> {
                    List<A> answers = new ArrayList<>();
                    several.forEach(query -> answers.add(query.read(results)));
                    return all.apply(answers, last.read(results));
                },
                values.toArray());
    }

    /** The same statement, with more made of its result. */
    public <R> Query<R> map(Function<? super T, ? extends R> made) {
        return new Query<>(sql, results -> made.apply(reader.apply(results)), values);
    }

    String sql() {
        return sql;
    }

    T read(Results results) {
        return reader.apply(results);
    }

    @Nullable
    Object[] values() {
        return values;
    }
}
