package io.tianguis.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.tianguis.kernel.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
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

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final DataSource pool;

    /**
     * One permit a connection, handed out in the order of arrival. The pool gives a connection to whoever asks first after
     * its return, and under a burst of first requests it was seen to leave threads waiting beside idle connections; so
     * nobody ever waits inside it.
     */
    private final Semaphore connections;

    private final StatementsInTurn searches;

    public Database(AgroalDataSource pool) {
        int most = pool.getConfiguration().connectionPoolConfiguration().maxSize();
        this.pool = pool;
        this.connections = new Semaphore(most, true);
        this.searches = new StatementsInTurn(this, new Semaphore((most + 1) / 2, true));
    }

    /**
     * The door for statements that only read and keep a processor busy all the while, as searches do. Half of the connections,
     * rounded up, are for them: more at a time do no more in a second, but some of them take much longer, and who writes waits
     * behind them. Not for what writes, which waits for the disk meanwhile.
     */
    public Statements searches() {
        return searches;
    }

    /**
     * The same for a search of several statements, all of which take one turn: what has begun is finished before others begin.
     *
     * @param search asks for no other turn, since there may be none left
     */
    public <T> T search(Function<Statements, T> search) {
        return searches.inTurn(() -> search.apply(this));
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

    /**
     * Lets the planner see what the tables hold now. Plans made for empty tables stay in use until the server gets round to
     * this by itself, which it does about once a minute, so whoever fills tables quickly has to ask for it.
     */
    public void refreshStatistics() {
        update("ANALYZE");
    }

    /**
     * The same for the tables alone that hold more than twice the rows, and a thousand more, that the planner knows of. A
     * shop that imports its catalog right after the installation would else wait for plans that read all of it for each row.
     */
    public void refreshOutgrownStatistics() {
        record Outgrown(String name) {}
        List<Outgrown> outgrown = list(Outgrown.class, """
                SELECT format('%I.%I', s.schemaname, s.relname) AS name
                  FROM pg_stat_user_tables s
                  JOIN pg_class c ON c.oid = s.relid
                 WHERE s.n_live_tup > 2 * greatest(c.reltuples, 0) + 1000
                """);
        outgrown.forEach(table -> update("ANALYZE " + table.name()));
    }

    private <T> T once(Function<Tx, T> body, Predicate<T> commits) {
        return connected(connection -> once(connection, body, commits));
    }

    private static <T> T once(Connection connection, Function<Tx, T> body, Predicate<T> commits) {
        try {
            connection.setAutoCommit(false);
            T value;
            try {
                Tx tx = new Tx(connection);
                value = body.apply(tx);
                if (commits.test(value)) {
                    tx.commit();
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

    private <T> T connected(Function<Connection, T> work) {
        await(connections);
        try (Connection connection = pool.getConnection()) {
            return work.apply(connection);
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        } finally {
            connections.release();
        }
    }

    /** Takes a permit, in the order of arrival, or fails after a while. */
    static void await(Semaphore permits) {
        try {
            if (!permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw SqlFault.of(new SQLException("no connection within " + LONGEST_WAIT));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SqlFault.of(new SQLException("interrupted while waiting for a connection", stopped));
        }
    }
}
