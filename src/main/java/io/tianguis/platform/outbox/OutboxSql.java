package io.tianguis.platform.outbox;

import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements of the outbox. Whatever looks for due events reads the window of those that have been due longest, from
 * {@code outbox_event_due}; everything else goes by {@code outbox_event_pk}.
 *
 * <p>Two facts carry the order of a key. Only its oldest event is ever claimed. And an event is put off only while a lock
 * keeps the one right before it on the table, so that whoever deletes that one sees the one put off, and calls it back.
 */
final class OutboxSql {

    /** How far {@link #depth} counts. */
    static final int DEEPEST = 10_000;

    /** An event put off is called back by the one before it; this is for rows that somebody deleted by hand. */
    private static final Duration PUT_OFF = Duration.ofHours(1);

    private final Database database;
    private final int window;

    /** @param window how many due events a look at the table considers */
    OutboxSql(Database database, int window) {
        this.database = database;
        this.window = window;
    }

    int window() {
        return window;
    }

    static void insert(
            Tx tx, long shopId, String topic, String orderingKey, Map<String, String> attributes, Instant now) {
        tx.update(
                """
                INSERT INTO outbox_event
                       (shop_id, ordering_key, topic, attribute_names, attribute_values, created_at, due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                shopId,
                orderingKey,
                topic,
                attributes.keySet().toArray(String[]::new),
                attributes.values().toArray(String[]::new),
                now,
                now);
    }

    /**
     * Takes the oldest due events of different keys, counts the attempt, and leaves them to nobody else before
     * {@code leaseEnd}. Of two processes at a time the slower finds {@code due_at} moved when it checks again under the
     * lock.
     */
    List<OutboxEvent> claim(Instant now, Instant leaseEnd, int most) {
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
        return database.list(Row.class, """
                        WITH oldest AS MATERIALIZED (
                            SELECT e.shop_id, e.ordering_key, e.position
                              FROM (SELECT shop_id, ordering_key, position
                                      FROM outbox_event
                                     WHERE due_at <= ?
                                     ORDER BY due_at, position
                                     LIMIT ?) due
                              JOIN outbox_event e USING (shop_id, ordering_key, position)
                             WHERE e.due_at <= ?
                               AND NOT EXISTS (
                                   SELECT FROM outbox_event older
                                    WHERE older.shop_id = e.shop_id
                                      AND older.ordering_key = e.ordering_key
                                      AND older.position < e.position)
                             LIMIT ?
                               FOR UPDATE OF e SKIP LOCKED)
                        UPDATE outbox_event e
                           SET due_at = ?, attempts = e.attempts + 1
                          FROM oldest o
                         WHERE e.shop_id = o.shop_id AND e.ordering_key = o.ordering_key AND e.position = o.position
                        RETURNING e.shop_id, e.position, e.topic, e.ordering_key, e.attribute_names,
                                  e.attribute_values, e.created_at, e.attempts
                        """, now, window, now, most, leaseEnd).stream()
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
        record Gone(long shopId, String orderingKey, long position) {}
        return database.transaction(
                tx -> {
                    List<Gone> gone = tx.list(Gone.class, """
                            WITH unheard AS MATERIALIZED (
                                SELECT e.shop_id, e.ordering_key, e.position
                                  FROM (SELECT shop_id, ordering_key, position, topic
                                          FROM outbox_event
                                         WHERE due_at <= ?
                                         ORDER BY due_at, position
                                         LIMIT ?) due
                                  JOIN outbox_event e USING (shop_id, ordering_key, position)
                                 WHERE due.topic <> ALL (?)
                                   FOR UPDATE OF e SKIP LOCKED)
                            DELETE FROM outbox_event e
                             USING unheard u
                             WHERE e.shop_id = u.shop_id
                               AND e.ordering_key = u.ordering_key
                               AND e.position = u.position
                            RETURNING e.shop_id, e.ordering_key, e.position
                            """, now, window, topics);
                    if (!gone.isEmpty()) {
                        tx.update(
                                """
                                UPDATE outbox_event e
                                   SET due_at = ?
                                  FROM unnest(?, ?, ?) AS gone (shop_id, ordering_key, position)
                                 WHERE e.shop_id = gone.shop_id
                                   AND e.ordering_key = gone.ordering_key
                                   AND e.position = (
                                       SELECT min(next.position)
                                         FROM outbox_event next
                                        WHERE next.shop_id = gone.shop_id
                                          AND next.ordering_key = gone.ordering_key
                                          AND next.position > gone.position)
                                   AND e.attempts = 0
                                   AND e.due_at > ?
                                """,
                                now,
                                gone.stream().map(Gone::shopId).toArray(Long[]::new),
                                gone.stream().map(Gone::orderingKey).toArray(String[]::new),
                                gone.stream().map(Gone::position).toArray(Long[]::new),
                                now);
                    }
                    return gone.size();
                },
                dropped -> dropped > 0);
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
                behind AS MATERIALIZED (
                    SELECT e.shop_id, e.ordering_key, e.position
                      FROM due
                      JOIN outbox_event e USING (shop_id, ordering_key, position)
                      JOIN outbox_event before
                        ON before.shop_id = e.shop_id
                       AND before.ordering_key = e.ordering_key
                       AND before.position = (
                           SELECT max(older.position)
                             FROM outbox_event older
                            WHERE older.shop_id = e.shop_id
                              AND older.ordering_key = e.ordering_key
                              AND older.position < e.position)
                     WHERE (SELECT count(*) FROM due) = ?
                       FOR KEY SHARE OF before SKIP LOCKED
                       FOR UPDATE OF e SKIP LOCKED)
                UPDATE outbox_event e
                   SET due_at = ?
                  FROM behind b
                 WHERE e.shop_id = b.shop_id AND e.ordering_key = b.ordering_key AND e.position = b.position
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
