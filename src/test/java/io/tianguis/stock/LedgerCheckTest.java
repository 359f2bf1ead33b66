package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.LedgerCheck.Findings;
import io.tianguis.stock.LedgerCheck.Position;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Levels are falsified behind the ledger's back, and the check has to find each. */
class LedgerCheckTest {

    private final TestBackend backend = new TestBackend();
    private final LedgerCheck check = new LedgerCheck(backend.database());
    private final ShopId shop = backend.shop().id();

    private record Rows(long levels, long movements, long reservations) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aSoundLedgerIsCountedRowByRow() {
        Rows rows = backend.database().get(Rows.class, """
                SELECT (SELECT count(*) FROM stock_level) AS levels,
                       (SELECT count(*) FROM stock_movement) AS movements,
                       (SELECT count(*) FROM stock_reservation) AS reservations
                """);
        assertThat(rows.reservations()).isPositive();
        assertThat(check.whole(Optional.empty()))
                .isEqualTo(new Findings(rows.levels(), rows.movements(), rows.reservations(), 0, List.of()));
        assertThat(check.whole(Optional.empty()).areSound()).isTrue();
    }

    @Test
    void aShopIsCheckedByItself() {
        Findings all = check.whole(Optional.empty());
        Findings mine = check.whole(Optional.of(shop));
        Findings others = check.whole(Optional.of(backend.stranger().id()));
        assertThat(mine.levels() + others.levels()).isEqualTo(all.levels());
        assertThat(mine.movements() + others.movements()).isEqualTo(all.movements());
        assertThat(mine.reservations() + others.reservations()).isEqualTo(all.reservations());

        falsify("on_hand = on_hand + 1", World.PAQ);
        assertThat(check.whole(Optional.of(shop)).differences()).isEqualTo(1);
        assertThat(check.whole(Optional.of(backend.stranger().id())).areSound()).isTrue();
    }

    @Test
    void eachDifferenceIsNamedWithBothSides() {
        StockedVariant paq = item(World.PAQ);
        StockedVariant soldOut = item(World.SOLD_OUT);
        falsify("on_hand = on_hand + 1", World.PAQ);
        falsify("on_hand = 3, reserved = 2", World.SOLD_OUT);
        List<CheckedLevel> differences = List.of(
                new CheckedLevel(
                        shop.value(), paq.variantId(), paq.onHand() + 1, paq.onHand(), paq.reserved(), paq.reserved()),
                new CheckedLevel(shop.value(), soldOut.variantId(), 3, 0, 2, 0));
        Findings findings = check.whole(Optional.empty());
        assertThat(findings.differences()).isEqualTo(2);
        assertThat(findings.named()).containsExactlyInAnyOrderElementsOf(differences);
        assertThat(findings.areSound()).isFalse();
        assertThat(walk(2).stream().filter(level -> !level.isSound())).containsExactlyInAnyOrderElementsOf(differences);
    }

    @Test
    void ofManyDifferencesTheFirstAreNamedAndAllAreCounted() {
        List<NewProduct> items = IntStream.range(0, LedgerCheck.NAMED_DIFFERENCES + 5)
                .mapToObj(i -> NewProduct.unpublished("Falso " + i, NewVariant.of("FALSO-" + i, 1)))
                .toList();
        List<StockedVariant> saved = backend.database()
                .transaction(tx -> backend.get().stock().register(tx, shop, items), done -> true)
                .saved();
        backend.database().update("UPDATE stock_level SET on_hand = 1 WHERE variant_id = ANY (?)", (Object)
                saved.stream().map(StockedVariant::variantId).toArray(Long[]::new));
        Findings findings = check.whole(Optional.empty());
        assertThat(findings.differences()).isEqualTo(LedgerCheck.NAMED_DIFFERENCES + 5);
        assertThat(findings.named()).hasSize(LedgerCheck.NAMED_DIFFERENCES);
    }

    @Test
    void aWalkInStepsOfAnyLengthSeesEveryLevelOnce() {
        List<CheckedLevel> whole = walk(1_000);
        assertThat(whole).hasSize((int) check.whole(Optional.empty()).levels()).doesNotHaveDuplicates();
        assertThat(whole).allMatch(CheckedLevel::isSound);
        assertThat(walk(1)).isEqualTo(whole);
        assertThat(walk(3)).isEqualTo(whole);
    }

    private List<CheckedLevel> walk(int limit) {
        List<CheckedLevel> walked = new ArrayList<>();
        Position position = Position.START;
        List<CheckedLevel> step;
        do {
            step = check.next(position, limit);
            walked.addAll(step);
            if (!step.isEmpty()) {
                position = new Position(step.getLast().shopId(), step.getLast().variantId());
            }
        } while (step.size() == limit);
        return walked;
    }

    private StockedVariant item(String sku) {
        return backend.get().stock().findBySku(shop, sku).orElseThrow();
    }

    private void falsify(String how, String sku) {
        backend.database()
                .update(
                        "UPDATE stock_level SET " + how + " WHERE shop_id = ? AND variant_id = ?",
                        shop.value(),
                        item(sku).variantId());
    }
}
