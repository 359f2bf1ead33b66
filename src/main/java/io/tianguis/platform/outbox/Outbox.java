package io.tianguis.platform.outbox;

import io.tianguis.kernel.Clock;
import io.tianguis.platform.sql.Tx;
import java.util.Map;

/**
 * Where capabilities write what happened. Events of one key are handed on in the order of their rows, so whoever appends
 * holds a lock on the key's subject, or has just created it.
 */
public final class Outbox {

    private final Clock clock;

    public Outbox(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes one event.
     *
     * @param topic what happened, such as {@code order/created}
     * @param orderingKey what it happened to, such as {@code order:500001}
     * @param attributes the few values that a handler needs to find the rest
     */
    public void append(Tx tx, long shopId, String topic, String orderingKey, Map<String, String> attributes) {
        tx.update(
                """
                INSERT INTO outbox_event (shop_id, topic, ordering_key, attributes, created_at, due_at)
                VALUES (?, ?, ?, jsonb_object(?::text[], ?::text[]), ?, ?)
                """,
                shopId,
                topic,
                orderingKey,
                attributes.keySet().toArray(String[]::new),
                attributes.values().toArray(String[]::new),
                clock.now(),
                clock.now());
    }
}
