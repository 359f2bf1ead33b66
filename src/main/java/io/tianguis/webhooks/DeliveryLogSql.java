package io.tianguis.webhooks;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on the log that deliveries become: what it tells, what is replayed from it, and when its lines go. */
final class DeliveryLogSql {

    /** How far {@link #backlog} counts. */
    static final int MOST_COUNTED = 10_000;

    private DeliveryLogSql() {}

    /** Looks at no more than {@link #MOST_COUNTED}; by {@code webhook_delivery_pending}. */
    static WebhookBacklog backlog(Statements statements, Instant now) {
        record Counted(long pending, @Nullable Instant longestDue) {}
        Counted counted = statements.get(Counted.class, """
                SELECT count(*) AS pending, min(due_at) AS longest_due
                  FROM (SELECT due_at FROM webhook_delivery WHERE state = 'pending' LIMIT ?) AS counted
                """, MOST_COUNTED);
        @Nullable Instant due = counted.longestDue();
        boolean late = due != null && due.isBefore(now);
        return new WebhookBacklog(counted.pending(), late ? Duration.between(due, now) : Duration.ZERO);
    }

    /** The newest deliveries of a subscription, or of each that the shop has, the newest first. */
    static List<Delivery> list(Statements statements, ShopId shop, Optional<Long> webhookId, int most) {
        List<Object> values = new ArrayList<>(List.of(most, shop.value()));
        webhookId.ifPresent(values::add);
        values.add(most);
        return statements.list(
                Delivery.class, """
                SELECT newest.*
                  FROM webhook w
                 CROSS JOIN LATERAL (
                       SELECT webhook_id, sequence, ordering_key, state, attempts, happened_at, due_at, attempted_at,
                              ended_at, last_status, last_fault
                         FROM webhook_delivery
                        WHERE shop_id = w.shop_id AND webhook_id = w.webhook_id
                        ORDER BY sequence DESC
                        LIMIT ?) newest
                 WHERE w.shop_id = ?%s
                 ORDER BY newest.happened_at DESC, newest.webhook_id, newest.sequence DESC
                 LIMIT ?
                """.formatted(webhookId.isPresent() ? " AND w.webhook_id = ?" : ""), values.toArray());
    }

    /**
     * Makes ended deliveries of a subscription pending again, the oldest first.
     *
     * @param after looks at those numbered higher
     */
    static Replayed replay(Tx tx, ShopId shop, long webhookId, Instant since, long after, int most, Instant now) {
        tx.later(DeliveriesSql.hold(new Long[] {shop.value()}, new Long[] {webhookId}));
        return tx.get(Replayed.class, """
                WITH looked_at AS MATERIALIZED (
                    SELECT ctid AS place, sequence, ordering_key, state, happened_at
                      FROM webhook_delivery
                     WHERE shop_id = ? AND webhook_id = ? AND sequence > ?
                     ORDER BY sequence
                     LIMIT ?),
                again AS MATERIALIZED (
                    SELECT place, ordering_key,
                           row_number() OVER (PARTITION BY ordering_key ORDER BY sequence) AS turn
                      FROM looked_at
                     WHERE state <> 'pending' AND happened_at >= ?),
                changed AS (
                    UPDATE webhook_delivery d
                       SET state = 'pending', attempts = 0, ended_at = NULL,
                           due_at = CASE WHEN a.turn = 1 AND NOT EXISTS (
                                              SELECT
                                                FROM webhook_delivery o
                                               WHERE o.shop_id = ? AND o.webhook_id = ?
                                                 AND o.ordering_key = a.ordering_key AND o.state = 'pending')
                                         THEN ?::timestamptz
                                     END
                      FROM again a
                     WHERE d.ctid = a.place
                    RETURNING d.sequence)
                SELECT (SELECT count(*) FROM changed) AS deliveries, (SELECT max(sequence) FROM looked_at) AS last
                """, shop.value(), webhookId, after, most, since, shop.value(), webhookId, now);
    }

    /**
     * A part of a replay.
     *
     * @param last the highest number that was looked at; null when there was none
     */
    record Replayed(long deliveries, @Nullable Long last) {}

    /**
     * Discards pending deliveries of subscriptions that have ended, the newest first, so that the oldest of an ordering key
     * goes last and calls nobody; answers how many.
     */
    static int discard(Statements statements, int most, Instant now) {
        return statements.update("""
                UPDATE webhook_delivery
                   SET state = 'discarded', due_at = NULL, ended_at = ?
                 WHERE ctid = ANY (ARRAY(
                       SELECT pending.place
                         FROM webhook w
                        CROSS JOIN LATERAL (
                              SELECT d.ctid AS place
                                FROM webhook_delivery d
                               WHERE d.shop_id = w.shop_id AND d.webhook_id = w.webhook_id AND d.state = 'pending'
                               ORDER BY d.sequence DESC
                               LIMIT ?) pending
                        WHERE NOT w.active
                          AND EXISTS (
                              SELECT
                                FROM webhook_delivery d
                               WHERE d.shop_id = w.shop_id AND d.webhook_id = w.webhook_id AND d.state = 'pending')
                        LIMIT ?))
                """, now, most, most);
    }

    /** Deletes deliveries that ended before a time, with their bodies; answers how many. */
    static int deleteEnded(Statements statements, Instant before, int most) {
        return statements.update("""
                DELETE FROM webhook_delivery
                 WHERE ctid = ANY (ARRAY(
                       SELECT oldest.place
                         FROM webhook w
                        CROSS JOIN LATERAL (
                              SELECT d.ctid AS place, d.ended_at
                                FROM webhook_delivery d
                               WHERE d.shop_id = w.shop_id AND d.webhook_id = w.webhook_id
                               ORDER BY d.sequence
                               LIMIT ?) oldest
                        WHERE oldest.ended_at < ?
                          AND (SELECT d.ended_at
                                 FROM webhook_delivery d
                                WHERE d.shop_id = w.shop_id AND d.webhook_id = w.webhook_id
                                ORDER BY d.sequence
                                LIMIT 1) < ?
                        LIMIT ?))
                """, most, before, before, most);
    }
}
