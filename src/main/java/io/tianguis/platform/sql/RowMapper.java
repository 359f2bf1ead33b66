package io.tianguis.platform.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into records of one type. The components are matched with the columns by name once per result, and read by
 * their declared types.
 */
final class RowMapper<T extends Record> {

    private static final ClassValue<RowMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> type) {
            return new RowMapper<>(type.asSubclass(Record.class));
        }
    };

    @FunctionalInterface
    private interface Reader {
        @Nullable
        Object read(ResultSet row, int column) throws SQLException;
    }

    private final Class<T> type;
    private final MethodHandle constructor;
    private final String[] columns;
    private final Reader[] readers;

    private RowMapper(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        this.type = type;
        this.constructor = constructor(type, components);
        this.columns = Arrays.stream(components)
                .map(component -> snakeCase(component.getName()))
                .toArray(String[]::new);
        this.readers = Arrays.stream(components)
                .map(component -> reader(component.getGenericType()))
                .toArray(Reader[]::new);
    }

    @SuppressWarnings("unchecked")
    static <T extends Record> RowMapper<T> of(Class<T> type) {
        return (RowMapper<T>) MAPPERS.get(type);
    }

    List<T> all(ResultSet rows) throws SQLException {
        List<T> records = new ArrayList<>();
        int @Nullable [] positions = null;
        while (rows.next()) {
            if (positions == null) {
                positions = positions(rows);
            }
            records.add(record(rows, positions));
        }
        return records;
    }

    private int[] positions(ResultSet rows) throws SQLException {
        int[] positions = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            positions[i] = rows.findColumn(columns[i]);
        }
        return positions;
    }

    private T record(ResultSet row, int[] positions) throws SQLException {
        @Nullable Object[] values = new Object[readers.length];
        for (int i = 0; i < readers.length; i++) {
            values[i] = readers[i].read(row, positions[i]);
        }
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (RuntimeException | Error fault) {
            throw fault;
        } catch (Throwable fault) {
            throw new IllegalStateException("cannot make a " + type.getName(), fault);
        }
    }

    private static MethodHandle constructor(Class<?> type, RecordComponent[] components) {
        try {
            Class<?>[] parameters =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> canonical = type.getDeclaredConstructor(parameters);
            canonical.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(canonical)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException fault) {
            throw new IllegalStateException("cannot construct " + type.getName(), fault);
        }
    }

    private static Reader reader(Type type) {
        if (type == long.class || type == int.class || type == boolean.class) {
            Reader boxed = reader(type == long.class ? Long.class : type == int.class ? Integer.class : Boolean.class);
            return (row, column) -> {
                Object value = boxed.read(row, column);
                if (value == null) {
                    throw new SQLException("null in column " + row.getMetaData().getColumnLabel(column));
                }
                return value;
            };
        }
        if (type == String.class) {
            return ResultSet::getString;
        }
        if (type == Long.class) {
            return (row, column) -> {
                long value = row.getLong(column);
                return row.wasNull() ? null : value;
            };
        }
        if (type == Integer.class) {
            return (row, column) -> {
                int value = row.getInt(column);
                return row.wasNull() ? null : value;
            };
        }
        if (type == Boolean.class) {
            return (row, column) -> {
                boolean value = row.getBoolean(column);
                return row.wasNull() ? null : value;
            };
        }
        if (type == BigDecimal.class) {
            return ResultSet::getBigDecimal;
        }
        if (type == byte[].class) {
            return ResultSet::getBytes;
        }
        if (type == Instant.class) {
            return (row, column) -> {
                OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
                return value == null ? null : value.toInstant();
            };
        }
        if (type == LocalDate.class) {
            return (row, column) -> row.getObject(column, LocalDate.class);
        }
        if (type instanceof Class<?> constant && constant.isEnum()) {
            return enumReader(constant);
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return listReader((Class<?>) list.getActualTypeArguments()[0]);
        }
        throw new IllegalArgumentException("no column can be read as " + type);
    }

    /** The constants of an enum by what a column calls them. */
    private record Constants(Class<?> type, Map<String, Object> byName) {

        static Constants of(Class<?> type) {
            return new Constants(
                    type,
                    Arrays.stream(type.getEnumConstants())
                            .collect(Collectors.toMap(
                                    each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT), each -> each)));
        }

        Object get(String name) throws SQLException {
            Object constant = byName.get(name);
            if (constant == null) {
                throw new SQLException("no " + type.getSimpleName() + " is called " + name);
            }
            return constant;
        }
    }

    private static Reader enumReader(Class<?> type) {
        Constants constants = Constants.of(type);
        return (row, column) -> {
            String name = row.getString(column);
            return name == null ? null : constants.get(name);
        };
    }

    /** A null array is null; null elements are kept. */
    private static Reader listReader(Class<?> elementType) {
        Optional<Constants> constants =
                elementType.isEnum() ? Optional.of(Constants.of(elementType)) : Optional.empty();
        return (row, column) -> {
            Array array = row.getArray(column);
            if (array == null) {
                return null;
            }
            List<@Nullable Object> elements = new ArrayList<>();
            for (Object element : (@Nullable Object[]) array.getArray()) {
                if (element == null) {
                    elements.add(null);
                } else if (constants.isPresent()) {
                    elements.add(constants.get().get((String) element));
                } else {
                    elements.add(element(elementType, element));
                }
            }
            return Collections.unmodifiableList(elements);
        };
    }

    private static Object element(Class<?> type, Object element) {
        return switch (element) {
            case Timestamp moment when type == Instant.class -> moment.toInstant();
            case Date day when type == LocalDate.class -> day.toLocalDate();
            case Number number when type == Long.class -> number.longValue();
            default -> type.cast(element);
        };
    }

    static String snakeCase(String name) {
        return name.replaceAll("([A-Z]|(?<=[a-z])[0-9]+)", "_$1").toLowerCase(Locale.ROOT);
    }
}
