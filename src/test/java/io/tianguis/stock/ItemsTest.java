package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.VariantChange;
import io.tianguis.catalog.VariantChange.Particulars;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.DeletionRejection.AlreadyDeleted;
import io.tianguis.stock.DeletionRejection.UnitsReserved;
import io.tianguis.stock.ItemRejection.ItemNotFound;
import io.tianguis.stock.ItemRejection.SkuTaken;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items are listed, changed and deleted. */
class ItemsTest {

    private static final String SHIRT = "CAM-CH-AZUL";
    private static final List<String> SHIRTS = List.of(SHIRT, "CAM-M-AZUL", "CAM-M-NEGRO");

    private final TestBackend backend = new TestBackend();
    private final Stock stock = backend.get().stock();
    private final ShopId shop = backend.shop().id();

    private record Movement(long delta, String reason, String reference, String actor) {}

    private record Kept(long onHand, boolean closed, boolean inTheCatalog) {}

    private record Erased(String name, String sku, String actor) {}

    @AfterEach
    void stop() {
        Ledger.assertSound(backend.database());
        backend.close();
    }

    @Test
    void anItemThatAnOrderHadIsKeptWithItsHistoryAndWhatWasLeftIsWrittenOff() {
        long termo = id(World.TERMO);
        release(World.TERMO);

        assertThat(delete(termo)).isEqualTo(Outcome.ok(termo));

        assertThat(stock.findBySku(shop, World.TERMO)).isEmpty();
        assertThat(kept(termo)).isEqualTo(new Kept(0, true, true));
        assertThat(movements(termo))
                .containsExactly(new Movement(5, "initial", "", ""), new Movement(-5, "adjustment", "deletion", "ana"));
    }

    @Test
    void anItemThatNobodyHadIsErasedAndTheLedgerRemembersWhatItWas() {
        long shirt = id(SHIRT);

        assertThat(delete(shirt)).isEqualTo(Outcome.ok(shirt));

        assertThat(kept(shirt)).isEqualTo(new Kept(0, true, false));
        assertThat(movements(shirt))
                .containsExactly(new Movement(3, "initial", "", ""), new Movement(-3, "adjustment", "deletion", "ana"));
        assertThat(backend.database()
                        .list(
                                Erased.class,
                                "SELECT name, sku, actor FROM stock_erased_variant WHERE variant_id = ?",
                                shirt))
                .containsExactly(new Erased("Camiseta básica CH/Azul", SHIRT, "ana"));
    }

    @Test
    void anItemThatAnEntryNamesIsKept() {
        long paq = id(World.PAQ);
        release(World.PAQ);
        backend.database().update("DELETE FROM order_line WHERE variant_id = ?", paq);

        assertThat(delete(paq)).isEqualTo(Outcome.ok(paq));

        assertThat(kept(paq)).isEqualTo(new Kept(0, true, true));
    }

    @Test
    void theSkuAndTheEanOfADeletedItemAreFreeAgain() {
        assertThat(stock.findByEan(shop, "07852236842")).isPresent();
        release(World.PAQ);
        delete(id(World.PAQ));
        assertThat(stock.findByEan(shop, "07852236842")).isEmpty();

        assertThat(register(World.PAQ).isComplete()).isTrue();
        assertThat(stock.findBySku(shop, World.PAQ).orElseThrow().available()).isZero();
    }

    @Test
    void whatOpenOrdersHoldIsNotDeleted() {
        assertThat(delete(id(World.MULTI))).isEqualTo(Outcome.rejected(new UnitsReserved(2)));
        assertThat(stock.findBySku(shop, World.MULTI).orElseThrow().available()).isEqualTo(8);
        assertThat(stock.list(shop, 0, 1).total()).isEqualTo(8);
    }

    @Test
    void anOrderThatFoundAnItemAMomentBeforeItsDeletionCannotHoldIt() {
        for (String sku : List.of(SHIRT, World.BACK_ORDER)) {
            long variantId = id(sku);
            delete(variantId);
            assertThat(reserve(90_001, variantId)).isEmpty();
        }
    }

    @Test
    void whatIsUnknownForeignOrDeletedIsNotDeletedAgain() {
        long shirt = id(SHIRT);
        DeletionRejection unknown = new DeletionRejection.ItemNotFound();
        assertThat(delete(299_999)).isEqualTo(Outcome.rejected(unknown));
        assertThat(stock.delete(backend.stranger().id(), shirt, "ana")).isEqualTo(Outcome.rejected(unknown));
        delete(shirt);
        assertThat(delete(shirt)).isEqualTo(Outcome.rejected(new AlreadyDeleted()));
    }

    @Test
    void theProductStaysWhileAVariantOfItIsLeft() {
        long productId = stock.findBySku(shop, SHIRT).orElseThrow().productId();
        for (String sku : SHIRTS) {
            assertThat(stock.findProduct(shop, productId)).isPresent();
            delete(id(sku));
        }
        assertThat(stock.findProduct(shop, productId)).isEmpty();
    }

    @Test
    void theProductGoesAlsoWhenItsLastVariantsAreDeletedAtOnce() throws Exception {
        long productId = stock.findBySku(shop, SHIRT).orElseThrow().productId();
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (String sku : SHIRTS) {
            long variantId = id(sku);
            calls.add(() -> delete(variantId) instanceof Outcome.Ok);
            calls.add(() -> delete(variantId) instanceof Outcome.Ok);
        }

        assertThat(TestBackend.race(calls)).filteredOn(Boolean::booleanValue).hasSize(SHIRTS.size());

        assertThat(stock.findProduct(shop, productId)).isEmpty();
        assertThat(stock.list(shop, 0, 1).total()).isEqualTo(8 - SHIRTS.size());
    }

    @Test
    void anItemIsDeletedOrOrderedNeverBoth() throws Exception {
        for (String sku : List.of(SHIRT, "CAM-M-AZUL", World.BACK_ORDER)) {
            long variantId = id(sku);
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int caller = 0; caller < 10; caller++) {
                int number = caller;
                calls.add(() ->
                        !reserve(91_000 + 10 * variantId + number, variantId).isEmpty());
            }
            calls.add(calls.size() / 2, () -> delete(variantId) instanceof Outcome.Ok);

            List<Boolean> done = TestBackend.race(calls);

            boolean deleted = done.get(5);
            assertThat(done.stream().filter(Boolean::booleanValue).count() > 1).isNotEqualTo(deleted);
        }
    }

    /** The quantity was on its way when the item was found; the deletion comes between. */
    @Test
    void aQuantityThatIsSetAtTheMomentOfADeletionIsBeforeItOrNotAtAll() throws Exception {
        for (String sku : List.of(SHIRT, "CAM-M-AZUL", "CAM-M-NEGRO", World.SOLD_OUT, World.BACK_ORDER)) {
            StockedVariant item = stock.findBySku(shop, sku).orElseThrow();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int caller = 0; caller < 10; caller++) {
                long units = 5 + caller;
                calls.add(() -> {
                    ItemChange change = new ItemChange(VariantChange.NOTHING, Optional.of(units), Optional.empty());
                    return stock.change(shop, item.webId(), change, "pos") instanceof Outcome.Ok;
                });
            }
            calls.add(calls.size() / 2, () -> delete(item.variantId()) instanceof Outcome.Ok);

            assertThat(TestBackend.race(calls).get(5)).isTrue();

            assertThat(kept(item.variantId())).isEqualTo(new Kept(0, true, false));
        }
    }

    @Test
    void aChangeClearsWhatItSaysIsNothingAndLeavesWhatItDoesNotSay() {
        Particulars particulars = new Particulars(
                Optional.of("Caja"),
                Change.to(null),
                Change.to(new BigDecimal("1.5")),
                Change.none(),
                Change.none(),
                Change.to(null),
                Change.none(),
                Change.to("AMZ-9"),
                Change.none(),
                Change.none(),
                Change.to(null));

        StockedVariant changed = changed(World.PAQ, particulars);

        assertThat(changed).isEqualTo(stock.findBySku(shop, World.PAQ).orElseThrow());
        assertThat(changed.title()).isEqualTo("Caja");
        assertThat(changed.ean()).isNull();
        assertThat(changed.height()).isEqualByComparingTo("1.5");
        assertThat(changed.width()).isEqualByComparingTo("15");
        assertThat(changed.weight()).isNull();
        assertThat(changed.mercadoLibreSku()).isEqualTo("MLPAQ-EA");
        assertThat(changed.amazonSku()).isEqualTo("AMZ-9");
        assertThat(changed.fragile()).isNull();
        assertThat(changed.priceCents()).isEqualTo(40_319);
    }

    @Test
    void aTakenSkuIsToldWithItsHolderBeforeAnUnknownItemIs() {
        VariantChange taken = sku(World.MULTI);
        SkuTaken byMulti = new SkuTaken(id(World.MULTI));
        assertThat(stock.change(shop, id(World.PAQ), taken)).isEqualTo(Outcome.rejected(byMulti));
        assertThat(stock.change(shop, 299_999, taken)).isEqualTo(Outcome.rejected(byMulti));
        assertThat(stock.change(shop, 299_999, sku("LIBRE"))).isEqualTo(Outcome.rejected(new ItemNotFound()));
        assertThat(stock.refusal(shop, id(World.PAQ), Optional.of(World.PAQ))).isEmpty();
        assertThat(stock.refusal(shop, id(World.PAQ), Optional.empty())).isEmpty();
    }

    @Test
    void ofManyWhoWantTheSameSkuAtOnceOneGetsItAndTheOthersLearnWho() throws Exception {
        List<Callable<Outcome<StockedVariant, ItemRejection>>> calls = new ArrayList<>();
        for (String sku : List.of(World.PAQ, World.MULTI, World.TERMO, World.SOLD_OUT, World.BACK_ORDER, SHIRT)) {
            long variantId = id(sku);
            calls.add(() -> stock.change(shop, variantId, sku("EL-MISMO")));
        }

        List<Outcome<StockedVariant, ItemRejection>> answers = TestBackend.race(calls);

        SkuTaken byTheWinner = new SkuTaken(id("EL-MISMO"));
        assertThat(answers).filteredOn(Outcome.Ok.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Outcome.Rejected.class::isInstance).containsOnly(Outcome.rejected(byTheWinner));
    }

    @Test
    void theListIsNewestFirstAndItsLengthExactWhateverWasFolded() {
        long before = stock.list(shop, 0, 1).total();
        register("LISTA-1");
        register("LISTA-2");
        delete(id(World.SOLD_OUT));
        backend.get().catalog().foldLists();
        delete(id("LISTA-1"));
        register("LISTA-3");

        Stock.Page page = stock.list(shop, 0, 3);

        assertThat(page.total()).isEqualTo(before + 1);
        assertThat(page.items())
                .extracting(listed -> listed.item().sku())
                .containsExactly("LISTA-3", "LISTA-2", "CAM-M-NEGRO");
        assertThat(page.items().getLast().description()).isEqualTo("Algodón peinado");
        assertThat(stock.list(shop, page.total() - 1, 3).items())
                .extracting(listed -> listed.item().sku())
                .containsExactly(World.PAQ);
        assertThat(stock.list(shop, page.total(), 3).items()).isEmpty();
    }

    private Outcome<Long, DeletionRejection> delete(long variantId) {
        return stock.delete(shop, variantId, "ana");
    }

    private Stock.Registration register(String sku) {
        NewProduct product = NewProduct.unpublished("Producto " + sku, NewVariant.of(sku, 1_000));
        return backend.database().transaction(tx -> stock.register(tx, shop, List.of(product)), done -> true);
    }

    private StockedVariant changed(String sku, Particulars particulars) {
        VariantChange change = new VariantChange(
                Optional.empty(), Change.none(), Optional.empty(), Change.none(), Change.none(), particulars);
        return stock.change(shop, id(sku), change).fold(item -> item, rejection -> {
            throw new AssertionError("rejected: " + rejection);
        });
    }

    private static VariantChange sku(String sku) {
        return new VariantChange(Optional.empty(), Change.none(), Optional.of(sku), Change.none(), Change.none());
    }

    private long id(String sku) {
        return stock.findBySku(shop, sku).orElseThrow().variantId();
    }

    private Set<Integer> reserve(long orderId, long variantId) {
        ReservationLine line = new ReservationLine(0, variantId, 1);
        return backend.database().transaction(tx -> tx.run(stock.reserve(shop, orderId, List.of(line))), done -> true);
    }

    /** Gives back what the orders of the world hold of an item. */
    private void release(String sku) {
        record Held(long orderId) {}
        backend.database()
                .list(Held.class, "SELECT DISTINCT order_id FROM stock_reservation WHERE variant_id = ?", id(sku))
                .forEach(held ->
                        backend.database().transaction(tx -> stock.release(tx, shop, held.orderId()), done -> true));
    }

    private List<Movement> movements(long variantId) {
        return backend.database().list(Movement.class, """
                        SELECT delta, reason, coalesce(reference, '') AS reference, coalesce(actor, '') AS actor
                          FROM stock_movement WHERE variant_id = ? ORDER BY movement_id
                        """, variantId);
    }

    private Kept kept(long variantId) {
        return backend.database().get(Kept.class, """
                        SELECT l.on_hand, l.closed_at IS NOT NULL AS closed, v.variant_id IS NOT NULL AS in_the_catalog
                          FROM stock_level l LEFT JOIN variant v USING (shop_id, variant_id)
                         WHERE l.variant_id = ?
                        """, variantId);
    }
}
