package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SharedBeginningTest {

    private static final int SEARCHES = 20;
    private static final String FAILING = "what fails";

    private static TestDatabase testDatabase;
    private static Database database;

    private record Number(long number) {}

    private final List<String> looks = Collections.synchronizedList(new ArrayList<>());
    private final SharedBeginning<String, Long> searches = new SharedBeginning<>(database, this::look);
    private volatile Runnable meanwhile = () -> {};

    @BeforeAll
    static void open() {
        testDatabase = TestDatabase.empty();
        database = testDatabase.database();
        database.update("CREATE TABLE written (number bigint NOT NULL)");
        database.update("INSERT INTO written (number) VALUES (0)");
    }

    @AfterAll
    static void close() {
        testDatabase.close();
    }

    /** What is looked at, and what happens meanwhile. */
    private Long look(Statements statements, String about) {
        looks.add(about);
        long found = statements
                .get(Number.class, about.equals(FAILING) ? "SELECT 1 / 0 AS number" : "SELECT number FROM written")
                .number();
        meanwhile.run();
        return found;
    }

    @Test
    void whoWaitsForATurnIsToldWhatOneOfThemFindsAfterAllHaveCome() throws Exception {
        List<Future<Long>> waiting = new ArrayList<>();
        withoutTurns(() -> {
            for (int search = 0; search < SEARCHES; search++) {
                waiting.add(waits("a shop"));
                waiting.add(waits("another"));
            }
            write(1);
        });

        for (Future<Long> search : waiting) {
            assertThat(search.get()).isEqualTo(1);
        }
        assertThat(looks).containsExactlyInAnyOrder("a shop", "another");
        write(2);
        assertThat(search("a shop").call()).isEqualTo(2);
    }

    @Test
    void whoComesAfterTheLookHasBegunLooksAgain() throws Exception {
        write(3);
        meanwhile = () -> {
            meanwhile = () -> {};
            write(4);
            FutureTask<Long> later = new FutureTask<>(search("a shop"));
            Thread.ofPlatform().start(later);
            Eventually.await("who comes later has their answer", later::isDone);
            assertThat(later.resultNow()).isEqualTo(4);
        };

        assertThat(search("a shop").call()).isEqualTo(3);
        assertThat(looks).hasSize(2);
    }

    @Test
    void aFaultIsOfAllWhoShareItAndOfNobodyElse() throws Exception {
        List<Future<Long>> waiting = new ArrayList<>();
        withoutTurns(() -> {
            for (int search = 0; search < SEARCHES; search++) {
                waiting.add(waits(FAILING));
            }
        });

        for (Future<Long> search : waiting) {
            assertThatThrownBy(search::get).hasCauseInstanceOf(SqlFault.class);
        }
        assertThat(looks).hasSize(1);
        assertThatThrownBy(() -> search(FAILING).call()).isInstanceOf(SqlFault.class);
        assertThat(looks).hasSize(2);
        write(5);
        assertThat(search("a shop").call()).isEqualTo(5);
    }

    private Callable<Long> search(String about) {
        return () -> searches.search(about, (_, found) -> found);
    }

    /** A search that waits for a turn. */
    private Future<Long> waits(String about) {
        FutureTask<Long> search = new FutureTask<>(search(about));
        Thread thread = Thread.ofPlatform().start(search);
        Eventually.await("a search waits for its turn", () -> thread.getState() == Thread.State.TIMED_WAITING);
        return search;
    }

    private static void write(long number) {
        database.update("UPDATE written SET number = ?", number);
    }

    /** Does something while others have all the turns. */
    private static void withoutTurns(Runnable work) throws Exception {
        int turns = testDatabase
                        .pool()
                        .getConfiguration()
                        .connectionPoolConfiguration()
                        .maxSize()
                / 2;
        CountDownLatch taken = new CountDownLatch(turns);
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> searches = new ArrayList<>();
            for (int turn = 0; turn < turns; turn++) {
                searches.add(others.submit(() -> database.search(_ -> {
                    taken.countDown();
                    Eventually.await("the others are over", () -> over.getCount() == 0);
                    return true;
                })));
            }
            taken.await();
            try {
                work.run();
            } finally {
                over.countDown();
            }
            for (Future<Boolean> search : searches) {
                search.get();
            }
        }
    }
}
