package io.tianguis.webhooks;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.outbox.OutboxRelay;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.webhooks.WebhookTransport.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Subscriptions on a database of their own, a relay, a sender, and receivers in memory that answer as the test says. */
final class Receivers implements AutoCloseable {

    static final ShopId SHOP = new ShopId(1001);

    final MovableClock clock = new MovableClock();
    final TestDatabase testDatabase = TestDatabase.create();
    final Database database = testDatabase.database();
    final Webhooks webhooks = new Webhooks(database, clock, new SeededRandomness(5), url -> Optional.empty());
    final List<WebhookMessage> received = new CopyOnWriteArrayList<>();
    volatile Function<WebhookMessage, Answer> answers = message -> new Answer.Accepted(200);

    private final Outbox outbox = new Outbox(clock);
    private final List<AutoCloseable> running = new ArrayList<>();

    /** A body is what the event's attribute {@code text} says. */
    WebhookFanOut fanOut() {
        return new WebhookFanOut(
                (tx, shop, happenings) -> happenings.stream()
                        .filter(happening -> happening.attributes().containsKey("text"))
                        .collect(Collectors.toMap(
                                WebhookPayloads.Happening::position,
                                happening -> happening.attributes().get("text").getBytes(StandardCharsets.UTF_8))),
                clock);
    }

    Receivers relay() {
        OutboxRelay relay = new OutboxRelay(database, clock, new SeededRandomness(6), Map.of(), fanOut());
        relay.start();
        running.add(relay);
        return this;
    }

    Receivers send() {
        WebhookSender sender = new WebhookSender(database, clock, new SeededRandomness(7), message -> {
            received.add(message);
            return answers.apply(message);
        });
        sender.start();
        running.add(sender);
        return this;
    }

    WebhookCreated subscribe(WebhookType type, String url) {
        Outcome<WebhookCreated, WebhookRejection> created =
                database.transaction(tx -> webhooks.create(tx, SHOP, type, url));
        return created.fold(value -> value, rejection -> {
            throw new AssertionError("rejected: " + rejection);
        });
    }

    void happen(WebhookType type, String key, String text) {
        database.transaction(
                tx -> {
                    outbox.append(tx, SHOP.value(), type.topic(), key, Map.of("text", text));
                    return true;
                },
                committed -> committed);
    }

    List<Delivery> log() {
        return webhooks.deliveries(SHOP, Optional.empty(), 1_000);
    }

    List<String> bodies() {
        return received.stream().map(Receivers::text).toList();
    }

    static String text(WebhookMessage message) {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    /** Waits for a number of messages without moving the clock. */
    void awaitReceived(int messages) {
        Eventually.await(messages + " messages", () -> received.size() >= messages);
    }

    /** Waits until no delivery is leased and none is due. */
    void awaitQuiet() {
        record Busy(boolean busy) {}
        Eventually.await(
                "nothing due or under way",
                () -> !database.get(
                                Busy.class,
                                """
                        SELECT EXISTS (SELECT FROM outbox_event)
                            OR EXISTS (SELECT FROM webhook_delivery d
                                         JOIN webhook w USING (shop_id, webhook_id)
                                        WHERE d.due_at <= ? AND w.active
                                          AND (w.quiet_until IS NULL OR w.quiet_until <= ?))
                            OR EXISTS (SELECT FROM webhook_delivery
                                        WHERE due_at IS NOT NULL AND claims > 0
                                          AND (attempted_at IS NULL OR due_at = ?)) AS busy
                        """,
                                clock.now(),
                                clock.now(),
                                clock.now().plus(WebhookSender.LEASE))
                        .busy());
    }

    void advance(Duration duration) {
        clock.advance(duration);
    }

    Instant now() {
        return clock.now();
    }

    void stop() {
        for (AutoCloseable one : running.reversed()) {
            try {
                one.close();
            } catch (Exception fault) {
                throw new IllegalStateException(fault);
            }
        }
        running.clear();
    }

    @Override
    public void close() {
        stop();
        testDatabase.close();
    }
}
