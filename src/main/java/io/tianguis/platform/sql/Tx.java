package io.tianguis.platform.sql;

import java.sql.Connection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction. Whoever receives one takes part in it and never ends it. After a statement has failed the
 * transaction cannot be committed, whoever catches the fault: it may still become a refusal.
 */
public final class Tx implements Statements {

    private final Connection connection;
    private @Nullable SqlFault failure;

    Tx(Connection connection) {
        this.connection = connection;
    }

    /** What the first statement that failed met with; null while all is well. */
    @Nullable
    SqlFault failure() {
        return failure;
    }

    @Override
    public <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values) {
        return remembering(() -> Execution.list(connection, row, sql, values));
    }

    @Override
    public <T> T together(String sql, Function<Results, T> reader, @Nullable Object... values) {
        return remembering(() -> Execution.together(connection, sql, reader, values));
    }

    @Override
    public int update(String sql, @Nullable Object... values) {
        return remembering(() -> Execution.update(connection, sql, values));
    }

    /** Runs what somebody prepared. */
    public <T> T run(Query<T> query) {
        return together(query.sql(), query::read, query.values());
    }

    /** Runs two statements, one after the other, in one round trip. */
    public <A, B, T> T run(Query<A> first, Query<B> second, BiFunction<? super A, ? super B, T> both) {
        return run(first.then(second, both));
    }

    private <T> T remembering(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (SqlFault fault) {
            if (failure == null) {
                failure = fault;
            }
            throw fault;
        }
    }
}
