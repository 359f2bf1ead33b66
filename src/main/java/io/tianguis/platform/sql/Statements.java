package io.tianguis.platform.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where statements run: a {@link Tx}, or the {@link Database} itself for one statement that needs no transaction around
 * it.
 *
 * <p>Statements are whole texts with {@code ?} for each value. Rows become records: a column {@code unit_price_cents}
 * fills the component {@code unitPriceCents}, whatever the order. Values may be numbers, texts, booleans, {@code Instant},
 * {@code LocalDate}, enums (bound and read as their lower-case names), {@code byte[]}, and arrays of these for
 * {@code unnest}. Faults are thrown as {@link SqlFault}, broken constraints as {@link ConstraintViolation}.
 */
public interface Statements {

    /** Every row, in the statement's order. The statement bounds how many. */
    <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values);

    /** Runs several statements, separated by semicolons, in one round trip; each answers one result, read in order. */
    <T> T together(String sql, Function<Results, T> reader, @Nullable Object... values);

    /** Runs a statement for its effect and answers how many rows it touched. */
    int update(String sql, @Nullable Object... values);

    /** The one row, or nothing; a second row is a fault. */
    default <T extends Record> Optional<T> find(Class<T> row, String sql, @Nullable Object... values) {
        return Results.atMostOne(list(row, sql, values));
    }

    /** The one row that must be there; none is a fault. */
    default <T extends Record> T get(Class<T> row, String sql, @Nullable Object... values) {
        return find(row, sql, values).orElseThrow(() -> new IllegalStateException("no row from: " + sql));
    }
}
