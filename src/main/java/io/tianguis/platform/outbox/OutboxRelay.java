package io.tianguis.platform.outbox;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of the outbox to their handlers. Several processes may relay from one table, all with the same topics.
 *
 * <ul>
 *   <li>At least once: an event leaves the table after its handler returned. It is claimed for 60 seconds; when the
 *       process dies, the event comes again after that.
 *   <li>In order per shop and key: only the oldest event of a key is handed on, also while it is leased or waits for a
 *       retry. A handler is interrupted after 30 seconds, well before its lease is over and somebody else begins. The
 *       processes' clocks may differ by less than the other 30.
 *   <li>A handler that throws gets the event again after about 1 s, 5 s, 30 s, 2 min, 10 min, and then every hour; other
 *       keys do not wait for it.
 *   <li>The topics of the {@link OutboxConsumer} go to it by the batch, without leases: batches, transaction and all, are one
 *       process's at a time.
 *   <li>Topics that nobody hears are taken off the table.
 * </ul>
 *
 * <p>At most 16 events are handled at a time. The table is looked at every 50 ms while something comes, once a second
 * when nothing does, and at once when {@link #nudge() nudged}.
 */
public final class OutboxRelay implements AutoCloseable {

    static final Duration HANDLING_TIME = Duration.ofSeconds(30);
    static final Duration LEASE = Duration.ofSeconds(60);
    static final int CONCURRENCY = 16;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private static final int WINDOW = 1_000;
    private static final int LARGEST_BATCH = 256;
    private static final long SHORTEST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_AFTER_INTERRUPT = Duration.ofSeconds(2);
    private static final List<Duration> RETRY_PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private final OutboxSql events;
    private final Clock clock;
    private final Randomness randomness;
    private final Map<String, OutboxHandler> handlers;
    private final OutboxConsumer consumer;
    private final String[] consumed;
    private final String[] handled;
    private final String[] heard;
    private final Semaphore slots = new Semaphore(CONCURRENCY);
    private final Semaphore bell = new Semaphore(0);
    private final Set<Handling> underWay = ConcurrentHashMap.newKeySet();
    private final Thread poller = Thread.ofVirtual().name("outbox-relay").unstarted(this::poll);
    private volatile boolean closing;
    private boolean failing;
    private int batch = LARGEST_BATCH;

    /**
     * @param handlers by topic
     * @param consumer of other topics
     */
    public OutboxRelay(
            Database database,
            Clock clock,
            Randomness randomness,
            Map<String, OutboxHandler> handlers,
            OutboxConsumer consumer) {
        this(database, clock, randomness, handlers, consumer, WINDOW);
    }

    OutboxRelay(
            Database database,
            Clock clock,
            Randomness randomness,
            Map<String, OutboxHandler> handlers,
            OutboxConsumer consumer,
            int window) {
        this.events = new OutboxSql(database, window);
        this.clock = clock;
        this.randomness = randomness;
        this.handlers = Map.copyOf(handlers);
        this.consumer = consumer;
        this.consumed = consumer.topics().toArray(String[]::new);
        this.handled = this.handlers.keySet().toArray(String[]::new);
        this.heard = Stream.concat(this.handlers.keySet().stream(), consumer.topics().stream())
                .toArray(String[]::new);
    }

    /** Begins to hand on; once in a relay's life. */
    public void start() {
        poller.start();
    }

    /** Looks at the table now instead of after the pause. */
    public void nudge() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /**
     * How many events are on the table, handed on or not. It stops counting at 10,000, so that asking stays cheap when
     * it is asked most: 10,000 means that many or more.
     */
    public long depth() {
        return events.depth();
    }

    /**
     * Claims nothing more and waits up to 10 seconds for the handlers under way; the rest is interrupted. Close the relay
     * before the pool.
     */
    @Override
    public void close() {
        closing = true;
        nudge();
        try {
            if (poller.isAlive()) {
                poller.join(PATIENCE_AT_CLOSE);
            }
            if (idleWithin(PATIENCE_AT_CLOSE)) {
                return;
            }
            LOG.warn("interrupting {} outbox handlers that did not end within {}", underWay.size(), PATIENCE_AT_CLOSE);
            underWay.forEach(Handling::interrupt);
            idleWithin(PATIENCE_AFTER_INTERRUPT);
        } catch (InterruptedException hurried) {
            underWay.forEach(Handling::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private boolean idleWithin(Duration patience) throws InterruptedException {
        if (!slots.tryAcquire(CONCURRENCY, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        slots.release(CONCURRENCY);
        return true;
    }

    private void poll() {
        long pause = SHORTEST_PAUSE_MILLIS;
        while (!closing) {
            Look look = look();
            pause = look == Look.NOTHING ? Math.min(2 * pause, LONGEST_PAUSE_MILLIS) : SHORTEST_PAUSE_MILLIS;
            if (look != Look.MORE) {
                awaitNudge(pause);
            }
        }
    }

    private void awaitNudge(long pauseMillis) {
        try {
            if (bell.tryAcquire(pauseMillis, TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException stopped) {
            closing = true;
        }
    }

    /** What a look at the table found. */
    private enum Look {
        NOTHING,
        SOMETHING,
        /** There is certainly more to do at once. */
        MORE
    }

    private Look look() {
        try {
            Instant now = clock.now();
            Look batches = consumed.length == 0 ? Look.NOTHING : handOver(now);
            Look others = lookForOthers(now);
            failing = false;
            return batches.compareTo(others) > 0 ? batches : others;
        } catch (RuntimeException fault) {
            if (!failing) {
                LOG.error("cannot read the outbox, trying again", fault);
            }
            failing = true;
            return Look.NOTHING;
        }
    }

    private Look lookForOthers(Instant now) {
        underWay.forEach(handling -> handling.interruptAfter(now));
        int free = slots.availablePermits();
        if (free == 0) {
            return Look.SOMETHING;
        }
        int dropped = events.dropUnheard(now, heard);
        boolean moreToDrop = dropped == events.window();
        if (handlers.isEmpty()) {
            return moreToDrop ? Look.MORE : dropped > 0 ? Look.SOMETHING : Look.NOTHING;
        }
        List<OutboxEvent> claimed = events.claim(now, now.plus(LEASE), handled, free);
        claimed.forEach(event -> start(event, now.plus(HANDLING_TIME)));
        int putOff = moreToDrop || claimed.size() == free ? 0 : events.putOffWaiting(now);
        if (moreToDrop || putOff > 0) {
            return Look.MORE;
        }
        return dropped > 0 || !claimed.isEmpty() ? Look.SOMETHING : Look.NOTHING;
    }

    /** Hands one batch over. After a fault the batches are of one event, and grow again with each that succeeds. */
    private Look handOver(Instant now) {
        List<OutboxEvent> inHand = new ArrayList<>();
        try {
            int taken = events.takeBatch(now, consumed, handlers.isEmpty(), batch, (tx, batchOfEvents) -> {
                inHand.clear();
                inHand.addAll(batchOfEvents);
                consumer.take(tx, batchOfEvents);
            });
            Look look = taken >= batch ? Look.MORE : taken > 0 ? Look.SOMETHING : Look.NOTHING;
            batch = Math.min(2 * batch, LARGEST_BATCH);
            return look;
        } catch (RuntimeException fault) {
            if (inHand.isEmpty()) {
                throw fault;
            }
            if (batch > 1) {
                LOG.warn("handing {} events over failed, going on one by one", inHand.size(), fault);
                batch = 1;
                return Look.MORE;
            }
            OutboxEvent event = inHand.getFirst();
            Duration pause = retryPause(event.attempts(), randomness);
            events.postpone(event, consumed, now.plus(pause));
            LOG.warn(
                    "handing {} of shop {} over failed, attempt {}, again in {}: {} {}",
                    event.topic(),
                    event.shopId(),
                    event.attempts(),
                    pause,
                    event.orderingKey(),
                    event.position(),
                    fault);
            return Look.MORE;
        }
    }

    private void start(OutboxEvent event, Instant deadline) {
        slots.acquireUninterruptibly();
        Handling handling = new Handling(event, deadline);
        underWay.add(handling);
        Thread.ofVirtual().name("outbox-" + event.position()).start(() -> handle(handling));
    }

    private void handle(Handling handling) {
        OutboxEvent event = handling.event;
        boolean waiting = false;
        try {
            Throwable fault = handling.run(Objects.requireNonNull(handlers.get(event.topic())));
            if (fault == null) {
                waiting = events.finish(event, clock.now());
            } else {
                Duration pause = retryPause(event.attempts(), randomness);
                events.giveBack(event, clock.now().plus(pause));
                LOG.warn(
                        "handling {} of shop {} failed, attempt {}, again in {}: {} {}",
                        event.topic(),
                        event.shopId(),
                        event.attempts(),
                        pause,
                        event.orderingKey(),
                        event.position(),
                        fault);
            }
        } catch (RuntimeException fault) {
            LOG.error("cannot write to the outbox, the event comes again when its lease is over", fault);
        } finally {
            underWay.remove(handling);
            boolean full = slots.availablePermits() == 0;
            slots.release();
            if (full || waiting) {
                nudge();
            }
        }
    }

    /** The pause after an attempt, the first being 1, give or take a quarter, so that what failed together comes apart. */
    static Duration retryPause(int attempt, Randomness randomness) {
        Duration pause = RETRY_PAUSES.get(Math.min(attempt, RETRY_PAUSES.size()) - 1);
        return pause.multipliedBy(750 + randomness.below(501)).dividedBy(1_000);
    }

    /** An event in the hands of its handler. */
    private static final class Handling {

        private final OutboxEvent event;
        private final Instant deadline;
        private @Nullable Thread thread;

        Handling(OutboxEvent event, Instant deadline) {
            this.event = event;
            this.deadline = deadline;
        }

        /** What the handler threw, if anything; also errors, because the event must come again after those too. */
        @Nullable
        Throwable run(OutboxHandler handler) {
            begin();
            try {
                handler.handle(event);
                return null;
            } catch (Throwable fault) {
                return fault;
            } finally {
                end();
            }
        }

        private synchronized void begin() {
            thread = Thread.currentThread();
        }

        /** What was meant for the handler must not hit the statement that follows. */
        private synchronized void end() {
            thread = null;
            Thread.interrupted();
        }

        void interruptAfter(Instant now) {
            if (now.isAfter(deadline)) {
                interrupt();
            }
        }

        synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
