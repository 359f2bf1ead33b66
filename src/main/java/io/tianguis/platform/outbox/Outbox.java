package io.tianguis.platform.outbox;

import io.tianguis.kernel.Clock;
import io.tianguis.platform.sql.Tx;
import java.util.List;
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
     * What happened.
     *
     * @param orderingKey what it happened to, such as {@code order:500001}; at most 200 characters
     * @param topic such as {@code order.created}; at most 100 characters
     * @param attributes the few values that a handler needs to find the rest
     */
    public record Entry(String orderingKey, String topic, Map<String, String> attributes) {}

    /**
     * Writes one event, on the way to the transaction's commit.
     *
     * @param orderingKey what it happened to, such as {@code order:500001}; at most 200 characters
     */
    public void append(Tx tx, long shopId, String topic, String orderingKey, Map<String, String> attributes) {
        append(tx, shopId, List.of(new Entry(orderingKey, topic, attributes)));
    }

    /** Writes several events, in their order, which costs hardly more than one. */
    public void append(Tx tx, long shopId, List<Entry> entries) {
        tx.later(OutboxSql.insert(shopId, entries, clock.now()));
    }
}
