package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SearchTurnsTest {

    private static TestDatabase testDatabase;
    private static Database database;

    private record Number(long number) {}

    @BeforeAll
    static void open() {
        testDatabase = TestDatabase.empty();
        database = testDatabase.database();
    }

    @AfterAll
    static void close() {
        testDatabase.close();
    }

    /** Each lasts as long as the test holds the lock that it asks for. */
    @Test
    void searchesLeaveHalfOfTheConnectionsToOthers() throws Exception {
        int connections = connections();
        String locked = "SELECT 1 AS number FROM pg_advisory_xact_lock(7)";
        List<Future<Number>> searches = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            database.transaction(
                    tx -> {
                        tx.get(Number.class, locked);
                        for (int search = 0; search < connections; search++) {
                            searches.add(
                                    executor.submit(() -> database.searches().get(Number.class, locked)));
                        }
                        Eventually.await("half of the connections search", () -> searching() == connections / 2);
                        for (int look = 0; look < connections; look++) {
                            assertThat(searching()).isEqualTo(connections / 2);
                        }
                        return true;
                    },
                    _ -> true);
            for (Future<Number> search : searches) {
                assertThat(search.get()).isEqualTo(new Number(1));
            }
        }
    }

    @Test
    void aSearchThatFailsGivesItsTurnBack() {
        for (int search = 0; search < 100; search++) {
            assertThatThrownBy(() -> database.searches().update("SELECT 1 / 0")).isInstanceOf(SqlFault.class);
        }

        Number one = database.searches().together("SELECT 1 AS number", results -> results.get(Number.class));
        assertThat(one).isEqualTo(new Number(1));
    }

    /** Who comes between its statements waits until one of them is over. Last statements take numbers, and who comes does. */
    @Test
    void aSearchKeepsItsTurnFromItsFirstStatementToItsLast() throws Exception {
        database.update("CREATE SEQUENCE place");
        String taken = "SELECT nextval('place') AS number";
        int turns = connections() / 2;
        CountDownLatch begun = new CountDownLatch(turns);
        CountDownLatch othersCame = new CountDownLatch(1);
        List<Future<Number>> searches = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int search = 0; search < turns; search++) {
                searches.add(executor.submit(() -> database.search(statements -> {
                    statements.get(Number.class, "SELECT 1 AS number");
                    begun.countDown();
                    Eventually.await("the other came", () -> othersCame.getCount() == 0);
                    return statements.get(Number.class, taken);
                })));
            }
            begun.await();
            FutureTask<Number> later =
                    new FutureTask<>(() -> database.searches().get(Number.class, taken));
            Thread other = Thread.ofPlatform().start(later);
            Eventually.await(
                    "the other waits for a turn, or has had one",
                    () -> Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                            .contains(other.getState()));
            othersCame.countDown();
            for (Future<Number> search : searches) {
                search.get();
            }
            assertThat(later.get().number()).isGreaterThan(1);
        }
    }

    private static int connections() {
        return testDatabase
                .pool()
                .getConfiguration()
                .connectionPoolConfiguration()
                .maxSize();
    }

    private static long searching() {
        return database.get(Number.class, """
                        SELECT count(*) AS number
                          FROM pg_locks
                          JOIN pg_database ON pg_database.oid = pg_locks.database
                         WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted
                        """).number();
    }
}
