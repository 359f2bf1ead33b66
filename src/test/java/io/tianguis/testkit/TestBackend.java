package io.tianguis.testkit;

import io.tianguis.Backend;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The capabilities on a copy of the {@link World}, without a surface. */
public final class TestBackend implements AutoCloseable {

    private final TestDatabase database = TestDatabase.ofWorld();
    private final MovableClock clock = new MovableClock();
    private final Backend backend = Backend.on(database.pool(), clock, new SeededRandomness(3));

    public Backend get() {
        return backend;
    }

    public MovableClock clock() {
        return clock;
    }

    public Database database() {
        return database.database();
    }

    /** The demonstration shop. */
    public Shop shop() {
        return World.get().demo().shop();
    }

    /** The shop whose rows the demonstration shop must not see. */
    public Shop stranger() {
        return World.get().stranger().shop();
    }

    /** Runs an operation in a transaction that a rejection rolls back. */
    public <T, R> Outcome<T, R> run(Function<Tx, Outcome<T, R>> operation) {
        return database().transaction(operation);
    }

    /** Runs an operation that must be accepted. */
    public <T, R> T accepted(Function<Tx, Outcome<T, R>> operation) {
        return run(operation).fold(value -> value, rejection -> {
            throw new AssertionError("rejected: " + rejection);
        });
    }

    /** Calls all of them at the same moment, each on its own thread, and answers what they answered. */
    public static <T> List<T> race(List<Callable<T>> calls) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
