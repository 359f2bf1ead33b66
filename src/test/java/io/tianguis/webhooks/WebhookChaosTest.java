package io.tianguis.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.outbox.OutboxRelay;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.webhooks.WebhookTransport.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * 100,000 happenings, receivers that fail three times of ten and one that always does, relays and senders that die in the
 * middle of what they do. Their death is that of their connections: what they had under way, they can tell nobody.
 */
class WebhookChaosTest {

    private static final int SHOPS = 20;
    private static final int ORDERS = 12_500;
    private static final int PER_ORDER = 8;
    private static final int KILLS = 12;
    private static final int DEAD_SHOP = 1;
    private static final int ORDERS_OF_THE_DEAD_SHOP = 100;
    private static final int MOST_ROUNDS = 300;
    private static final long SEED = 20_260_302L;

    /** Longer than any pause. */
    private static final Duration LEAP = Duration.ofHours(30);

    private final MovableClock clock = new MovableClock();
    private final SeededRandomness randomness = new SeededRandomness(SEED);
    private final TestDatabase testDatabase = TestDatabase.create();
    private final Database database = testDatabase.database();
    private final List<Thread> dying = new ArrayList<>();

    /** What came first and what came again, by the id of the message and by its body. */
    private final Map<String, String> bodies = new ConcurrentHashMap<>();

    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, List<Integer>> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger violations = new AtomicInteger();

    private final class Sender {
        private final AgroalDataSource pool = pool();
        private final WebhookSender sender =
                new WebhookSender(new Database(pool), clock, randomness, WebhookChaosTest.this::receive);

        void kill() {
            pool.close();
            dying.add(Thread.startVirtualThread(sender::close));
        }
    }

    private final class Relay {
        private final AgroalDataSource pool = pool();
        private final OutboxRelay relay = new OutboxRelay(
                new Database(pool),
                clock,
                randomness,
                Map.of(),
                new WebhookFanOut(
                        (tx, shop, happenings) -> happenings.stream()
                                .collect(Collectors.toMap(
                                        WebhookPayloads.Happening::position,
                                        happening -> (happening.type() + " " + shop + " "
                                                        + happening.attributes().get("text"))
                                                .getBytes(StandardCharsets.UTF_8))),
                        clock));

        void kill() {
            pool.close();
            dying.add(Thread.startVirtualThread(relay::close));
        }
    }

    @AfterEach
    void close() {
        testDatabase.close();
    }

    @Test
    void everythingArrivesOrIsMarkedInOrderAndUnderOneId() throws Exception {
        subscribe();
        happen();
        Relay relay = relay();
        List<Sender> senders = new ArrayList<>(List.of(sender(), sender()));

        int kills = 0;
        int rounds = 0;
        while (pending() || events() > 0) {
            assertThat(rounds++).isLessThan(MOST_ROUNDS);
            int before = attempts.get();
            int next = before + 3_000 + randomness.below(6_000);
            Eventually.await("attempts, or nothing to attempt", () -> attempts.get() >= next || isIdle());
            if (kills < KILLS) {
                kills++;
                senders.removeFirst().kill();
                senders.add(sender());
                relay.kill();
                relay = relay();
            }
            if (isIdle() || attempts.get() == before) {
                clock.advance(LEAP);
            }
        }
        for (Sender sender : senders) {
            sender.sender.close();
            sender.pool.close();
        }
        relay.relay.close();
        relay.pool.close();
        for (Thread thread : dying) {
            thread.join();
        }

        assertEverythingIsAccountedFor();
    }

    private void assertEverythingIsAccountedFor() {
        record State(String state, long deliveries) {}
        Map<String, Long> states =
                database
                        .list(State.class, "SELECT state, count(*) AS deliveries FROM webhook_delivery GROUP BY state")
                        .stream()
                        .collect(Collectors.toMap(State::state, State::deliveries));
        assertThat(states).containsOnlyKeys("delivered", "failed");
        assertThat(states.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(ORDERS * (long) PER_ORDER);
        assertThat(states.get("delivered")).isGreaterThan(90_000L);

        record Gap(long webhookId) {}
        assertThat(database.list(Gap.class, """
                SELECT w.webhook_id
                  FROM webhook w LEFT JOIN webhook_delivery d USING (shop_id, webhook_id)
                 GROUP BY w.shop_id, w.webhook_id, w.last_sequence
                HAVING count(*) <> w.last_sequence OR min(d.sequence) <> 1 OR max(d.sequence) <> w.last_sequence
                """)).isEmpty();

        record Delivered(long webhookId, long sequence) {}
        assertThat(database.list(
                        Delivered.class, "SELECT webhook_id, sequence FROM webhook_delivery WHERE state = 'delivered'"))
                .allSatisfy(delivery ->
                        assertThat(bodies).containsKey(Delivery.messageId(delivery.webhookId(), delivery.sequence())));
        assertThat(violations).hasValue(0);
        assertThat(accepted.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
        assertThat(attempts).hasValueGreaterThan(130_000);
    }

    private Answer receive(WebhookMessage message) {
        attempts.incrementAndGet();
        String body = new String(message.body(), StandardCharsets.UTF_8);
        String knownBody = bodies.putIfAbsent(message.id(), body);
        String knownId = ids.putIfAbsent(body, message.id());
        if (knownBody != null && !knownBody.equals(body) || knownId != null && !knownId.equals(message.id())) {
            violations.incrementAndGet();
        }
        if (message.url().contains("dead") || randomness.below(10) < 3) {
            return new Answer.Refused(503, Optional.empty());
        }
        String[] words = body.split(" ");
        List<Integer> numbers = accepted.computeIfAbsent(words[0] + words[1] + words[2], first -> new ArrayList<>());
        synchronized (numbers) {
            Integer number = Integer.valueOf(words[3]);
            if (!numbers.contains(number)) {
                numbers.add(number);
            }
        }
        return new Answer.Accepted(200);
    }

    private void subscribe() {
        Webhooks webhooks = new Webhooks(database, clock, randomness, url -> Optional.empty());
        for (int shop = 1; shop <= SHOPS; shop++) {
            ShopId id = new ShopId(shop);
            String url = shop == DEAD_SHOP ? "https://dead.example" : "https://receiver.example";
            for (WebhookType type : WebhookType.values()) {
                Outcome<WebhookCreated, WebhookRejection> created =
                        database.transaction(tx -> webhooks.create(tx, id, type, url));
                assertThat(created).isInstanceOf(Outcome.Ok.class);
            }
        }
    }

    /** Every order's happenings are of all types. The dead shop has few orders, since each is tried for days. */
    private void happen() {
        database.update(
                """
                INSERT INTO outbox_event
                       (shop_id, ordering_key, topic, attribute_names, attribute_values, created_at, due_at)
                SELECT CASE WHEN o <= ? THEN ? ELSE ? + o % ? END, 'order:' || o, (?::text[])[1 + n % 3], ARRAY['text'],
                       ARRAY[o || ' ' || n], ?, ?
                  FROM generate_series(1, ?) n, generate_series(1, ?) o
                """,
                ORDERS_OF_THE_DEAD_SHOP,
                DEAD_SHOP,
                DEAD_SHOP + 1,
                SHOPS - 1,
                Arrays.stream(WebhookType.values()).map(WebhookType::topic).toArray(String[]::new),
                clock.now(),
                clock.now(),
                PER_ORDER,
                ORDERS);
    }

    private Sender sender() {
        Sender sender = new Sender();
        sender.sender.start();
        return sender;
    }

    private Relay relay() {
        Relay relay = new Relay();
        relay.relay.start();
        return relay;
    }

    private AgroalDataSource pool() {
        return ConnectionPool.open(
                testDatabase.address().jdbcUrl(),
                testDatabase.address().user(),
                testDatabase.address().password(),
                3);
    }

    private boolean pending() {
        record Pending(boolean pending) {}
        return database.get(
                        Pending.class,
                        "SELECT EXISTS (SELECT FROM webhook_delivery WHERE state = 'pending') AS pending")
                .pending();
    }

    private long events() {
        record Events(long events) {}
        return database.get(Events.class, "SELECT count(*) AS events FROM (SELECT FROM outbox_event LIMIT 1) one")
                .events();
    }

    /** Whether nothing is to be handed over, due, or leased to anybody alive: who died has left leases behind. */
    private boolean isIdle() {
        record Due(long due) {}
        int before = attempts.get();
        return events() == 0
                && database.get(
                                        Due.class,
                                        "SELECT count(*) AS due FROM webhook_delivery WHERE due_at <= ?",
                                        clock.now())
                                .due()
                        == 0
                && attempts.get() == before;
    }
}
