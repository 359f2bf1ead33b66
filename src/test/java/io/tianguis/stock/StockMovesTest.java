package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What takes units off the shelf, puts them there, and gives held ones back. */
class StockMovesTest {

    private static final long ORDER = 70_001;

    private final TestBackend backend = new TestBackend();
    private final Stock stock = backend.get().stock();
    private final ShopId shop = backend.shop().id();

    /** Units on hand and units reserved. */
    private record Level(long onHand, long reserved) {}

    /** A movement without what the database adds. */
    private record Moved(long delta, MovementReason reason, String reference, String actor) {}

    @AfterEach
    void stopAndCheck() {
        Ledger.assertSound(backend.database());
        backend.close();
    }

    @Test
    void shippingTakesWhatTheOrderHoldsAsOneMovementAVariant() {
        Level before = level(World.PAQ);
        reserve(line(0, World.PAQ, 2), line(1, World.MULTI, 1), line(2, World.PAQ, 3));
        assertThat(ship(ORDER)).isEqualTo(Outcome.ok(ORDER));
        assertThat(level(World.PAQ)).isEqualTo(new Level(before.onHand() - 5, before.reserved()));
        assertThat(newest(World.PAQ)).isEqualTo(new Moved(-5, MovementReason.SALE, "order:70001", "warehouse"));
        assertThat(newest(World.MULTI)).isEqualTo(new Moved(-1, MovementReason.SALE, "order:70001", "warehouse"));
    }

    @Test
    void shippingTwiceTakesTheUnitsOnce() {
        reserve(line(0, World.PAQ, 2));
        ship(ORDER);
        Level shipped = level(World.PAQ);
        assertThat(ship(ORDER)).isEqualTo(Outcome.ok(ORDER));
        assertThat(level(World.PAQ)).isEqualTo(shipped);
    }

    @Test
    void anOrderOfAnotherShopIsNotShippedAndNotReleased() {
        reserve(line(0, World.PAQ, 2));
        Level held = level(World.PAQ);
        ShopId stranger = backend.stranger().id();
        backend.run(tx -> stock.ship(tx, stranger, ORDER, "order:70001", null));
        assertThat(backend.<Long, Void>accepted(tx -> Outcome.ok(stock.release(tx, stranger, ORDER))))
                .isZero();
        assertThat(level(World.PAQ)).isEqualTo(held);
    }

    @Test
    void shippingWithAShortageChangesNothingAndNamesTheVariantsThatLackUnits() {
        reserve(line(0, World.BACK_ORDER, 3), line(1, World.PAQ, 1), line(2, World.BACK_ORDER, 1));
        Level available = level(World.PAQ);
        Level lacking = level(World.BACK_ORDER);
        assertThat(lacking).isEqualTo(new Level(0, 4));
        assertThat(ship(ORDER)).isEqualTo(Outcome.rejected(List.of(new Shortage(variant(World.BACK_ORDER), 4, 0))));
        assertThat(level(World.PAQ)).isEqualTo(available);
        assertThat(level(World.BACK_ORDER)).isEqualTo(lacking);

        receive(MovementReason.INBOUND, new Arrival(variant(World.BACK_ORDER), 4));
        assertThat(ship(ORDER)).isEqualTo(Outcome.ok(ORDER));
        assertThat(level(World.BACK_ORDER)).isEqualTo(new Level(0, 0));
    }

    @Test
    void releasingGivesBackWhatTheOrderHoldsAndASecondTimeNothing() {
        Level before = level(World.PAQ);
        reserve(line(0, World.PAQ, 2), line(1, World.MULTI, 1), line(2, World.PAQ, 3));
        assertThat(release(ORDER)).isEqualTo(6);
        assertThat(level(World.PAQ)).isEqualTo(before);
        assertThat(release(ORDER)).isZero();
        assertThat(level(World.PAQ)).isEqualTo(before);
        assertThat(ship(ORDER)).isEqualTo(Outcome.ok(ORDER));
        assertThat(level(World.PAQ)).isEqualTo(before);
    }

    @Test
    void aVariantThatArrivesTwiceInOneCallArrivesAsTheSum() {
        Level before = level(World.TERMO);
        receive(
                MovementReason.INBOUND,
                new Arrival(variant(World.TERMO), 2),
                new Arrival(variant(World.MULTI), 7),
                new Arrival(variant(World.TERMO), 3));
        assertThat(level(World.TERMO)).isEqualTo(new Level(before.onHand() + 5, before.reserved()));
        assertThat(newest(World.TERMO)).isEqualTo(new Moved(5, MovementReason.INBOUND, "entry:850", null));
        assertThat(newest(World.MULTI)).isEqualTo(new Moved(7, MovementReason.INBOUND, "entry:850", null));
    }

    @Test
    void anArrivalOfAVariantThatTheShopDoesNotHaveIsAFault() {
        Level before = level(World.TERMO);
        long foreign = stock.findBySku(backend.stranger().id(), "AJENO-1")
                .orElseThrow()
                .variantId();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        receive(MovementReason.INBOUND, new Arrival(variant(World.TERMO), 1), new Arrival(foreign, 1)))
                .withMessageContaining("only 1 of 2 variants");
        assertThat(level(World.TERMO)).isEqualTo(before);
    }

    @Test
    void nothingArrivesAsZeroOrBeyondTheBound() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Arrival(1, 0));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Arrival(1, ItemChange.MAX_UNITS + 1));
    }

    @Test
    void anAdjustmentAddsTheDifferenceEitherWay() {
        Level before = level(World.PAQ);
        assertThat(adjust(World.PAQ, 4)).isEqualTo(Outcome.ok(before.onHand() + 4));
        assertThat(newest(World.PAQ)).isEqualTo(new Moved(4, MovementReason.ADJUSTMENT, "count:1", "counter"));
        assertThat(adjust(World.PAQ, -6)).isEqualTo(Outcome.ok(before.onHand() - 2));
        assertThat(level(World.PAQ)).isEqualTo(new Level(before.onHand() - 2, before.reserved()));
    }

    @Test
    void anAdjustmentLeavesWhatOrdersHold() {
        Level before = level(World.PAQ);
        assertThat(before.reserved()).isEqualTo(1);
        assertThat(adjust(World.PAQ, -before.onHand()))
                .isEqualTo(Outcome.rejected(new AdjustmentRejection.UnitsHeld(before.onHand(), 1)));
        assertThat(level(World.PAQ)).isEqualTo(before);
        assertThat(adjust(World.PAQ, 1 - before.onHand())).isEqualTo(Outcome.ok(1L));
    }

    @Test
    void anAdjustmentMayTakeWhatBackOrdersHoldButNotMoreThanThereIs() {
        receive(MovementReason.INBOUND, new Arrival(variant(World.BACK_ORDER), 2));
        reserve(line(0, World.BACK_ORDER, 3));
        assertThat(adjust(World.BACK_ORDER, -3)).isEqualTo(Outcome.rejected(new AdjustmentRejection.UnitsHeld(2, 3)));
        assertThat(adjust(World.BACK_ORDER, -2)).isEqualTo(Outcome.ok(0L));
        assertThat(adjust(World.BACK_ORDER, 1)).isEqualTo(Outcome.ok(1L));
    }

    @Test
    void anUnknownSkuIsNotAdjusted() {
        assertThat(adjust("NADA", 1)).isEqualTo(Outcome.rejected(new AdjustmentRejection.UnknownSku("NADA")));
        assertThat(adjust("AJENO-1", 1)).isEqualTo(Outcome.rejected(new AdjustmentRejection.UnknownSku("AJENO-1")));
    }

    @Test
    void nothingIsAdjustedByZeroOrBeyondTheBound() {
        for (long delta : List.of(0L, ItemChange.MAX_UNITS + 1, -ItemChange.MAX_UNITS - 1, Long.MIN_VALUE)) {
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> adjust(World.PAQ, delta));
        }
    }

    private ReservationLine line(int number, String sku, long units) {
        return new ReservationLine(number, variant(sku), units);
    }

    private void reserve(ReservationLine... lines) {
        assertThat(backend.<Integer, Void>accepted(tx -> Outcome.ok(
                        tx.run(stock.reserve(shop, ORDER, List.of(lines))).size())))
                .isEqualTo(lines.length);
    }

    private Outcome<Long, List<Shortage>> ship(long orderId) {
        return backend.run(tx -> stock.ship(tx, shop, orderId, "order:" + orderId, "warehouse"));
    }

    private long release(long orderId) {
        return backend.<Long, Void>accepted(tx -> Outcome.ok(stock.release(tx, shop, orderId)));
    }

    private void receive(MovementReason reason, Arrival... arrivals) {
        backend.<Boolean, Void>accepted(tx -> {
            stock.receive(tx, shop, List.of(arrivals), reason, "entry:850", null);
            return Outcome.ok(true);
        });
    }

    private Outcome<Long, AdjustmentRejection> adjust(String sku, long delta) {
        return backend.run(tx -> stock.adjust(tx, shop, sku, delta, "count:1", "counter"));
    }

    private long variant(String sku) {
        return stock.findBySku(shop, sku).orElseThrow().variantId();
    }

    private Level level(String sku) {
        StockedVariant item = stock.findBySku(shop, sku).orElseThrow();
        return new Level(item.onHand(), item.reserved());
    }

    private Moved newest(String sku) {
        Movement movement =
                stock.history(shop, sku, 1).orElseThrow().movements().getFirst();
        return new Moved(movement.delta(), movement.reason(), movement.reference(), movement.actor());
    }
}
