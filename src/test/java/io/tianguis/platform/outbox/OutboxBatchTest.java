package io.tianguis.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way by the batch, beside the way by the event of {@link OutboxRelayTest}. */
class OutboxBatchTest {

    private static final long SHOP = 1001;
    private static final String TOPIC = "order.created";

    private final MovableClock clock = new MovableClock();
    private final Outbox outbox = new Outbox(clock);
    private final List<OutboxRelay> relays = new ArrayList<>();
    private final List<OutboxEvent> taken = new CopyOnWriteArrayList<>();
    private TestDatabase testDatabase;
    private Database database;

    @BeforeEach
    void open() {
        testDatabase = TestDatabase.create();
        database = testDatabase.database();
        database.update("CREATE TABLE copy (key text NOT NULL, number integer NOT NULL, at bigint"
                + " GENERATED ALWAYS AS IDENTITY)");
    }

    @AfterEach
    void close() {
        relays.forEach(OutboxRelay::close);
        testDatabase.close();
    }

    @Test
    void severalRelaysCopyEveryEventOnceAndInTheOrderOfItsKey() throws Exception {
        AtomicInteger faults = new AtomicInteger();
        SeededRandomness randomness = new SeededRandomness(11);
        Consumer<OutboxEvent> now = event -> {
            if (event.attempts() == 1 && randomness.below(200) == 0) {
                faults.incrementAndGet();
                throw new IllegalStateException("not today");
            }
        };
        IntStream.range(0, 3).forEach(relay -> relay(Map.of(), now));
        List<Thread> writers = IntStream.range(0, 4)
                .mapToObj(writer -> Thread.startVirtualThread(() -> {
                    for (int number = 0; number < 50; number++) {
                        for (int key = 0; key < 10; key++) {
                            append(TOPIC, writer + ":" + key, number);
                        }
                        append("nobody/listens", writer + ":0", number);
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }
        Eventually.await("every event taken", () -> {
            clock.advance(Duration.ofMinutes(1));
            return depth() == 0;
        });

        record Copied(String key, List<Integer> numbers) {}
        assertThat(faults).hasPositiveValue();
        assertThat(database.list(
                        Copied.class, "SELECT key, array_agg(number ORDER BY at) AS numbers FROM copy GROUP BY key"))
                .hasSize(40)
                .allSatisfy(copied -> assertThat(copied.numbers())
                        .isEqualTo(IntStream.range(0, 50).boxed().toList()));
    }

    @Test
    void anEventThatFailsAloneHoldsUpItsKeyOnly() {
        AtomicBoolean broken = new AtomicBoolean(true);
        append(TOPIC, "a", 0);
        append(TOPIC, "b", 0);
        append(TOPIC, "b", 1);
        append(TOPIC, "c", 0);

        relay(Map.of(), event -> {
            if (broken.get() && event.orderingKey().equals("b")) {
                throw new IllegalStateException("unreadable");
            }
        });
        Eventually.await("the others taken", () -> keys().containsAll(List.of("a", "c")));
        append(TOPIC, "b", 2);
        append(TOPIC, "d", 0);
        Eventually.await("a later one taken", () -> keys().contains("d"));
        assertThat(keys()).containsExactlyInAnyOrder("a", "c", "d");

        broken.set(false);
        clock.advance(Duration.ofSeconds(2));
        Eventually.await("all taken", () -> depth() == 0);
        assertThat(taken)
                .filteredOn(event -> event.orderingKey().equals("b"))
                .extracting(event -> event.attributes().get("number"))
                .containsExactly("0", "1", "2");
    }

    @Test
    void topicsOfHandlersAndOfTheConsumerShareKeys() {
        List<OutboxEvent> handled = new CopyOnWriteArrayList<>();
        IntStream.range(0, 30).forEach(number -> append(number % 3 == 0 ? "order.paid" : TOPIC, "shared", number));

        relay(Map.of("order.paid", handled::add), event -> {});

        Eventually.await("all gone", () -> depth() == 0);
        assertThat(handled).hasSize(10);
        assertThat(taken)
                .extracting(event -> Integer.valueOf(event.attributes().get("number")))
                .isSorted()
                .hasSize(20);
    }

    @Test
    void anEventOfTheConsumerIsClaimedForNoHandler() {
        append(TOPIC, "a", 0);
        append("order.paid", "b", 0);

        assertThat(new OutboxSql(database, 10)
                        .claim(clock.now(), clock.now().plusSeconds(60), new String[] {"order.paid"}, 10))
                .extracting(OutboxEvent::orderingKey)
                .containsExactly("b");
    }

    private void relay(Map<String, OutboxHandler> handlers, Consumer<OutboxEvent> each) {
        OutboxConsumer consumer = new OutboxConsumer() {
            @Override
            public Set<String> topics() {
                return Set.of(TOPIC);
            }

            @Override
            public void take(Tx tx, List<OutboxEvent> events) {
                for (OutboxEvent event : events) {
                    each.accept(event);
                    tx.update(
                            "INSERT INTO copy (key, number) VALUES (?, ?)",
                            event.orderingKey(),
                            Integer.valueOf(event.attributes().get("number")));
                }
                taken.addAll(events);
            }
        };
        OutboxRelay relay = new OutboxRelay(database, clock, new SeededRandomness(7), handlers, consumer, 20);
        relays.add(relay);
        relay.start();
    }

    private List<String> keys() {
        return taken.stream().map(OutboxEvent::orderingKey).toList();
    }

    private void append(String topic, String key, int number) {
        database.transaction(
                tx -> {
                    outbox.append(tx, SHOP, topic, key, Map.of("number", Integer.toString(number)));
                    return true;
                },
                committed -> committed);
    }

    private long depth() {
        return new OutboxSql(database, 10).depth();
    }
}
