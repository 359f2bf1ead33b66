package io.tianguis.platform.sql;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prepares, binds and runs statements on one connection; the driver keeps the prepared ones. */
final class Execution {

    private static final Map<Class<?>, String> ELEMENT_TYPES = Map.of(
            String.class, "text",
            Long.class, "bigint",
            Integer.class, "integer",
            Boolean.class, "boolean",
            BigDecimal.class, "numeric",
            LocalDate.class, "date",
            byte[].class, "bytea");

    private Execution() {}

    static <T extends Record> List<T> list(
            Connection connection, Class<T> row, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return RowMapper.of(row).all(rows);
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }

    static <T> T together(Connection connection, String sql, Function<Results, T> reader, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.execute();
            return reader.apply(new Results(statement));
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }

    static int update(Connection connection, String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                bind(connection, statement, i + 1, values[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException fault) {
            statement.close();
            throw fault;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case String text -> statement.setString(index, text);
            case Boolean flag -> statement.setBoolean(index, flag);
            case Instant moment -> statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
            case Enum<?> constant -> statement.setString(index, columnText(constant));
            case Object array
            when array instanceof Object[] elements -> statement.setArray(index, array(connection, elements));
            default -> statement.setObject(index, value);
        }
    }

    private static Array array(Connection connection, @Nullable Object[] elements) throws SQLException {
        Class<?> type = elements.getClass().getComponentType();
        if (type == Instant.class || type.isEnum()) {
            return connection.createArrayOf(
                    type.isEnum() ? "text" : "timestamptz",
                    Arrays.stream(elements).map(Execution::columnValue).toArray());
        }
        String columnType = ELEMENT_TYPES.get(type);
        if (columnType == null) {
            throw new IllegalArgumentException("no column type for an array of " + type);
        }
        return connection.createArrayOf(columnType, elements);
    }

    private static @Nullable Object columnValue(@Nullable Object element) {
        return switch (element) {
            case null -> null;
            case Instant moment -> moment.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> columnText(constant);
            default -> element;
        };
    }

    private static String columnText(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
