package io.tianguis.webhooks;

import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the deliveries. Whoever adds deliveries of a subscription or ends some holds its row, in the order of
 * shops and ids, so that the next of an ordering key is called by exactly one of both: by who ends the one before, or by who
 * adds it when there is none. Rows that a statement locks are changed by their places, as in the outbox.
 */
final class DeliveriesSql {

    private DeliveriesSql() {}

    /** A subscription whose row is held. */
    record Target(long shopId, long webhookId, WebhookType type, long lastSequence) {

        Target next() {
            return new Target(shopId, webhookId, type, lastSequence + 1);
        }
    }

    /**
     * Something new to tell.
     *
     * @param first whether it is the first of its ordering key among those added with it
     */
    record Addition(
            long shopId,
            long webhookId,
            long sequence,
            String orderingKey,
            boolean first,
            byte[] body,
            Instant happenedAt) {}

    /** A delivery that somebody has leased, with what sending it needs. */
    record Claimed(
            long shopId,
            long webhookId,
            long sequence,
            String orderingKey,
            int claims,
            int attempts,
            Instant dueAt,
            String url,
            byte[] secret,
            byte @Nullable [] previousSecret,
            @Nullable Instant previousSecretUntil,
            byte[] body) {}

    /**
     * How an attempt changes its delivery.
     *
     * @param dueAt when it is tried again; null when it has ended
     * @param quietUntil when its receiver wants to hear again; null when it said nothing of the kind
     */
    record Ending(
            Claimed delivery,
            DeliveryState state,
            int attempts,
            @Nullable Instant dueAt,
            Instant at,
            @Nullable Integer status,
            @Nullable String fault,
            @Nullable Instant quietUntil,
            boolean gone) {

        long shopId() {
            return delivery.shopId();
        }

        long webhookId() {
            return delivery.webhookId();
        }
    }

    /** Holds the active subscriptions of these shops and types, by {@code webhook_one_active}. */
    static List<Target> holdTargets(Tx tx, List<Long> shopIds, List<WebhookType> types) {
        return tx.list(Target.class, """
                SELECT w.shop_id, w.webhook_id, w.type, w.last_sequence
                  FROM unnest(?::bigint[], ?::text[]) AS told (shop_id, type)
                  JOIN webhook w ON w.shop_id = told.shop_id AND w.type = told.type AND w.active
                 ORDER BY w.shop_id, w.webhook_id
                   FOR NO KEY UPDATE OF w
                """, shopIds.toArray(Long[]::new), types.toArray(WebhookType[]::new));
    }

    /** Adds deliveries of subscriptions that are held. Those with an older one pending wait for it, the others are due. */
    static void add(Tx tx, List<Addition> additions, Instant now) {
        tx.later(Query.update(
                """
                WITH addition AS MATERIALIZED (
                    SELECT *
                      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::bytea[],
                                  ?::timestamptz[])
                           AS a (shop_id, webhook_id, sequence, ordering_key, first, body, happened_at)),
                delivery AS (
                    INSERT INTO webhook_delivery (shop_id, webhook_id, sequence, ordering_key, due_at, body_bytes,
                                                  happened_at)
                    SELECT a.shop_id, a.webhook_id, a.sequence, a.ordering_key,
                           CASE WHEN a.first AND NOT EXISTS (
                                     SELECT
                                       FROM webhook_delivery d
                                      WHERE d.shop_id = a.shop_id
                                        AND d.webhook_id = a.webhook_id
                                        AND d.ordering_key = a.ordering_key
                                        AND d.state = 'pending')
                                THEN ?::timestamptz
                            END,
                           octet_length(a.body), a.happened_at
                      FROM addition a)
                INSERT INTO webhook_body (shop_id, webhook_id, sequence, body)
                SELECT shop_id, webhook_id, sequence, body FROM addition
                """,
                Column.of(additions, Long[]::new, Addition::shopId),
                Column.of(additions, Long[]::new, Addition::webhookId),
                Column.of(additions, Long[]::new, Addition::sequence),
                Column.of(additions, String[]::new, Addition::orderingKey),
                Column.of(additions, Boolean[]::new, Addition::first),
                Column.of(additions, byte[][]::new, Addition::body),
                Column.of(additions, Instant[]::new, Addition::happenedAt),
                now));
    }

    /** Keeps how far the numbers of held subscriptions are. */
    static void count(Tx tx, Collection<Target> targets) {
        List<Target> rows = List.copyOf(targets);
        tx.later(Query.update(
                """
                UPDATE webhook w
                   SET last_sequence = counted.last_sequence
                  FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS counted (shop_id, webhook_id, last_sequence)
                 WHERE w.shop_id = counted.shop_id AND w.webhook_id = counted.webhook_id
                """,
                Column.of(rows, Long[]::new, Target::shopId),
                Column.of(rows, Long[]::new, Target::webhookId),
                Column.of(rows, Long[]::new, Target::lastSequence)));
    }

    /**
     * Leases due deliveries, of each subscription as many as it may have more, each subscription in its turn. The
     * subscriptions with something scheduled are found by leaping along {@code webhook_delivery_schedule}, so that those
     * with nothing to do cost nothing, and one with a long queue costs what one with a short one does. Where more
     * subscriptions than deliveries may be had, those that have been due longest are looked into.
     *
     * @param webhookIds of the subscriptions whose room differs from the usual
     * @param rooms how many more each of these may have
     * @param most in all
     * @param mostBytes after so many bytes of bodies no more are added
     */
    static List<Claimed> claim(
            Database database,
            Instant now,
            Instant leaseEnd,
            Long[] webhookIds,
            Integer[] rooms,
            int usualRoom,
            int most,
            long mostBytes) {
        return database.list(
                Claimed.class, """
                WITH RECURSIVE scheduled AS (
                    (SELECT shop_id, webhook_id, due_at
                       FROM webhook_delivery
                      WHERE due_at IS NOT NULL
                      ORDER BY shop_id, webhook_id, due_at
                      LIMIT 1)
                    UNION ALL
                    SELECT following.shop_id, following.webhook_id, following.due_at
                      FROM scheduled s
                     CROSS JOIN LATERAL (
                           SELECT d.shop_id, d.webhook_id, d.due_at
                             FROM webhook_delivery d
                            WHERE d.due_at IS NOT NULL AND (d.shop_id, d.webhook_id) > (s.shop_id, s.webhook_id)
                            ORDER BY d.shop_id, d.webhook_id, d.due_at
                            LIMIT 1) following),
                longest_due AS MATERIALIZED (
                    SELECT s.shop_id, s.webhook_id, coalesce(known.room, ?) AS room
                      FROM scheduled s
                      JOIN webhook w ON w.shop_id = s.shop_id AND w.webhook_id = s.webhook_id
                      LEFT JOIN unnest(?::bigint[], ?::integer[]) AS known (webhook_id, room)
                             ON known.webhook_id = s.webhook_id
                     WHERE s.due_at <= ?
                       AND w.active AND (w.quiet_until IS NULL OR w.quiet_until <= ?)
                       AND (known.room IS NULL OR known.room > 0)
                     ORDER BY s.due_at
                     LIMIT ?),
                locked AS MATERIALIZED (
                    SELECT due.place, due.body_bytes,
                           row_number() OVER (PARTITION BY r.shop_id, r.webhook_id ORDER BY due.due_at) AS turn
                      FROM longest_due r
                     CROSS JOIN LATERAL (
                           SELECT d.ctid AS place, d.body_bytes, d.due_at
                             FROM webhook_delivery d
                            WHERE d.shop_id = r.shop_id AND d.webhook_id = r.webhook_id AND d.due_at <= ?
                            ORDER BY d.due_at, d.sequence
                            LIMIT r.room
                              FOR UPDATE SKIP LOCKED) due),
                chosen AS MATERIALIZED (
                    SELECT place
                      FROM (SELECT place, turn, body_bytes,
                                   sum(body_bytes) OVER (ORDER BY turn, place) - body_bytes AS bytes_before
                              FROM locked) counted
                     WHERE bytes_before < ?
                     ORDER BY turn
                     LIMIT ?),
                claimed AS (
                    UPDATE webhook_delivery
                       SET due_at = ?, claims = claims + 1
                     WHERE ctid = ANY (ARRAY(SELECT place FROM chosen))
                    RETURNING shop_id, webhook_id, sequence, ordering_key, claims, attempts, due_at)
                SELECT c.*, w.url, w.secret, w.previous_secret, w.previous_secret_until,
                       (SELECT b.body
                          FROM webhook_body b
                         WHERE b.shop_id = c.shop_id AND b.webhook_id = c.webhook_id AND b.sequence = c.sequence) AS body
                  FROM claimed c
                  JOIN webhook w ON w.shop_id = c.shop_id AND w.webhook_id = c.webhook_id
                """, usualRoom, webhookIds, rooms, now, now, most, now, mostBytes, most, leaseEnd);
    }

    /**
     * Writes down what became of attempts, and calls the next of the ordering keys whose delivery has ended. A delivery that
     * somebody else has claimed since, because the lease was over, is theirs and stays as it is. All of it goes with the commit.
     */
    static void end(Tx tx, List<Ending> endings, Instant now) {
        tx.later(hold(
                Column.of(endings, Long[]::new, Ending::shopId), Column.of(endings, Long[]::new, Ending::webhookId)));
        tx.later(keep(endings));
        List<Ending> ended = endings.stream()
                .filter(ending -> ending.state() != DeliveryState.PENDING)
                .toList();
        if (!ended.isEmpty()) {
            tx.later(callNext(ended, now));
        }
        List<Ending> heard = endings.stream()
                .filter(ending -> ending.gone() || ending.quietUntil() != null)
                .toList();
        if (!heard.isEmpty()) {
            tx.later(heed(heard, now));
        }
    }

    private static Query<Integer> keep(List<Ending> endings) {
        return Query.update(
                """
                UPDATE webhook_delivery d
                   SET state = e.state, attempts = e.attempts, due_at = e.due_at, attempted_at = e.at,
                       ended_at = CASE WHEN e.state <> 'pending' THEN e.at END,
                       last_status = e.status, last_fault = e.fault
                  FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::integer[], ?::text[], ?::integer[],
                              ?::timestamptz[], ?::timestamptz[], ?::integer[], ?::text[])
                       AS e (shop_id, webhook_id, sequence, claims, state, attempts, due_at, at, status, fault)
                 WHERE d.shop_id = e.shop_id AND d.webhook_id = e.webhook_id AND d.sequence = e.sequence
                   AND d.claims = e.claims AND d.state = 'pending'
                """,
                Column.of(endings, Long[]::new, Ending::shopId),
                Column.of(endings, Long[]::new, Ending::webhookId),
                Column.of(endings, Long[]::new, e -> e.delivery().sequence()),
                Column.of(endings, Integer[]::new, e -> e.delivery().claims()),
                Column.of(endings, DeliveryState[]::new, Ending::state),
                Column.of(endings, Integer[]::new, Ending::attempts),
                Column.of(endings, Instant[]::new, Ending::dueAt),
                Column.of(endings, Instant[]::new, Ending::at),
                Column.of(endings, Integer[]::new, Ending::status),
                Column.of(endings, String[]::new, Ending::fault));
    }

    /** Calls the oldest pending delivery of each of these ordering keys, unless one of the key is scheduled already. */
    private static Query<Integer> callNext(List<Ending> endings, Instant now) {
        return Query.update(
                """
                UPDATE webhook_delivery
                   SET due_at = ?
                 WHERE ctid = ANY (ARRAY(
                       SELECT next.place
                         FROM (SELECT DISTINCT shop_id, webhook_id, ordering_key
                                 FROM unnest(?::bigint[], ?::bigint[], ?::text[])
                                      AS ended (shop_id, webhook_id, ordering_key)) e
                        CROSS JOIN LATERAL (
                              SELECT d.ctid AS place, bool_or(d.due_at IS NOT NULL) OVER () AS scheduled
                                FROM webhook_delivery d
                               WHERE d.shop_id = e.shop_id
                                 AND d.webhook_id = e.webhook_id
                                 AND d.ordering_key = e.ordering_key
                                 AND d.state = 'pending'
                               ORDER BY d.sequence
                               LIMIT 1) next
                        WHERE NOT next.scheduled))
                """,
                now,
                Column.of(endings, Long[]::new, Ending::shopId),
                Column.of(endings, Long[]::new, Ending::webhookId),
                Column.of(endings, String[]::new, e -> e.delivery().orderingKey()));
    }

    /** Ends the subscriptions whose receivers are gone, and lets those rest whose receivers ask for it. */
    private static Query<Integer> heed(List<Ending> endings, Instant now) {
        return Query.update(
                """
                UPDATE webhook w
                   SET active = w.active AND NOT e.gone,
                       updated_at = CASE WHEN w.active AND e.gone THEN ? ELSE w.updated_at END,
                       quiet_until = greatest(w.quiet_until, e.quiet_until)
                  FROM (SELECT shop_id, webhook_id, bool_or(gone) AS gone, max(quiet_until) AS quiet_until
                          FROM unnest(?::bigint[], ?::bigint[], ?::boolean[], ?::timestamptz[])
                               AS said (shop_id, webhook_id, gone, quiet_until)
                         GROUP BY shop_id, webhook_id) e
                 WHERE w.shop_id = e.shop_id AND w.webhook_id = e.webhook_id
                """,
                now,
                Column.of(endings, Long[]::new, Ending::shopId),
                Column.of(endings, Long[]::new, Ending::webhookId),
                Column.of(endings, Boolean[]::new, Ending::gone),
                Column.of(endings, Instant[]::new, Ending::quietUntil));
    }

    /** Holds the rows of subscriptions. */
    static Query<?> hold(Long[] shopIds, Long[] webhookIds) {
        record Held(long webhookId) {}
        return Query.list(Held.class, """
                SELECT w.webhook_id
                  FROM webhook w
                 WHERE (w.shop_id, w.webhook_id) IN (SELECT * FROM unnest(?::bigint[], ?::bigint[]))
                 ORDER BY w.shop_id, w.webhook_id
                   FOR NO KEY UPDATE OF w
                """, shopIds, webhookIds);
    }
}
