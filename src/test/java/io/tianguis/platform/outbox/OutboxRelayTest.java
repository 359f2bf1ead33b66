package io.tianguis.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.SqlFault;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

    private static final long SHOP = 1001;
    private static final String TOPIC = "order/paid";
    private static final String[] TOPICS = {TOPIC};

    private final MovableClock clock = new MovableClock();
    private final Outbox outbox = new Outbox(clock);
    private final List<OutboxRelay> relays = new ArrayList<>();
    private final Queue<OutboxEvent> handled = new ConcurrentLinkedQueue<>();
    private TestDatabase testDatabase;
    private Database database;

    @BeforeEach
    void open() {
        testDatabase = TestDatabase.create();
        database = testDatabase.database();
    }

    @AfterEach
    void close() {
        relays.forEach(OutboxRelay::close);
        testDatabase.close();
    }

    @Test
    void anEventReachesItsHandlerAsItWasWrittenAndIsGoneAfterwards() {
        append(SHOP, TOPIC, "order:1", Map.of("order_id", "1", "buyer", "Ana \"Lú\" {Pérez}, NULL"));

        relay(Map.of(TOPIC, handled::add));

        awaitEmptyTable();
        assertThat(handled).singleElement().satisfies(event -> {
            assertThat(event.shopId()).isEqualTo(SHOP);
            assertThat(event.topic()).isEqualTo(TOPIC);
            assertThat(event.orderingKey()).isEqualTo("order:1");
            assertThat(event.attributes()).isEqualTo(Map.of("order_id", "1", "buyer", "Ana \"Lú\" {Pérez}, NULL"));
            assertThat(event.createdAt()).isEqualTo(MovableClock.START);
            assertThat(event.attempts()).isEqualTo(1);
        });
    }

    @Test
    void anEventOfATransactionThatRolledBackNeverHappened() {
        database.transaction(
                tx -> {
                    outbox.append(tx, SHOP, TOPIC, "order:1", Map.of());
                    return false;
                },
                committed -> committed);

        assertThat(depth()).isZero();
    }

    @Test
    void fourRelaysKeepTheOrderOfEachKeyAndLoseNothingWhileHandlersFail() throws Exception {
        int writers = 4;
        int keysPerWriter = 12;
        int eventsPerKey = 15;
        SeededRandomness randomness = new SeededRandomness(20260302);
        Map<String, List<Integer>> received = new ConcurrentHashMap<>();
        Set<String> busy = ConcurrentHashMap.newKeySet();
        Set<String> twiceAtOnce = ConcurrentHashMap.newKeySet();
        AtomicInteger failures = new AtomicInteger();
        OutboxHandler handler = event -> {
            String key = event.shopId() + "/" + event.orderingKey();
            if (!busy.add(key)) {
                twiceAtOnce.add(key);
            }
            try {
                if (event.attempts() <= 2 && randomness.below(5) == 0) {
                    failures.incrementAndGet();
                    throw new IllegalStateException("attempt " + event.attempts());
                }
                received.computeIfAbsent(key, fresh -> new ArrayList<>())
                        .add(Integer.valueOf(event.attributes().get("number")));
            } finally {
                busy.remove(key);
            }
        };

        // A window far smaller than the queue, so that events are put off and called back all the time.
        IntStream.range(0, 4).forEach(relay -> relay(Map.of(TOPIC, handler), 7));
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int first = writer * keysPerWriter;
            threads.add(Thread.startVirtualThread(() -> {
                for (int number = 0; number < eventsPerKey; number++) {
                    for (int key = first; key < first + keysPerWriter; key++) {
                        append(SHOP + key % 3, TOPIC, "order:" + key, Map.of("number", "" + number));
                        if (randomness.below(3) == 0) {
                            append(SHOP + key % 3, "nobody/listens", "order:" + key, Map.of());
                        }
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Eventually.await("every event handled", () -> {
            letRetriesComeDue();
            return depth() == 0;
        });

        assertThat(twiceAtOnce).isEmpty();
        assertThat(failures).hasPositiveValue();
        assertThat(received).hasSize(writers * keysPerWriter);
        List<Integer> inOrder = IntStream.range(0, eventsPerKey).boxed().toList();
        assertThat(received.values()).allSatisfy(numbers -> assertThat(numbers).isEqualTo(inOrder));
    }

    @Test
    void aFailingKeyWithALongQueueBlocksNoOther() {
        AtomicBoolean broken = new AtomicBoolean(true);
        IntStream.range(0, 200).forEach(number -> append("order:stuck", "" + number));
        IntStream.range(0, 20).forEach(number -> append("order:" + number, "" + number));

        relay(
                Map.of(TOPIC, event -> {
                    if (event.orderingKey().equals("order:stuck") && broken.get()) {
                        throw new IllegalStateException("the receiver is down");
                    }
                    handled.add(event);
                }),
                50);

        Eventually.await("the others handled", () -> handled.size() == 20);
        assertThat(handled).extracting(OutboxEvent::orderingKey).doesNotContain("order:stuck");
        Eventually.await("the others gone", () -> depth() == 200);

        handled.clear();
        broken.set(false);
        clock.advance(Duration.ofSeconds(2));

        awaitEmptyTable();
        assertThat(handled)
                .extracting(event -> event.attributes().get("number"))
                .isEqualTo(IntStream.range(0, 200).mapToObj(String::valueOf).toList());
    }

    @Test
    void theLeaseThatAKilledProcessLeftBehindExpiresAndItsEventComesAgainInOrder() {
        append("order:1", "first");
        append("order:1", "second");
        List<OutboxEvent> claimed = events().claim(clock.now(), clock.now().plus(OutboxRelay.LEASE), TOPICS, 10);
        assertThat(numbers(claimed)).containsExactly("first");

        relay(Map.of(TOPIC, handled::add));
        clock.advance(OutboxRelay.LEASE.minusSeconds(1));
        append("order:2", "other");
        Eventually.await("the other key handled", () -> handled.size() == 1);
        assertThat(numbers(handled)).containsExactly("other");

        clock.advance(Duration.ofSeconds(1));
        awaitEmptyTable();
        assertThat(numbers(handled)).containsExactly("other", "first", "second");
        assertThat(handled).extracting(OutboxEvent::attempts).containsExactly(1, 2, 1);
    }

    @Test
    void whoOverstaysItsLeaseCannotTakeTheEventFromItsNewOwner() {
        append("order:1", "first");
        append("order:1", "second");
        OutboxSql events = events();
        OutboxEvent slow = events.claim(clock.now(), clock.now().plus(OutboxRelay.LEASE), TOPICS, 10)
                .getFirst();
        clock.advance(OutboxRelay.LEASE);
        OutboxEvent again = events.claim(clock.now(), clock.now().plus(OutboxRelay.LEASE), TOPICS, 10)
                .getFirst();

        events.finish(slow, clock.now());
        events.giveBack(slow, clock.now());

        assertThat(again.position()).isEqualTo(slow.position());
        assertThat(depth()).isEqualTo(2);
        assertThat(events.claim(clock.now(), clock.now().plus(OutboxRelay.LEASE), TOPICS, 10))
                .isEmpty();
        assertThat(events.finish(again, clock.now())).isTrue();
        assertThat(numbers(events.claim(clock.now(), clock.now().plus(OutboxRelay.LEASE), TOPICS, 10)))
                .containsExactly("second");
    }

    @Test
    void retryPausesGrowToAnHourAndTheAttemptsAreCounted() {
        append("order:1", "first");
        relay(Map.of(TOPIC, event -> {
            handled.add(event);
            throw new IllegalStateException("never works");
        }));

        List<Duration> pauses = new ArrayList<>();
        for (int attempt = 1; attempt <= 8; attempt++) {
            int attempts = attempt;
            Eventually.await("attempt " + attempt, () -> handled.size() == attempts);
            // Until the failure is written, the event is due at the end of its lease.
            Instant leaseEnd = clock.now().plus(OutboxRelay.LEASE);
            Eventually.await("failure written", () -> !dueAt().equals(leaseEnd));
            Duration pause = Duration.between(clock.now(), dueAt());
            pauses.add(pause);
            clock.advance(pause);
        }

        assertThat(handled).extracting(OutboxEvent::attempts).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        List<Integer> nominalSeconds = List.of(1, 5, 30, 120, 600, 3600, 3600, 3600);
        for (int i = 0; i < pauses.size(); i++) {
            long millis = nominalSeconds.get(i) * 1_000L;
            assertThat(pauses.get(i).toMillis()).isBetween(millis * 3 / 4, millis * 5 / 4);
        }
        assertThat(pauses.subList(0, 6)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void topicsWithoutAHandlerAreTakenOffInBulk() {
        database.update("""
                INSERT INTO outbox_event
                       (shop_id, ordering_key, topic, attribute_names, attribute_values, created_at, due_at)
                SELECT ?, 'order:' || n % 10, 'nobody/listens', '{}', '{}', ?, ? FROM generate_series(1, 3000) n
                """, SHOP, clock.now(), clock.now());
        append("order:1", "heard");

        relay(Map.of(TOPIC, handled::add));

        awaitEmptyTable();
        assertThat(numbers(handled)).containsExactly("heard");
    }

    @Test
    void aRelayWithoutHandlersEmptiesTheTable() {
        append("order:1", "first");

        relay(Map.of());

        awaitEmptyTable();
    }

    @Test
    void anEventIsOnTheTableUntilItsHandlerReturnsAndClosingWaitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        append("order:1", "first");
        append("order:1", "second");
        OutboxRelay relay = relay(Map.of(TOPIC, event -> {
            begun.countDown();
            release.await();
            handled.add(event);
        }));
        begun.await();

        Thread closing = Thread.startVirtualThread(relay::close);
        Eventually.await("close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
        assertThat(depth()).isEqualTo(2);
        release.countDown();
        closing.join();

        assertThat(numbers(handled)).containsExactly("first");
        assertThat(depth()).isEqualTo(1);
    }

    @Test
    void aHandlerThatTakesMoreThanHalfAMinuteIsInterruptedAndTriedAgain() {
        AtomicInteger interrupted = new AtomicInteger();
        append("order:1", "first");
        relay(Map.of(TOPIC, event -> {
            if (event.attempts() == 1) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException overdue) {
                    interrupted.incrementAndGet();
                    throw overdue;
                }
            }
            handled.add(event);
        }));
        Eventually.await("claimed", () -> !dueAt().equals(MovableClock.START));

        clock.advance(OutboxRelay.HANDLING_TIME.plusMillis(1));
        Eventually.await("interrupted", () -> interrupted.get() == 1);
        Eventually.await("given back", () -> dueAt().isBefore(clock.now().plusSeconds(2)));
        clock.advance(Duration.ofSeconds(2));

        awaitEmptyTable();
        assertThat(handled).extracting(OutboxEvent::attempts).containsExactly(2);
    }

    @Test
    void neverMoreThanSixteenEventsAreHandledAtATime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger active = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        IntStream.range(0, 50).forEach(number -> append("order:" + number, "" + number));
        OutboxRelay relay = relay(Map.of(TOPIC, event -> {
            most.accumulateAndGet(active.incrementAndGet(), Math::max);
            release.await();
            active.decrementAndGet();
            handled.add(event);
        }));

        Eventually.await("all threads at work", () -> active.get() == OutboxRelay.CONCURRENCY);
        relay.nudge();
        release.countDown();

        awaitEmptyTable();
        assertThat(handled).hasSize(50);
        assertThat(most).hasValue(OutboxRelay.CONCURRENCY);
    }

    @Test
    void aRelayOutlivesLostConnections() {
        relay(Map.of(TOPIC, handled::add));
        append("order:1", "before");
        Eventually.await("before", () -> handled.size() == 1);

        record Killed(boolean killed) {}
        database.list(Killed.class, """
                SELECT pg_terminate_backend(pid) AS killed
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
                """);
        Eventually.await(
                "a working connection",
                () -> unlessLost(() -> {
                    append("order:2", "after");
                    return true;
                }));

        // An event whose end could not be written comes again when its lease is over.
        Eventually.await("an empty table", () -> {
            clock.advance(OutboxRelay.LEASE);
            return unlessLost(() -> depth() == 0);
        });
        assertThat(numbers(handled)).contains("after");
    }

    private static boolean unlessLost(BooleanSupplier statement) {
        try {
            return statement.getAsBoolean();
        } catch (SqlFault lost) {
            return false;
        }
    }

    @Test
    void depthCountsUpToTenThousand() {
        OutboxRelay relay = new OutboxRelay(database, clock, new SeededRandomness(1), Map.of(), OutboxConsumer.NONE);
        append("order:1", "first");
        assertThat(relay.depth()).isEqualTo(1);

        fill(10_100);

        assertThat(relay.depth()).isEqualTo(10_000);
        relay.close();
    }

    @Test
    void whatRunsForEveryEventNeverReadsTheWholeTable() {
        fill(60_000);
        database.update("ANALYZE outbox_event");
        long before = tableScans();
        OutboxSql events = events();

        // Several times, because a prepared statement may get a generic plan after five runs.
        for (int i = 0; i < 8; i++) {
            List<OutboxEvent> claimed = events.claim(clock.now(), clock.now().plus(OutboxRelay.LEASE), TOPICS, 16);
            assertThat(claimed).hasSize(16);
            events.finish(claimed.get(0), clock.now());
            events.giveBack(claimed.get(1), clock.now().plusSeconds(1));
            events.dropUnheard(clock.now(), new String[] {TOPIC});
        }

        assertThat(tableScans()).isEqualTo(before);
    }

    /** One thread keeps one connection, whose own count is what it asks to be published. */
    private long tableScans() {
        record Published(@Nullable String published) {}
        record Scans(long scans) {}
        database.list(Published.class, "SELECT pg_stat_force_next_flush()::text AS published");
        return database.get(Scans.class, """
                        SELECT seq_scan AS scans FROM pg_stat_user_tables WHERE relname = 'outbox_event'
                        """).scans();
    }

    private OutboxRelay relay(Map<String, OutboxHandler> handlers) {
        return relay(handlers, 1_000);
    }

    private OutboxRelay relay(Map<String, OutboxHandler> handlers, int window) {
        OutboxRelay relay =
                new OutboxRelay(database, clock, new SeededRandomness(7), handlers, OutboxConsumer.NONE, window);
        relays.add(relay);
        relay.start();
        return relay;
    }

    private OutboxSql events() {
        return new OutboxSql(database, 1_000);
    }

    private void append(String orderingKey, String number) {
        append(SHOP, TOPIC, orderingKey, Map.of("number", number));
    }

    private void append(long shopId, String topic, String orderingKey, Map<String, String> attributes) {
        database.transaction(
                tx -> {
                    outbox.append(tx, shopId, topic, orderingKey, attributes);
                    return true;
                },
                committed -> committed);
    }

    /** Several thousand keys with three events each. */
    private void fill(int events) {
        database.update("""
                INSERT INTO outbox_event
                       (shop_id, ordering_key, topic, attribute_names, attribute_values, created_at, due_at)
                SELECT ?, 'order:' || n / 3, ?, '{}', '{}', ?, ? FROM generate_series(1, ?) n
                """, SHOP, TOPIC, clock.now(), clock.now(), events);
    }

    private static List<String> numbers(Iterable<OutboxEvent> events) {
        List<String> numbers = new ArrayList<>();
        events.forEach(event -> numbers.add(event.attributes().get("number")));
        return numbers;
    }

    private void awaitEmptyTable() {
        Eventually.await("an empty table", () -> depth() == 0);
    }

    private long depth() {
        return events().depth();
    }

    private Instant dueAt() {
        record Due(Instant dueAt) {}
        return database.get(Due.class, "SELECT due_at FROM outbox_event").dueAt();
    }

    /** Moves the clock only when nobody holds a lease and no key can be handed on, so that no lease runs out. */
    private void letRetriesComeDue() {
        record Quiet(boolean quiet) {}
        boolean quiet = database.get(Quiet.class, """
                        SELECT NOT EXISTS (
                               SELECT FROM outbox_event e
                                WHERE (e.attempts > 0 AND e.due_at > ?)
                                   OR (e.due_at <= ?
                                       AND NOT EXISTS (
                                           SELECT FROM outbox_event o
                                            WHERE o.shop_id = e.shop_id
                                              AND o.ordering_key = e.ordering_key
                                              AND o.position < e.position))) AS quiet
                        """, clock.now().plusSeconds(30), clock.now())
                .quiet();
        if (quiet) {
            clock.advance(Duration.ofMillis(500));
        }
    }
}
