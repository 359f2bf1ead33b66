package io.tianguis.platform.sql;

import io.tianguis.kernel.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The door to PostgreSQL: single statements outside any transaction, and transactions that are passed on as an explicit
 * {@link Tx}. Isolation is read committed; whoever needs more takes row locks, in key order.
 */
public final class Database implements Statements {

    /** How often a transaction that lost to a deadlock or a serialization failure runs again. */
    private static final int CONFLICT_RETRIES = 8;

    private final DataSource pool;

    public Database(DataSource pool) {
        this.pool = pool;
    }

    /**
     * Runs an operation in a transaction of its own: an accepted outcome is committed, a rejected one and a fault are
     * rolled back. A deadlock or a serialization failure runs the body again, so it must have no effect outside the
     * database.
     */
    public <T, R> Outcome<T, R> transaction(Function<Tx, Outcome<T, R>> body) {
        return transaction(body, outcome -> outcome instanceof Outcome.Ok);
    }

    /** The same for a body whose value tells by itself whether its changes stay. */
    public <T> T transaction(Function<Tx, T> body, Predicate<T> commits) {
        for (int attempt = 0; ; attempt++) {
            try {
                return once(body, commits);
            } catch (TransactionConflict conflict) {
                if (attempt == CONFLICT_RETRIES) {
                    throw conflict;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(1L << attempt, 4L << attempt)));
            }
        }
    }

    private <T> T once(Function<Tx, T> body, Predicate<T> commits) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            T value;
            try {
                Tx tx = new Tx(connection);
                value = body.apply(tx);
                if (commits.test(value)) {
                    refuseAfterFailure(tx);
                    connection.commit();
                    return value;
                }
            } catch (Throwable cause) {
                rollBackAfter(cause, connection);
                throw cause;
            }
            connection.rollback();
            return value;
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }

    /**
     * The server answers the COMMIT of a transaction in which a statement failed with a rollback and no error, so that a
     * body that went on after a fault would take for done what is lost.
     */
    private static void refuseAfterFailure(Tx tx) {
        SqlFault failure = tx.failure();
        if (failure != null) {
            throw failure;
        }
    }

    /** On a lost connection the rollback fails too, which must not hide why it was lost. */
    private static void rollBackAfter(Throwable cause, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException consequence) {
            cause.addSuppressed(consequence);
        }
    }

    @Override
    public <T extends Record> List<T> list(Class<T> row, String sql, @Nullable Object... values) {
        return connected(connection -> Execution.list(connection, row, sql, values));
    }

    @Override
    public <T> T together(String sql, Function<Results, T> reader, @Nullable Object... values) {
        return connected(connection -> Execution.together(connection, sql, reader, values));
    }

    @Override
    public int update(String sql, @Nullable Object... values) {
        return connected(connection -> Execution.update(connection, sql, values));
    }

    private <T> T connected(Function<Connection, T> statement) {
        try (Connection connection = pool.getConnection()) {
            return statement.apply(connection);
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }
}
