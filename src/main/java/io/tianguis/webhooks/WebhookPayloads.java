package io.tianguis.webhooks;

import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes what receivers are sent, in a dialect's words. */
public interface WebhookPayloads {

    /**
     * Something that happened.
     *
     * @param position names it among the others of a call
     * @param attributes as they were appended to the outbox
     */
    record Happening(long position, WebhookType type, Map<String, String> attributes, Instant at) {}

    /**
     * The bytes to send, by position. What they tell of may have changed since it happened; what has no subject any more is
     * left out, and nobody is told. They are kept, so that every attempt sends the same.
     */
    Map<Long, byte[]> write(Tx tx, ShopId shop, List<Happening> happenings);
}
