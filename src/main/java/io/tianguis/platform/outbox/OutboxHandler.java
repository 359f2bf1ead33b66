package io.tianguis.platform.outbox;

/**
 * Passes the events of a topic on. It sees each event at least once: whatever it does must bear a repetition. The events
 * of one key come one after the other, the next only when it has returned from the one before; those of different keys
 * come at the same time, in several threads and processes.
 */
@FunctionalInterface
public interface OutboxHandler {

    /**
     * Handles one event within 30 seconds, after which its thread is interrupted. Returning takes the event off the
     * table.
     *
     * @throws Exception whatever went wrong: the event comes again after a pause, and the later ones of its key wait
     */
    void handle(OutboxEvent event) throws Exception;
}
