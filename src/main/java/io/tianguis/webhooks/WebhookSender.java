package io.tianguis.webhooks;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.webhooks.DeliveriesSql.Claimed;
import io.tianguis.webhooks.DeliveriesSql.Ending;
import io.tianguis.webhooks.WebhookTransport.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. Several processes may send from one database.
 *
 * <ul>
 *   <li>At least once: a delivery is leased for a minute and an attempt takes 20 seconds at the most, so one that a killed
 *       process was sending comes again after the minute, under the same id.
 *   <li>In order per subscription and ordering key: the next one is due when the one before was delivered, or was given up.
 *   <li>Each subscription has some deliveries leased, each on a thread of its own: 8 at first, one more for each that ends
 *       within a second, up to 256, and half for each that does not. So one that hangs holds one of the 1,024 places. At
 *       most 32 are on their way at once. The others wait for them here, so that a receiver is kept busy between two looks
 *       at the table; what has waited for a second goes back, and from then on there are 32 again.
 *   <li>A look at the table leases what is due and another writes down what has ended, whole batches in one statement, at
 *       most 50 times a second and at least four.
 * </ul>
 *
 * <p>A delivery that was not accepted is tried again after the pauses below and up to a fifth more, and given up after ten
 * attempts, which is about three days.
 */
public final class WebhookSender implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(60);

    /** The pauses after the first attempt, the second, and so on. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** No receiver is left alone for longer than this because it asks for it. */
    static final Duration LONGEST_QUIET = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(20);
    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final int MOST_UNDER_WAY = 1_024;
    private static final long MOST_BYTES_UNDER_WAY = 32L << 20;
    private static final int FIRST_ROOM = 8;
    private static final int LARGEST_ROOM = 256;
    private static final int MOST_CALLS = 32;
    private static final int RECEIVERS_REMEMBERED = 4_096;
    private static final int LONGEST_FAULT = 200;
    private static final long SHORTEST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 250;
    private static final long PATIENCE_AT_CLOSE_MILLIS = 5_000;
    private static final long PATIENCE_AFTER_INTERRUPT_MILLIS = 2_000;

    private final Database database;
    private final Clock clock;
    private final Randomness randomness;
    private final WebhookTransport transport;
    private final Thread thread = Thread.ofVirtual().name("webhook-sender").unstarted(this::run);
    private final Semaphore bell = new Semaphore(0);
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;

    // What follows belongs to the thread.
    private final Map<Long, Receiver> receivers = new HashMap<>();
    private final Set<Attempt> underWay = new HashSet<>();
    private final List<Ended> unwritten = new ArrayList<>();
    private long bytesUnderWay;
    private boolean failing;

    public WebhookSender(Database database, Clock clock, Randomness randomness, WebhookTransport transport) {
        this.database = database;
        this.clock = clock;
        this.randomness = randomness;
        this.transport = transport;
    }

    /** How a subscription has done so far. */
    private static final class Receiver {
        private final Semaphore calls = new Semaphore(MOST_CALLS);
        private int room = FIRST_ROOM;
        private int underWay;
    }

    /** @param answer null when it was not sent, because its turn did not come, or the lease was too far gone to begin */
    private record Ended(Attempt attempt, @Nullable Answer answer, Instant begunAt, Instant at) {}

    /** Begins to send; once in its life. */
    public void start() {
        thread.start();
    }

    /**
     * Leases nothing more, waits some seconds for what is under way and gives the rest back, to be sent again at once by
     * whoever comes next. Close the sender before the pool.
     */
    @Override
    public void close() {
        closing = true;
        bell.release();
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofMillis(2 * (PATIENCE_AT_CLOSE_MILLIS + PATIENCE_AFTER_INTERRUPT_MILLIS)));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            long pause = SHORTEST_PAUSE_MILLIS;
            while (!closing) {
                pause = look() ? SHORTEST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                Thread.sleep(SHORTEST_PAUSE_MILLIS);
                if (bell.tryAcquire(pause - SHORTEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
            awaitUnderWay(PATIENCE_AT_CLOSE_MILLIS);
            underWay.forEach(Attempt::abandon);
            awaitUnderWay(PATIENCE_AFTER_INTERRUPT_MILLIS);
        } catch (InterruptedException stopped) {
            underWay.forEach(Attempt::abandon);
            Thread.currentThread().interrupt();
        }
    }

    private void awaitUnderWay(long patienceMillis) throws InterruptedException {
        for (long waited = 0; waited < patienceMillis && !underWay.isEmpty(); waited += SHORTEST_PAUSE_MILLIS) {
            Thread.sleep(SHORTEST_PAUSE_MILLIS);
            look();
        }
    }

    /** Writes down what has ended, then begins what is due; true when there was something. */
    private boolean look() {
        try {
            boolean wrote = writeEnded();
            boolean began = !closing && begin();
            failing = false;
            return wrote || began;
        } catch (RuntimeException fault) {
            if (!failing) {
                LOG.error("cannot read or write the deliveries of webhooks, trying again", fault);
            }
            failing = true;
            return false;
        }
    }

    private boolean begin() {
        int free = MOST_UNDER_WAY - underWay.size();
        long freeBytes = MOST_BYTES_UNDER_WAY - bytesUnderWay;
        if (free == 0 || freeBytes <= 0) {
            return false;
        }
        if (receivers.size() > RECEIVERS_REMEMBERED) {
            receivers.values().removeIf(receiver -> receiver.underWay == 0);
        }
        List<Long> webhookIds = new ArrayList<>();
        List<Integer> rooms = new ArrayList<>();
        receivers.forEach((webhookId, receiver) -> {
            webhookIds.add(webhookId);
            rooms.add(Math.max(0, receiver.room - receiver.underWay));
        });
        Instant now = clock.now();
        List<Claimed> claimed = DeliveriesSql.claim(
                database,
                now,
                now.plus(LEASE),
                webhookIds.toArray(Long[]::new),
                rooms.toArray(Integer[]::new),
                FIRST_ROOM,
                free,
                freeBytes);
        for (Claimed delivery : claimed) {
            Receiver receiver = receivers.computeIfAbsent(delivery.webhookId(), first -> new Receiver());
            Attempt attempt = new Attempt(delivery, receiver);
            underWay.add(attempt);
            bytesUnderWay += delivery.body().length;
            receiver.underWay++;
            attempt.thread.start();
        }
        return !claimed.isEmpty();
    }

    private boolean writeEnded() {
        for (Ended one = ended.poll(); one != null; one = ended.poll()) {
            unwritten.add(one);
        }
        if (unwritten.isEmpty()) {
            return false;
        }
        List<Ending> endings = new ArrayList<>();
        for (Ended one : unwritten) {
            endings.add(one.answer == null ? returned(one) : ending(one, one.answer));
        }
        database.transaction(
                tx -> {
                    DeliveriesSql.end(tx, endings, clock.now());
                    return true;
                },
                written -> written);
        unwritten.forEach(this::release);
        unwritten.clear();
        return true;
    }

    private void release(Ended one) {
        Claimed delivery = one.attempt.delivery;
        underWay.remove(one.attempt);
        bytesUnderWay -= delivery.body().length;
        Receiver receiver = one.attempt.receiver;
        receiver.underWay--;
        if (one.answer == null) {
            receiver.room = Math.min(MOST_CALLS, receiver.room);
            return;
        }
        boolean slow = Duration.between(one.begunAt, one.at).compareTo(SLOW) > 0;
        receiver.room = slow ? Math.max(1, receiver.room / 2) : Math.min(LARGEST_ROOM, receiver.room + 1);
    }

    private Ending ending(Ended one, Answer answer) {
        Claimed delivery = one.attempt.delivery;
        return switch (answer) {
            case Answer.Accepted(int status) ->
                new Ending(
                        delivery,
                        DeliveryState.DELIVERED,
                        delivery.attempts(),
                        null,
                        one.at,
                        status,
                        null,
                        null,
                        false);
            case Answer.Gone(int status) ->
                new Ending(
                        delivery,
                        DeliveryState.FAILED,
                        delivery.attempts() + 1,
                        null,
                        one.at,
                        status,
                        null,
                        null,
                        true);
            case Answer.Refused(int status, var quiet) -> again(one, status, null, quiet.orElse(Duration.ZERO));
            case Answer.Unreachable(String reason) ->
                again(one, null, reason.substring(0, Math.min(reason.length(), LONGEST_FAULT)), Duration.ZERO);
        };
    }

    private Ending again(Ended one, @Nullable Integer status, @Nullable String fault, Duration asked) {
        Claimed delivery = one.attempt.delivery;
        if (one.attempt.abandoned) {
            return returned(one);
        }
        Duration quiet = asked.compareTo(LONGEST_QUIET) > 0 ? LONGEST_QUIET : asked;
        @Nullable Instant quietUntil = quiet.isPositive() ? one.at.plus(quiet) : null;
        int attempts = delivery.attempts() + 1;
        if (attempts > PAUSES.size()) {
            return new Ending(delivery, DeliveryState.FAILED, attempts, null, one.at, status, fault, quietUntil, false);
        }
        Duration pause = PAUSES.get(attempts - 1)
                .multipliedBy(1_000 + randomness.below(201))
                .dividedBy(1_000);
        Instant dueAt = one.at.plus(pause.compareTo(quiet) > 0 ? pause : quiet);
        return new Ending(delivery, DeliveryState.PENDING, attempts, dueAt, one.at, status, fault, quietUntil, false);
    }

    /** As if it had never been leased. */
    private static Ending returned(Ended one) {
        Claimed delivery = one.attempt.delivery;
        @Nullable String reason = one.attempt.abandoned ? "the sender was stopped" : null;
        return new Ending(
                delivery, DeliveryState.PENDING, delivery.attempts(), one.at, one.at, null, reason, null, false);
    }

    private static WebhookMessage message(Claimed delivery, Instant now) {
        String id = Delivery.messageId(delivery.webhookId(), delivery.sequence());
        long timestamp = now.getEpochSecond();
        String signatures = WebhookSignature.of(delivery.secret(), id, timestamp, delivery.body());
        byte @Nullable [] previous = delivery.previousSecret();
        @Nullable Instant previousUntil = delivery.previousSecretUntil();
        if (previous != null && previousUntil != null && now.isBefore(previousUntil)) {
            signatures += " " + WebhookSignature.of(previous, id, timestamp, delivery.body());
        }
        return new WebhookMessage(delivery.url(), id, timestamp, signatures, delivery.sequence(), delivery.body());
    }

    /** One delivery on its way. */
    private final class Attempt {

        private final Claimed delivery;
        private final Receiver receiver;
        private final Thread thread;
        private volatile boolean abandoned;

        Attempt(Claimed delivery, Receiver receiver) {
            this.delivery = delivery;
            this.receiver = receiver;
            this.thread = Thread.ofVirtual()
                    .name("webhook-" + delivery.webhookId() + "-" + delivery.sequence())
                    .unstarted(this::send);
        }

        void abandon() {
            abandoned = true;
            thread.interrupt();
        }

        private void send() {
            boolean inTurn = awaitTurn();
            Instant begunAt = clock.now();
            boolean inTime = !begunAt.isAfter(delivery.dueAt().minus(LONGEST_ATTEMPT));
            @Nullable Answer answer = inTurn && inTime ? attempted(begunAt) : null;
            if (inTurn) {
                receiver.calls.release();
            }
            ended.add(new Ended(this, answer, begunAt, clock.now()));
            if (bell.availablePermits() == 0) {
                bell.release();
            }
        }

        private boolean awaitTurn() {
            try {
                return receiver.calls.tryAcquire(SLOW.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private Answer attempted(Instant begunAt) {
            try {
                return transport.send(message(delivery, begunAt));
            } catch (RuntimeException | Error fault) {
                LOG.error("sending {} failed in a way that it should not", delivery.sequence(), fault);
                return new Answer.Unreachable("a fault of the sender: " + fault);
            }
        }
    }
}
