package io.tianguis.platform.outbox;

import io.tianguis.platform.sql.Tx;
import java.util.List;
import java.util.Set;

/**
 * Takes the events of its topics over by the batch, in the transaction that takes them off the table: what it writes there
 * happens once. Batches come one after the other, in one process at a time, and the events of a key in their order.
 */
public interface OutboxConsumer {

    /** Hears nothing. */
    OutboxConsumer NONE = new OutboxConsumer() {
        @Override
        public Set<String> topics() {
            return Set.of();
        }

        @Override
        public void take(Tx tx, List<OutboxEvent> events) {
            throw new IllegalStateException("events for nobody: " + events);
        }
    };

    /** The topics that it hears, always the same. No {@link OutboxHandler} has one of these. */
    Set<String> topics();

    /**
     * Takes some events over. What it throws rolls everything back: the events then come one at a time, and the one that
     * fails alone comes again after a pause, as do the later ones of its key.
     */
    void take(Tx tx, List<OutboxEvent> events);
}
