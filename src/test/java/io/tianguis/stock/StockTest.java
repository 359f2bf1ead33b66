package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockTest {

    private final TestBackend backend = new TestBackend();
    private final Stock stock = backend.get().stock();
    private final ShopId shop = backend.shop().id();

    private record Movement(long delta, String reason, String actor) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void thoseWhoAskAtOnceGetEachTheirOwnItem() throws Exception {
        List<String> skus = List.of(World.PAQ, World.MULTI, World.SOLD_OUT, World.TERMO, "NADA");
        Map<String, Optional<Availability>> alone = new HashMap<>();
        skus.forEach(sku -> alone.put(sku, stock.findAvailability(shop, sku)));
        List<Callable<Boolean>> askers = new ArrayList<>();
        for (int asker = 0; asker < 40; asker++) {
            String sku = skus.get(asker % skus.size());
            askers.add(() -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(stock.findAvailability(shop, sku)).isEqualTo(alone.get(sku));
                }
                return true;
            });
        }
        assertThat(TestBackend.race(askers)).hasSize(40);
        assertThat(alone.get("NADA")).isEmpty();
    }

    @Test
    void aStrangersItemsAreUnknown() {
        assertThat(stock.findBySku(backend.stranger().id(), World.PAQ)).isEmpty();
        assertThat(stock.findBySku(shop, "AJENO-1")).isEmpty();
        assertThat(stock.change(backend.stranger().id(), item(World.PAQ).webId(), available(1), "pos"))
                .isEqualTo(Outcome.rejected(
                        new StockRejection.ItemNotFound(item(World.PAQ).webId())));
        assertThat(stock.findProduct(backend.stranger().id(), item(World.PAQ).productId()))
                .isEmpty();
    }

    @Test
    void registeringLeavesOutTheSkusThatAreTakenAndThoseThatTheCallRepeats() {
        Stock.Registration registration = backend.database()
                .transaction(
                        tx -> stock.register(
                                tx,
                                shop,
                                List.of(
                                        product("NUEVO-1"),
                                        product(World.PAQ),
                                        product("NUEVO-2"),
                                        product("NUEVO-1"))),
                        done -> true);
        assertThat(registration.saved()).extracting(StockedVariant::sku).containsExactly("NUEVO-1", "NUEVO-2");
        assertThat(registration.taken()).containsExactly(1);
        assertThat(registration.repeated()).containsExactly(3);
        assertThat(registration.isComplete()).isFalse();
        assertThat(item("NUEVO-1").available()).isZero();
    }

    @Test
    void twoCallsThatRegisterTheSameSkusAtOnceSaveEachOnce() throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            List<NewProduct> items = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                items.add(product("A-LA-VEZ-" + (caller % 2 == 0 ? i : 19 - i)));
            }
            calls.add(() -> backend.database()
                    .transaction(tx -> stock.register(tx, shop, items).saved().size(), done -> true));
        }
        assertThat(TestBackend.race(calls).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(20);
        Ledger.assertSound(backend.database());
    }

    @Test
    void whatCanBeSoldIsSetBesideWhatOrdersHoldAndTheDifferenceIsRecorded() {
        assertThat(item(World.PAQ).reserved()).isEqualTo(1);
        StockedVariant changed = changed(World.PAQ, available(25));
        assertThat(changed.available()).isEqualTo(25);
        assertThat(changed.onHand()).isEqualTo(26);
        assertThat(changed.reserved()).isEqualTo(1);
        assertThat(movements(World.PAQ)).last().isEqualTo(new Movement(-74, "set", "pos"));
        Ledger.assertSound(backend.database());
    }

    @Test
    void settingWhatIsThereAlreadyRecordsNothing() {
        int before = movements(World.PAQ).size();
        changed(World.PAQ, available(item(World.PAQ).available()));
        assertThat(movements(World.PAQ)).hasSize(before);
    }

    @Test
    void aChangeLeavesWhatItDoesNotSay() {
        StockedVariant before = item(World.PAQ);
        VariantChange price =
                new VariantChange(Optional.of(99L), Change.none(), Optional.empty(), Change.none(), Change.to(null));
        StockedVariant after = changed(World.PAQ, new ItemChange(price, Optional.empty(), Optional.empty()));
        assertThat(after.priceCents()).isEqualTo(99);
        assertThat(after.imageUrl()).isNull();
        assertThat(after.pageUrl()).isEqualTo(before.pageUrl());
        assertThat(after.wholesalePriceCents()).isEqualTo(before.wholesalePriceCents());
        assertThat(after.sku()).isEqualTo(before.sku());
        assertThat(after.onHand()).isEqualTo(before.onHand());
    }

    @Test
    void aSkuThatAnotherVariantHasIsRefusedAndNothingElseOfTheChangeStays() {
        VariantChange change = new VariantChange(
                Optional.of(1L), Change.none(), Optional.of(World.MULTI), Change.none(), Change.none());
        assertThat(stock.change(
                        shop,
                        item(World.PAQ).webId(),
                        new ItemChange(change, Optional.of(1L), Optional.empty()),
                        "pos"))
                .isEqualTo(Outcome.rejected(new StockRejection.SkuTaken()));
        assertThat(item(World.PAQ).priceCents()).isEqualTo(40_319);
        assertThat(item(World.PAQ).available()).isEqualTo(99);
    }

    @Test
    void backOrdersCannotBeSwitchedOffWhileUnitsAreOwed() {
        reserve(70_001, new ReservationLine(0, item(World.BACK_ORDER).variantId(), 3));
        ItemChange off = new ItemChange(VariantChange.NOTHING, Optional.empty(), Optional.of(false));
        assertThat(stock.change(shop, item(World.BACK_ORDER).webId(), off, "pos"))
                .isEqualTo(Outcome.rejected(new StockRejection.UnitsOwed()));
        ItemChange filled = new ItemChange(VariantChange.NOTHING, Optional.of(0L), Optional.of(false));
        assertThat(changed(World.BACK_ORDER, filled).onHand()).isEqualTo(3);
    }

    @Test
    void theLinesOfOneVariantAreHeldAsOneSumAllOrNone() {
        long termo = item(World.TERMO).variantId();
        long multi = item(World.MULTI).variantId();
        assertThat(reserve(
                        70_002,
                        new ReservationLine(0, termo, 3),
                        new ReservationLine(1, multi, 1),
                        new ReservationLine(2, termo, 2)))
                .containsExactly(1);
        assertThat(reserve(70_003, new ReservationLine(0, termo, 2), new ReservationLine(1, termo, 2)))
                .containsExactlyInAnyOrder(0, 1);
        assertThat(item(World.TERMO).available()).isZero();
        Ledger.assertSound(backend.database());
    }

    @Test
    void backOrdersAreHeldBeyondWhatIsThere() {
        assertThat(reserve(70_004, new ReservationLine(0, item(World.BACK_ORDER).variantId(), 5)))
                .containsExactly(0);
        assertThat(item(World.BACK_ORDER).available()).isZero();
        assertThat(item(World.BACK_ORDER).reserved()).isEqualTo(5);
    }

    @Test
    void reservationsAndAbsoluteWritesAtOnceKeepTheLedgerExact() throws Exception {
        long variant = item(World.MULTI).variantId();
        String webId = item(World.MULTI).webId();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < 60; caller++) {
            int number = caller;
            calls.add(
                    number % 3 == 0
                            ? () -> stock.change(shop, webId, available(number), "pos") instanceof Outcome.Ok
                            : () -> !reserve(80_000 + number, new ReservationLine(0, variant, 1))
                                    .isEmpty());
        }
        TestBackend.race(calls);
        Ledger.assertSound(backend.database());
    }

    private static NewProduct product(String sku) {
        return NewProduct.unpublished("Producto " + sku, NewVariant.of(sku, 1_000));
    }

    private static ItemChange available(long units) {
        return new ItemChange(VariantChange.NOTHING, Optional.of(units), Optional.empty());
    }

    private StockedVariant item(String sku) {
        return stock.findBySku(shop, sku).orElseThrow();
    }

    private StockedVariant changed(String sku, ItemChange change) {
        return stock.change(shop, item(sku).webId(), change, "pos").fold(ItemChanged::item, rejection -> {
            throw new AssertionError("rejected: " + rejection);
        });
    }

    private Set<Integer> reserve(long orderId, ReservationLine... lines) {
        return backend.database().transaction(tx -> tx.run(stock.reserve(shop, orderId, List.of(lines))), done -> true);
    }

    private List<Movement> movements(String sku) {
        return backend.database()
                .list(Movement.class, """
                        SELECT delta, reason, actor
                          FROM stock_movement
                         WHERE shop_id = ? AND variant_id = ?
                         ORDER BY movement_id
                        """, shop.value(), item(sku).variantId());
    }
}
