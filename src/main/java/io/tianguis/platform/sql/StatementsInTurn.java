package io.tianguis.platform.sql;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statements of which so many run at a time as there are turns, handed out in the order of arrival. */
record StatementsInTurn(Statements statements, Semaphore turns) implements Statements {

    @Override
    public <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values) {
        return inTurn(() -> statements.list(row, sql, values));
    }

    @Override
    public <T> T together(String sql, Function<Results, T> reader, @Nullable Object... values) {
        return inTurn(() -> statements.together(sql, reader, values));
    }

    @Override
    public int update(String sql, @Nullable Object... values) {
        return inTurn(() -> statements.update(sql, values));
    }

    /** Runs what takes a turn. */
    <T> T inTurn(Supplier<T> search) {
        Database.await(turns);
        try {
            return search.get();
        } finally {
            turns.release();
        }
    }
}
