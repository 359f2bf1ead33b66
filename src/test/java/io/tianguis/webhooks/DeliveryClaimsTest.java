package io.tianguis.webhooks;

import static io.tianguis.webhooks.WebhookType.ORDER_CREATED;
import static io.tianguis.webhooks.WebhookType.ORDER_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Eventually;
import io.tianguis.webhooks.DeliveriesSql.Claimed;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the deliveries that are due are shared out, when there are more than may be leased. */
class DeliveryClaimsTest {

    private static final int MANY = 100;
    private static final long NO_BOUND_OF_BYTES = Long.MAX_VALUE;

    private final Receivers receivers = new Receivers();

    @AfterEach
    void close() {
        receivers.close();
    }

    @Test
    void eachSubscriptionHasItsTurnBeforeOneHasItsSecond() {
        long created = subscribe(ORDER_CREATED);
        long updated = subscribe(ORDER_UPDATED);
        happen(ORDER_CREATED, 10);
        happen(ORDER_UPDATED, 3);
        awaitMade(13);

        assertThat(claim(Map.of(), MANY, 4, NO_BOUND_OF_BYTES))
                .extracting(Claimed::webhookId)
                .containsExactlyInAnyOrder(created, created, updated, updated);
        assertThat(claim(Map.of(), MANY, MANY, NO_BOUND_OF_BYTES)).hasSize(9);
        assertThat(claim(Map.of(), MANY, MANY, NO_BOUND_OF_BYTES)).isEmpty();
    }

    @Test
    void aSubscriptionHasNoMoreThanItsRoom() {
        long created = subscribe(ORDER_CREATED);
        long updated = subscribe(ORDER_UPDATED);
        happen(ORDER_CREATED, 10);
        happen(ORDER_UPDATED, 10);
        awaitMade(20);

        assertThat(claim(Map.of(created, 0), 3, MANY, NO_BOUND_OF_BYTES))
                .extracting(Claimed::webhookId)
                .containsExactly(updated, updated, updated);
        assertThat(claim(Map.of(created, 2, updated, 0), 3, MANY, NO_BOUND_OF_BYTES))
                .extracting(Claimed::webhookId)
                .containsExactly(created, created);
    }

    @Test
    void bodiesAreClaimedUntilTheirBytesAreEnough() {
        subscribe(ORDER_CREATED);
        happen(ORDER_CREATED, 10);
        awaitMade(10);
        int bytes = claim(Map.of(), 1, 1, NO_BOUND_OF_BYTES).getFirst().body().length;

        assertThat(claim(Map.of(), MANY, MANY, bytes)).hasSize(1);
        assertThat(claim(Map.of(), MANY, MANY, bytes + 1)).hasSize(2);
    }

    @Test
    void ofMoreSubscriptionsThanMayHaveSomethingThoseDueLongestDoAndTheOthersAreLeftAlone() {
        receivers.database.update("""
                WITH subscription AS (
                    INSERT INTO webhook (shop_id, type, url, secret, created_at, updated_at)
                    SELECT n, 'order_created', 'https://receiver.example', '', ?, ? FROM generate_series(1, 20) n
                    RETURNING shop_id, webhook_id)
                INSERT INTO webhook_delivery (shop_id, webhook_id, sequence, ordering_key, due_at, body_bytes, happened_at)
                SELECT shop_id, webhook_id, sequence, 'order:' || sequence, ?::timestamptz - shop_id * interval '1 second', 2, ?
                  FROM subscription CROSS JOIN generate_series(1, 2) sequence
                """, receivers.now(), receivers.now(), receivers.now(), receivers.now());

        assertThat(claim(Map.of(), 1, 3, NO_BOUND_OF_BYTES))
                .extracting(Claimed::shopId)
                .containsExactlyInAnyOrder(20L, 19L, 18L);
        record Locked(long locked) {}
        assertThat(receivers
                        .database
                        .get(
                                Locked.class,
                                "SELECT count(*) AS locked FROM webhook_delivery WHERE xmax <> 0 AND claims = 0")
                        .locked())
                .isZero();
    }

    @Test
    void aLongQueueCostsALookNoMoreThanAShortOne() {
        long created = subscribe(ORDER_CREATED);
        receivers.database.update("""
                INSERT INTO webhook_delivery (shop_id, webhook_id, sequence, ordering_key, due_at, body_bytes, happened_at)
                SELECT ?, ?, n, 'order:' || n, ?, 2, ? FROM generate_series(1, 20000) n
                """, Receivers.SHOP.value(), created, receivers.now(), receivers.now());
        receivers.database.update("ANALYZE webhook_delivery");
        long before = entriesRead();

        for (int look = 0; look < 8; look++) {
            assertThat(claim(Map.of(), 4, MANY, NO_BOUND_OF_BYTES)).hasSize(4);
        }

        assertThat(entriesRead() - before).isBetween(8L * 4, 8L * 100);
    }

    /** One thread keeps one connection, whose own count is what it asks to be published. */
    private long entriesRead() {
        record Published(@Nullable String published) {}
        record Read(long entries) {}
        receivers.database.list(Published.class, "SELECT pg_stat_force_next_flush()::text AS published");
        return receivers.database.get(Read.class, """
                        SELECT idx_tup_read AS entries
                          FROM pg_stat_user_indexes
                         WHERE indexrelname = 'webhook_delivery_schedule'
                        """).entries();
    }

    private List<Claimed> claim(Map<Long, Integer> rooms, int usualRoom, int most, long mostBytes) {
        List<Long> webhookIds = List.copyOf(rooms.keySet());
        return DeliveriesSql.claim(
                receivers.database,
                receivers.now(),
                receivers.now().plus(WebhookSender.LEASE),
                webhookIds.toArray(Long[]::new),
                webhookIds.stream().map(rooms::get).toArray(Integer[]::new),
                usualRoom,
                most,
                mostBytes);
    }

    private long subscribe(WebhookType type) {
        return receivers.subscribe(type, "https://receiver.example").webhook().webhookId();
    }

    private void happen(WebhookType type, int orders) {
        IntStream.range(0, orders).forEach(order -> receivers.happen(type, "order:" + order, "something"));
    }

    private void awaitMade(int deliveries) {
        receivers.relay();
        Eventually.await(deliveries + " deliveries", () -> receivers.log().size() == deliveries);
    }
}
