package io.tianguis.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /** What waits for a trip is bounded, so that neither side's buffers fill up with it. */
    private static final int MOST_WAITING = 32;

    private final Connection connection;
    private final List<Query<?>> waiting = new ArrayList<>();
    private @Nullable SqlFault failure;

    Tx(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values) {
        return waiting.isEmpty()
                ? remembering(() -> Execution.list(connection, row, sql, values))
                : together(sql, results -> results.list(row), values);
    }

    @Override
    public <T> T together(String sql, Function<Results, T> reader, @Nullable Object... values) {
        if (waiting.isEmpty()) {
            return remembering(() -> Execution.together(connection, sql, reader, values));
        }
        List<Query<?>> before = List.copyOf(waiting);
        waiting.clear();
        Query<T> joined = Query.joined(before, Query.of(sql, reader, values), (_, last) -> last);
        return remembering(() -> Execution.together(connection, joined.sql(), joined::read, joined.values()));
    }

    @Override
    public int update(String sql, @Nullable Object... values) {
        return waiting.isEmpty()
                ? remembering(() -> Execution.update(connection, sql, values))
                : together(sql, Results::updated, values);
    }

    /**
     * Lets the rest of the transaction read whole tables, which other statements must not, take the time and memory for
     * it, and be planned for its values.
     */
    public void readWholeTables() {
        update("""
                SET LOCAL enable_seqscan = on;
                SET LOCAL plan_cache_mode = force_custom_plan;
                SET LOCAL work_mem = '64MB';
                SET LOCAL statement_timeout = '1h'
                """);
    }

    /** Runs what somebody prepared. */
    public <T> T run(Query<T> query) {
        return together(query.sql(), query::read, query.values());
    }

    /** Runs two statements, one after the other, in one round trip. */
    public <A, B, T> T run(Query<A> first, Query<B> second, BiFunction<? super A, ? super B, T> both) {
        return run(List.of(first), second, (several, last) -> both.apply(several.getFirst(), last));
    }

    /** Runs several statements of one kind and then another, each after the one before it, in one round trip. */
    public <A, B, T> T run(List<Query<A>> several, Query<B> last, BiFunction<? super List<A>, ? super B, T> all) {
        return run(Query.joined(several, last, all));
    }

    /**
     * Runs a statement whose answer nobody waits for, in the round trip of the next one, or of the commit. It is as if it
     * ran now, but for its failure, which comes then. Where it breaks a unique constraint or a foreign key on the way to the
     * commit, the transaction runs again: somebody else was quicker, which the checks before it see now.
     */
    public void later(Query<?> query) {
        if (waiting.size() == MOST_WAITING) {
            run(query);
        } else {
            waiting.add(query);
        }
    }

    /**
     * Ends the transaction, in one round trip. The server answers the COMMIT of a transaction in which a statement failed
     * with a rollback and no error, so that a body that went on after a fault would take for done what is lost.
     */
    void commit() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        if (waiting.isEmpty()) {
            connection.commit();
            return;
        }
        try {
            together("COMMIT", Results::updated);
        } catch (ConstraintViolation violation) {
            throw violation.ofOtherRows() ? TransactionConflict.of(violation) : violation;
        }
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
