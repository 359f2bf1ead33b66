package io.tianguis.platform.outbox;

import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The statements of the outbox. Whatever looks for due events reads the window of those that have been due longest, from
 * {@code outbox_event_due}; everything else goes by {@code outbox_event_pk}. Locks are taken in lateral subqueries, one
 * look into the index a row, and locked rows are changed by their places, because the planner, misled by how fast the
 * table fills and empties, joins it whole otherwise.
 *
 * <p>Two facts carry the order of a key. Only its oldest event is ever claimed. And an event is put off only while a lock
 * keeps the one right before it on the table, so that whoever deletes that one sees the one put off, and calls it back.
 */
final class OutboxSql {

    /** How far {@link #depth} counts. */
    static final int DEEPEST = 10_000;

    /** An event put off is called back by the one before it; this is for rows that somebody deleted by hand. */
    private static final Duration PUT_OFF = Duration.ofHours(1);

    /** Of {@code pg_try_advisory_xact_lock}: whoever holds it hands batches over. */
    private static final long BATCH_LOCK = 7_426_150_001L;

    private final Database database;
    private final int window;

    record Gone(long shopId, String orderingKey, long position) {

        static Gone of(OutboxEvent event) {
            return new Gone(event.shopId(), event.orderingKey(), event.position());
        }
    }

    record Row(
            long shopId,
            long position,
            String topic,
            String orderingKey,
            List<String> attributeNames,
            List<String> attributeValues,
            Instant createdAt,
            int attempts) {

        OutboxEvent event() {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < attributeNames.size(); i++) {
                attributes.put(attributeNames.get(i), attributeValues.get(i));
            }
            return new OutboxEvent(shopId, position, topic, orderingKey, attributes, createdAt, attempts);
        }
    }

    /** @param window how many due events a look at the table considers */
    OutboxSql(Database database, int window) {
        this.database = database;
        this.window = window;
    }

    int window() {
        return window;
    }

    /** One statement for all, with a group of values for each. */
    static Query<Integer> insert(long shopId, List<Outbox.Entry> entries, Instant now) {
        String groups = String.join(", ", Collections.nCopies(entries.size(), "(?, ?, ?, ?, ?, ?, ?)"));
        return Query.update(
                """
                INSERT INTO outbox_event
                       (shop_id, ordering_key, topic, attribute_names, attribute_values, created_at, due_at)
                VALUES %s
                """.formatted(groups),
                entries.stream()
                        .flatMap(entry -> Stream.of(
                                shopId,
                                entry.orderingKey(),
                                entry.topic(),
                                entry.attributes().keySet().toArray(String[]::new),
                                entry.attributes().values().toArray(String[]::new),
                                now,
                                now))
                        .toArray());
    }

    /**
     * Takes the oldest due events of different keys, those of these topics, counts the attempt, and leaves them to nobody
     * else before {@code leaseEnd}. Of two processes at a time the slower finds {@code due_at} moved when it checks again
     * under the lock.
     */
    List<OutboxEvent> claim(Instant now, Instant leaseEnd, String[] topics, int most) {
        return database.list(Row.class, """
                        WITH due AS MATERIALIZED (
                            SELECT shop_id, ordering_key, position
                              FROM outbox_event
                             WHERE due_at <= ? AND topic = ANY (?)
                             ORDER BY due_at, position
                             LIMIT ?),
                        oldest AS MATERIALIZED (
                            SELECT locked.place
                              FROM due d
                             CROSS JOIN LATERAL (
                                   SELECT e.ctid AS place
                                     FROM outbox_event e
                                    WHERE e.shop_id = d.shop_id
                                      AND e.ordering_key = d.ordering_key
                                      AND e.position = d.position
                                      AND e.due_at <= ?
                                      FOR UPDATE SKIP LOCKED) locked
                             WHERE d.position = (
                                   SELECT min(o.position)
                                     FROM outbox_event o
                                    WHERE o.shop_id = d.shop_id AND o.ordering_key = d.ordering_key)
                             LIMIT ?)
                        UPDATE outbox_event e
                           SET due_at = ?, attempts = e.attempts + 1
                         WHERE e.ctid = ANY (ARRAY(SELECT place FROM oldest))
                        RETURNING e.shop_id, e.position, e.topic, e.ordering_key, e.attribute_names,
                                  e.attribute_values, e.created_at, e.attempts
                        """, now, topics, window, now, most, leaseEnd).stream()
                .map(Row::event)
                .toList();
    }

    /**
     * Takes an event off that has been handled, and calls the next of its key back if it was put off. If the lease was
     * over and somebody claimed the event again, it stays theirs.
     *
     * @return whether later events of the key are waiting
     */
    boolean finish(OutboxEvent event, Instant now) {
        record Waiting(boolean waiting) {}
        return database.together(
                """
                DELETE FROM outbox_event
                 WHERE shop_id = ? AND ordering_key = ? AND position = ? AND attempts = ?;
                UPDATE outbox_event
                   SET due_at = ?
                 WHERE shop_id = ? AND ordering_key = ?
                   AND position = (
                       SELECT min(position)
                         FROM outbox_event
                        WHERE shop_id = ? AND ordering_key = ? AND position > ?)
                   AND attempts = 0
                   AND due_at > ?;
                SELECT EXISTS (SELECT FROM outbox_event WHERE shop_id = ? AND ordering_key = ?) AS waiting
                """,
                results -> {
                    results.updated();
                    results.updated();
                    return results.get(Waiting.class).waiting();
                },
                event.shopId(),
                event.orderingKey(),
                event.position(),
                event.attempts(),
                now,
                event.shopId(),
                event.orderingKey(),
                event.shopId(),
                event.orderingKey(),
                event.position(),
                now,
                event.shopId(),
                event.orderingKey());
    }

    /** Gives an event that could not be handled back, to be claimed again from {@code dueAt}. */
    void giveBack(OutboxEvent event, Instant dueAt) {
        database.update("""
                UPDATE outbox_event
                   SET due_at = ?
                 WHERE shop_id = ? AND ordering_key = ? AND position = ? AND attempts = ?
                """, dueAt, event.shopId(), event.orderingKey(), event.position(), event.attempts());
    }

    /** Takes off the events in the window whose topics are none of these; answers how many went. */
    int dropUnheard(Instant now, String[] topics) {
        return database.transaction(
                tx -> {
                    List<Gone> gone = tx.list(Gone.class, """
                            WITH unheard AS MATERIALIZED (
                                SELECT locked.place
                                  FROM (SELECT shop_id, ordering_key, position, topic
                                          FROM outbox_event
                                         WHERE due_at <= ?
                                         ORDER BY due_at, position
                                         LIMIT ?) d
                                 CROSS JOIN LATERAL (
                                       SELECT e.ctid AS place
                                         FROM outbox_event e
                                        WHERE e.shop_id = d.shop_id
                                          AND e.ordering_key = d.ordering_key
                                          AND e.position = d.position
                                          FOR UPDATE SKIP LOCKED) locked
                                 WHERE d.topic <> ALL (?))
                            DELETE FROM outbox_event
                             WHERE ctid = ANY (ARRAY(SELECT place FROM unheard))
                            RETURNING shop_id, ordering_key, position
                            """, now, window, topics);
                    callBackNext(tx, gone, now);
                    return gone.size();
                },
                dropped -> dropped > 0);
    }

    /**
     * Hands the consumer the events of its topics in the window and takes them off, in one transaction; answers how many
     * went. Only one process at a time gets any: each sees what the one before has committed. An event that waits for its
     * due time holds the later ones of its key back.
     *
     * @param alone whether nobody handles other topics: then nobody puts events off, and none have to be called back
     */
    int takeBatch(Instant now, String[] topics, boolean alone, int most, BiConsumer<Tx, List<OutboxEvent>> consumer) {
        record Lock(boolean taken) {}
        return database.transaction(
                tx -> {
                    if (!tx.get(Lock.class, "SELECT pg_try_advisory_xact_lock(?) AS taken", BATCH_LOCK)
                            .taken()) {
                        return 0;
                    }
                    List<OutboxEvent> events = delete(tx, now, topics, most).stream()
                            .map(Row::event)
                            .sorted(Comparator.comparingLong(OutboxEvent::position))
                            .toList();
                    if (events.isEmpty()) {
                        return 0;
                    }
                    if (!alone) {
                        callBackNext(tx, events.stream().map(Gone::of).toList(), now);
                    }
                    consumer.accept(tx, events);
                    return events.size();
                },
                taken -> taken > 0);
    }

    /**
     * Deletes the oldest rows. The queue of each key in the window is read from its beginning, whatever the clocks said when
     * its events were due, up to the first that is not due yet, so that a key's go in their order. Nobody else takes events
     * of these topics off, so that they need no locks.
     */
    private List<Row> delete(Tx tx, Instant now, String[] topics, int most) {
        return tx.list(Row.class, """
                WITH due AS MATERIALIZED (
                    SELECT DISTINCT shop_id, ordering_key
                      FROM (SELECT shop_id, ordering_key, topic
                              FROM outbox_event
                             WHERE due_at <= ?
                             ORDER BY due_at, position
                             LIMIT ?) longest_due
                     WHERE topic = ANY (?)),
                queued AS MATERIALIZED (
                    SELECT queue.place, queue.position, queue.free
                      FROM due d
                     CROSS JOIN LATERAL (
                           SELECT place, position, bool_and(due_at <= ?) OVER (ORDER BY position) AS free
                             FROM (SELECT ctid AS place, position, due_at
                                     FROM outbox_event
                                    WHERE shop_id = d.shop_id AND ordering_key = d.ordering_key AND topic = ANY (?)
                                    ORDER BY position
                                    LIMIT ?) first_of_key) queue)
                DELETE FROM outbox_event
                 WHERE ctid = ANY (ARRAY(SELECT place FROM queued WHERE free ORDER BY position LIMIT ?))
                RETURNING shop_id, position, topic, ordering_key, attribute_names, attribute_values, created_at,
                          attempts + 1 AS attempts
                """, now, window, topics, now, topics, most, most);
    }

    /** Counts an attempt at an event of a batch, and lets it and the later ones of its key wait. */
    void postpone(OutboxEvent event, String[] topics, Instant dueAt) {
        database.update(
                """
                UPDATE outbox_event
                   SET due_at = ?, attempts = CASE WHEN position = ? THEN ? ELSE attempts END
                 WHERE shop_id = ? AND ordering_key = ? AND position >= ? AND topic = ANY (?)
                """,
                dueAt,
                event.position(),
                event.attempts(),
                event.shopId(),
                event.orderingKey(),
                event.position(),
                topics);
    }

    /** Calls the events that come next after those gone back, if they were put off. */
    private static void callBackNext(Tx tx, List<Gone> gone, Instant now) {
        if (gone.isEmpty()) {
            return;
        }
        tx.update(
                """
                UPDATE outbox_event
                   SET due_at = ?
                 WHERE ctid = ANY (ARRAY(
                       SELECT next.place
                         FROM unnest(?, ?, ?) AS gone (shop_id, ordering_key, position)
                        CROSS JOIN LATERAL (
                              SELECT e.ctid AS place
                                FROM outbox_event e
                               WHERE e.shop_id = gone.shop_id
                                 AND e.ordering_key = gone.ordering_key
                                 AND e.position > gone.position
                               ORDER BY e.position
                               LIMIT 1) next))
                   AND attempts = 0
                   AND due_at > ?
                """,
                now,
                gone.stream().map(Gone::shopId).toArray(Long[]::new),
                gone.stream().map(Gone::orderingKey).toArray(String[]::new),
                gone.stream().map(Gone::position).toArray(Long[]::new),
                now);
    }

    /**
     * When the window is full, puts off those in it that wait behind an older event of their key, so that a long queue
     * behind one key does not hide the others; answers how many.
     */
    int putOffWaiting(Instant now) {
        return database.update("""
                WITH due AS MATERIALIZED (
                    SELECT shop_id, ordering_key, position
                      FROM outbox_event
                     WHERE due_at <= ?
                     ORDER BY due_at, position
                     LIMIT ?),
                waiting AS MATERIALIZED (
                    SELECT d.shop_id, d.ordering_key, d.position,
                           (SELECT max(o.position)
                              FROM outbox_event o
                             WHERE o.shop_id = d.shop_id
                               AND o.ordering_key = d.ordering_key
                               AND o.position < d.position) AS previous
                      FROM due d
                     WHERE (SELECT count(*) FROM due) = ?),
                behind AS MATERIALIZED (
                    SELECT locked.place
                      FROM waiting w
                     CROSS JOIN LATERAL (
                           SELECT
                             FROM outbox_event p
                            WHERE p.shop_id = w.shop_id AND p.ordering_key = w.ordering_key AND p.position = w.previous
                              FOR KEY SHARE SKIP LOCKED) previous_locked
                     CROSS JOIN LATERAL (
                           SELECT e.ctid AS place
                             FROM outbox_event e
                            WHERE e.shop_id = w.shop_id AND e.ordering_key = w.ordering_key AND e.position = w.position
                              FOR UPDATE SKIP LOCKED) locked)
                UPDATE outbox_event
                   SET due_at = ?
                 WHERE ctid = ANY (ARRAY(SELECT place FROM behind))
                """, now, window, window, now.plus(PUT_OFF));
    }

    /** How many events are on the table, {@link #DEEPEST} if that many or more. */
    long depth() {
        record Depth(long depth) {}
        return database.get(
                        Depth.class,
                        "SELECT count(*) AS depth FROM (SELECT FROM outbox_event LIMIT ?) AS counted",
                        DEEPEST)
                .depth();
    }
}
