package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger read back. */
class StockHistoryTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    private final TestBackend backend = new TestBackend();
    private final Stock stock = backend.get().stock();
    private final ShopId shop = backend.shop().id();
    private final Instant begin = MovableClock.START;

    /** A movement without what the database adds. */
    private record Moved(long delta, MovementReason reason, Instant at, long onHandAfter) {}

    @BeforeEach
    void receiveAndAdjust() {
        assertThat(stock.findBySku(shop, World.SOLD_OUT).orElseThrow().onHand()).isZero();
        backend.clock().advance(HOUR);
        receive(10);
        backend.clock().advance(HOUR);
        adjust(-3);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void theLevelOfAPastMomentIsWhatItsMovementsAddUpTo() {
        assertThat(stock.levelAt(shop, World.SOLD_OUT, begin)).hasValue(0);
        assertThat(stock.levelAt(shop, World.SOLD_OUT, begin.plus(HOUR).minus(MICROSECOND)))
                .hasValue(0);
        assertThat(stock.levelAt(shop, World.SOLD_OUT, begin.plus(HOUR))).hasValue(10);
        assertThat(stock.levelAt(
                        shop, World.SOLD_OUT, begin.plus(HOUR).plus(HOUR).minusNanos(1)))
                .as("not rounded up to the next microsecond")
                .hasValue(10);
        assertThat(stock.levelAt(shop, World.SOLD_OUT, begin.plus(HOUR).plus(HOUR)))
                .hasValue(7);
        assertThat(stock.levelAt(shop, World.SOLD_OUT, Instant.MAX)).hasValue(7);
        assertThat(stock.levelAt(shop, World.SOLD_OUT, Instant.MIN)).hasValue(0);
    }

    @Test
    void aSkuThatTheShopDoesNotHaveHasNoLevelAndNoHistory() {
        for (String sku : List.of("NADA", "AJENO-1", World.SOLD_OUT.toLowerCase(Locale.ROOT))) {
            assertThat(stock.levelAt(shop, sku, begin)).isEmpty();
            assertThat(stock.history(shop, sku, 1)).isEmpty();
            assertThat(stock.historyUntil(shop, sku, begin, 1)).isEmpty();
        }
        assertThat(stock.history(backend.stranger().id(), World.SOLD_OUT, 1)).isEmpty();
    }

    @Test
    void theHistoryTellsTheNewestMovementsFirstWithTheLevelAfterEach() {
        reserve(2);
        StockHistory history = stock.history(shop, World.SOLD_OUT, 2).orElseThrow();
        assertThat(history.onHand()).isEqualTo(7);
        assertThat(history.reserved()).isEqualTo(2);
        assertThat(history.available()).isEqualTo(5);
        assertThat(moved(history))
                .containsExactly(
                        new Moved(
                                -3, MovementReason.ADJUSTMENT, begin.plus(HOUR).plus(HOUR), 7),
                        new Moved(10, MovementReason.INBOUND, begin.plus(HOUR), 10));
        assertThat(stock.history(shop, World.SOLD_OUT, 1).orElseThrow().movements())
                .hasSize(1);
    }

    @Test
    void theHistoryUntilAPastMomentEndsThereAndDoesNotKnowWhatWasReserved() {
        StockHistory history =
                stock.historyUntil(shop, World.SOLD_OUT, begin.plus(HOUR), 10).orElseThrow();
        assertThat(history.onHand()).isEqualTo(10);
        assertThat(history.reserved()).isNull();
        assertThat(history.available()).isNull();
        assertThat(moved(history)).first().isEqualTo(new Moved(10, MovementReason.INBOUND, begin.plus(HOUR), 10));
    }

    @Test
    void aVariantThatNeverMovedHasAnEmptyHistory() {
        assertThat(stock.history(shop, World.BACK_ORDER, 5))
                .hasValueSatisfying(history -> assertThat(history.movements()).isEmpty());
    }

    @Test
    void aMovementIsNeverDatedBeforeTheOneItFollowsWhateverTheClocksSay() {
        Instant latest = begin.plus(HOUR).plus(HOUR);
        backend.clock().advance(HOUR.negated());
        receive(1);
        adjust(-2);
        set(20);
        reserve(4);
        assertThat(backend.run(tx -> stock.ship(tx, shop, 70_001, "order:70001", null)))
                .isEqualTo(Outcome.ok(70_001L));
        StockHistory history = stock.history(shop, World.SOLD_OUT, 5).orElseThrow();
        assertThat(moved(history))
                .containsExactly(
                        new Moved(-4, MovementReason.SALE, latest, 16),
                        new Moved(14, MovementReason.SET, latest, 20),
                        new Moved(-2, MovementReason.ADJUSTMENT, latest, 6),
                        new Moved(1, MovementReason.INBOUND, latest, 8),
                        new Moved(-3, MovementReason.ADJUSTMENT, latest, 7));
        assertThat(stock.levelAt(shop, World.SOLD_OUT, latest.minus(MICROSECOND)))
                .hasValue(10);
    }

    @Test
    void whatChangesNoUnitsDatesNothing() {
        backend.clock().advance(HOUR);
        set(7);
        backend.clock().advance(HOUR.negated());
        receive(1);
        assertThat(stock.history(shop, World.SOLD_OUT, 1)
                        .orElseThrow()
                        .movements()
                        .getFirst()
                        .at())
                .isEqualTo(begin.plus(HOUR).plus(HOUR));
    }

    @Test
    void aHistoryIsBounded() {
        for (int limit : List.of(0, -1, StockHistory.MAX_MOVEMENTS + 1)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> stock.history(shop, World.SOLD_OUT, limit));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> stock.historyUntil(shop, World.SOLD_OUT, begin, limit));
        }
    }

    private static List<Moved> moved(StockHistory history) {
        return history.movements().stream()
                .map(movement -> new Moved(movement.delta(), movement.reason(), movement.at(), movement.onHandAfter()))
                .toList();
    }

    private void receive(long units) {
        long variant = stock.findBySku(shop, World.SOLD_OUT).orElseThrow().variantId();
        backend.<Boolean, Void>accepted(tx -> {
            stock.receive(tx, shop, List.of(new Arrival(variant, units)), MovementReason.INBOUND, "entry:850", null);
            return Outcome.ok(true);
        });
    }

    private void adjust(long delta) {
        assertThat(backend.run(tx -> stock.adjust(tx, shop, World.SOLD_OUT, delta, null, "counter")))
                .isInstanceOf(Outcome.Ok.class);
    }

    private void set(long available) {
        String webId = stock.findBySku(shop, World.SOLD_OUT).orElseThrow().webId();
        ItemChange change = new ItemChange(VariantChange.NOTHING, Optional.of(available), Optional.empty());
        assertThat(stock.change(shop, webId, change, "pos")).isInstanceOf(Outcome.Ok.class);
    }

    private void reserve(long units) {
        long variant = stock.findBySku(shop, World.SOLD_OUT).orElseThrow().variantId();
        backend.<Boolean, Void>accepted(tx ->
                Outcome.ok(tx.run(stock.reserve(shop, 70_001, List.of(new ReservationLine(0, variant, units))))
                                .size()
                        == 1));
    }
}
