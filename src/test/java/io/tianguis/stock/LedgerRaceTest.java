package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everybody moves the same few variants at once, and the orders of the others too, while the clock goes back and forth. */
class LedgerRaceTest {

    private static final List<String> SKUS = List.of(World.PAQ, World.MULTI, World.BACK_ORDER);
    private static final int CALLERS = 16;
    private static final int STEPS = 60;
    private static final int ORDERS = 40;
    private static final long FIRST_ORDER = 900_000;

    private final TestBackend backend = new TestBackend();
    private final Stock stock = backend.get().stock();
    private final ShopId shop = backend.shop().id();
    private final List<StockedVariant> variants =
            SKUS.stream().map(sku -> stock.findBySku(shop, sku).orElseThrow()).toList();

    private final Map<MovementReason, AtomicLong> accepted = new ConcurrentHashMap<>();
    private final AtomicLong reserved = new AtomicLong();
    private final AtomicLong released = new AtomicLong();

    private record Sum(MovementReason reason, long units) {}

    private record Count(long count) {}

    private record Units(long units) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void theLedgerIsExactAfterwards() throws Exception {
        long heldBefore = held();
        List<Callable<Boolean>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Random random = new Random(caller);
            callers.add(() -> {
                for (int step = 0; step < STEPS; step++) {
                    step(random);
                }
                return true;
            });
        }
        TestBackend.race(callers);

        Ledger.assertSound(backend.database());
        assertThat(new LedgerCheck(backend.database()).whole(Optional.empty()).areSound())
                .isTrue();
        Map<MovementReason, Long> sums = new ConcurrentHashMap<>();
        backend.database()
                .list(Sum.class, """
                        SELECT reason, sum(delta)::bigint AS units
                          FROM stock_movement
                         WHERE shop_id = ? AND variant_id = ANY (?)
                         GROUP BY reason
                        """, shop.value(), variantIds())
                .forEach(sum -> sums.put(sum.reason(), sum.units()));
        assertThat(sums.get(MovementReason.INBOUND))
                .isPositive()
                .isEqualTo(accepted.get(MovementReason.INBOUND).get());
        assertThat(sums.get(MovementReason.ADJUSTMENT))
                .isEqualTo(accepted.get(MovementReason.ADJUSTMENT).get());
        assertThat(sums.get(MovementReason.SALE)).isNegative();
        assertThat(reserved.get() - released.get() + sums.get(MovementReason.SALE))
                .as("what was reserved and neither given back nor shipped")
                .isEqualTo(held() - heldBefore);
        assertPastIsSound();
        assertThat(backend.database()
                        .get(
                                Count.class,
                                "SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()")
                        .count())
                .isZero();
    }

    /** One thing that a shop does all day, on two of the variants in any order where it may be several. */
    private void step(Random random) {
        long order = FIRST_ORDER + random.nextInt(ORDERS);
        StockedVariant one = variants.get(random.nextInt(variants.size()));
        StockedVariant other = variants.get(random.nextInt(variants.size()));
        long units = 1 + random.nextInt(3);
        switch (random.nextInt(7)) {
            case 0, 1 -> reserve(order, one, other, units);
            case 2 -> backend.run(tx -> stock.ship(tx, shop, order, "order:" + order, null));
            case 3 -> released.addAndGet(done(tx -> stock.release(tx, shop, order)));
            case 4 -> {
                done(tx -> {
                    stock.receive(
                            tx,
                            shop,
                            List.of(new Arrival(one.variantId(), units), new Arrival(other.variantId(), units)),
                            MovementReason.INBOUND,
                            "entry:1",
                            null);
                    return true;
                });
                count(MovementReason.INBOUND, 2 * units);
            }
            case 5 -> {
                long delta = random.nextBoolean() ? units : -units;
                if (backend.run(tx -> stock.adjust(tx, shop, SKUS.get(variants.indexOf(one)), delta, null, "counter"))
                        instanceof Outcome.Ok) {
                    count(MovementReason.ADJUSTMENT, delta);
                }
            }
            default -> {
                ItemChange change =
                        new ItemChange(VariantChange.NOTHING, Optional.of((long) random.nextInt(30)), Optional.empty());
                assertThat(stock.change(shop, one.webId(), change, "pos")).isInstanceOf(Outcome.Ok.class);
            }
        }
        backend.clock().advance(Duration.ofSeconds(random.nextInt(61) - 30));
    }

    /** Adds two lines to an order; the advisory lock stands for that of the order's row, which numbers them. */
    private void reserve(long order, StockedVariant one, StockedVariant other, long units) {
        reserved.addAndGet(done(tx -> {
            tx.list(Count.class, "SELECT count(*) AS count FROM pg_advisory_xact_lock(?)", order);
            int line = (int) tx.get(
                            Count.class,
                            "SELECT coalesce(max(line) + 1, 0)::bigint AS count FROM stock_reservation WHERE order_id = ?",
                            order)
                    .count();
            return units
                    * tx.run(stock.reserve(
                                    shop,
                                    order,
                                    List.of(
                                            new ReservationLine(line, one.variantId(), units),
                                            new ReservationLine(line + 1, other.variantId(), units))))
                            .size();
        }));
    }

    private <T> T done(Function<Tx, T> work) {
        return backend.database().transaction(work, done -> true);
    }

    private void count(MovementReason reason, long units) {
        accepted.computeIfAbsent(reason, none -> new AtomicLong()).addAndGet(units);
    }

    private Long[] variantIds() {
        return variants.stream().map(StockedVariant::variantId).toArray(Long[]::new);
    }

    private long held() {
        return backend.database()
                .get(
                        Units.class,
                        "SELECT coalesce(sum(units), 0)::bigint AS units FROM stock_reservation WHERE variant_id = ANY (?)",
                        (Object) variantIds())
                .units();
    }

    /** The order in which movements happened is that of their dates, and there were never fewer than no units. */
    private void assertPastIsSound() {
        assertThat(backend.database().get(Count.class, """
                                SELECT count(*) AS count
                                  FROM (SELECT sum(delta) OVER happened AS level,
                                               at < lag(at) OVER happened AS goes_back
                                          FROM stock_movement
                                        WINDOW happened AS (PARTITION BY shop_id, variant_id ORDER BY movement_id)) past
                                 WHERE level < 0 OR goes_back
                                """).count()).isZero();
    }
}
