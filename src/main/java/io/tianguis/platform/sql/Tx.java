package io.tianguis.platform.sql;

import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An open transaction. Whoever receives one takes part in it and never ends it. */
public final class Tx implements Statements {

    private final Connection connection;

    Tx(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values) {
        return Execution.list(connection, row, sql, values);
    }

    @Override
    public <T> T together(String sql, Function<Results, T> reader, @Nullable Object... values) {
        return Execution.together(connection, sql, reader, values);
    }

    @Override
    public int update(String sql, @Nullable Object... values) {
        return Execution.update(connection, sql, values);
    }
}
