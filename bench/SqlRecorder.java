import io.agroal.api.AgroalDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Stands between the program and its pool, and writes down what goes through: statements with the values bound to them,
 * where a transaction begins and ends, and which numbers came back. The program's own background threads do not count.
 */
final class SqlRecorder {

    /** One step over the connection. */
    sealed interface Step {

        record Begin() implements Step {}

        record Commit() implements Step {}

        record Rollback() implements Step {}

        /**
         * A text that is sent at once, of one statement or of several.
         *
         * @param values by position, the first being 1
         * @param answers by the statement's place in the text, the first being 0
         */
        record RoundTrip(String sql, SortedMap<Integer, Value> values, Map<Integer, Answer> answers) implements Step {}
    }

    /**
     * A bound value.
     *
     * @param type PostgreSQL's name, of the elements when it is an array; empty for an untyped null
     * @param elements as texts, the one of a single value
     */
    record Value(String type, boolean isArray, List<String> elements) {

        static Value of(String type, Object value) {
            return new Value(type, false, Arrays.asList(value.toString()));
        }
    }

    /** What a statement answered: how many rows, and the last whole number in each column. */
    static final class Answer {

        private final Map<String, String> numbers = new TreeMap<>();
        private int rows;

        int rows() {
            return rows;
        }

        Map<String, String> numbers() {
            return numbers;
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final Map<Array, Value> arrays = new IdentityHashMap<>();

    /** The same pool, watched. */
    AgroalDataSource watching(AgroalDataSource pool) {
        return proxy(AgroalDataSource.class, (method, arguments) -> {
            Object result = invoke(pool, method, arguments);
            boolean background = Thread.currentThread().getName().startsWith("outbox")
                    || Thread.currentThread().getName().startsWith("housekeeping");
            return result instanceof Connection connection && !background ? connection(connection) : result;
        });
    }

    /** What was written down since the last call. */
    synchronized List<Step> take() {
        List<Step> taken = List.copyOf(steps);
        steps.clear();
        return taken;
    }

    private synchronized void add(Step step) {
        steps.add(step);
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            switch (method.getName()) {
                case "setAutoCommit" -> {
                    if (Boolean.FALSE.equals(arguments[0])) {
                        add(new Step.Begin());
                    }
                }
                case "commit" -> add(new Step.Commit());
                case "rollback" -> add(new Step.Rollback());
                case "prepareStatement" -> {
                    return statement((PreparedStatement) result, (String) arguments[0]);
                }
                case "createArrayOf" -> {
                    List<String> elements = Arrays.stream((Object[]) arguments[1])
                            .map(SqlRecorder::elementText)
                            .toList();
                    synchronized (this) {
                        arrays.put((Array) result, new Value((String) arguments[0], true, elements));
                    }
                }
                default -> {}
            }
            return result;
        });
    }

    private static String elementText(Object element) {
        return switch (element) {
            case null -> null;
            case byte[] bytes -> bytesText(bytes);
            default -> element.toString();
        };
    }

    private static String bytesText(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }

    private PreparedStatement statement(PreparedStatement statement, String sql) {
        SortedMap<Integer, Value> values = new TreeMap<>();
        Map<Integer, Answer> answers = new TreeMap<>();
        int[] current = {0};
        return proxy(PreparedStatement.class, (method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("set") && arguments != null && arguments.length == 2) {
                values.put((Integer) arguments[0], value(name, arguments[1]));
            }
            if (name.startsWith("execute")) {
                add(new Step.RoundTrip(sql, values, answers));
            }
            if (name.equals("getMoreResults")) {
                current[0]++;
            }
            Object result = invoke(statement, method, arguments);
            if (result instanceof ResultSet rows) {
                return rows(rows, answers.computeIfAbsent(current[0], place -> new Answer()));
            }
            return result;
        });
    }

    private static ResultSet rows(ResultSet rows, Answer answer) {
        return proxy(ResultSet.class, (method, arguments) -> {
            Object result = invoke(rows, method, arguments);
            if (method.getName().equals("next") && Boolean.TRUE.equals(result)) {
                answer.rows++;
            }
            if ((method.getName().equals("getLong") || method.getName().equals("getInt"))
                    && arguments[0] instanceof Integer column) {
                answer.numbers.put(rows.getMetaData().getColumnLabel(column), result.toString());
            }
            return result;
        });
    }

    private synchronized Value value(String setter, Object value) {
        return switch (value) {
            case null -> new Value("", false, Arrays.asList((String) null));
            case Array array -> arrays.get(array);
            case Long number -> Value.of("bigint", number);
            case Integer number -> Value.of("integer", number);
            case String text -> Value.of("text", text);
            case Boolean flag -> Value.of("boolean", flag);
            case OffsetDateTime moment -> Value.of("timestamptz", moment);
            case byte[] bytes -> Value.of("bytea", bytesText(bytes));
            case java.math.BigDecimal number -> Value.of("numeric", number.toPlainString());
            case java.time.LocalDate day -> Value.of("date", day);
            default ->
                throw new IllegalStateException(
                        "the recorder cannot write down a " + value.getClass().getName() + " from " + setter);
        };
    }

    @FunctionalInterface
    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                SqlRecorder.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.on(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof SQLException || failure.getCause() instanceof RuntimeException) {
                throw failure.getCause();
            }
            throw failure;
        }
    }
}
