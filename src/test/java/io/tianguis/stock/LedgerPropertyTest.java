package io.tianguis.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.ConstraintViolation;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.LedgerModel.Entry;
import io.tianguis.stock.LedgerModel.Item;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random sequences of what shops and warehouses do, on the ledger and on a {@link LedgerModel} of it. Each sequence is one
 * transaction that is rolled back at its end, so that each begins with the same three empty variants, and that thousands of
 * them take seconds. A step that the model says is refused stands between savepoints, as refusals are rolled back.
 */
class LedgerPropertyTest {

    private static final List<String> SKUS = List.of("MODELO-0", "MODELO-1", "MODELO-2");
    private static final boolean[] BACK_ORDERS = {false, false, true};
    private static final long FIRST_ORDER = 900_000;
    private static final int VACUUM_EVERY = 1_000;

    private static TestBackend backend;
    private static List<StockedVariant> variants;
    private static int sequences;

    /** One thing that somebody does; what it names by number is taken modulo what there is. */
    sealed interface Step {

        record Reserve(List<Units> lines) implements Step {}

        record Ship(int order) implements Step {}

        record Cancel(int order) implements Step {}

        record Receive(MovementReason reason, List<Units> arrivals) implements Step {}

        record Adjust(int variant, long delta) implements Step {}

        record SetAvailable(int variant, long units) implements Step {}

        record AcceptBackOrders(int variant, boolean accepts) implements Step {}

        /** A process whose clock is ahead or behind does the next step. */
        record MoveClock(int seconds) implements Step {}
    }

    record Units(int variant, long units) {}

    /** A row of the movements. */
    private record Moved(long variantId, long delta, MovementReason reason, String reference, Instant at) {}

    /** A ledger in a transaction, beside its model. */
    private record Run(Tx tx, Stock stock, ShopId shop, MovableClock clock, LedgerModel model, List<Instant> moments) {}

    @AfterContainer
    static void stop() {
        if (backend != null) {
            backend.close();
        }
    }

    @Property(tries = 10_000)
    void theLedgerDoesWhatItsModelDoes(@ForAll("sequences") List<Step> steps, @ForAll int anyMoment) {
        prepare();
        backend.database()
                .transaction(
                        tx -> {
                            Run run = new Run(
                                    tx,
                                    backend.get().stock(),
                                    backend.shop().id(),
                                    backend.clock(),
                                    new LedgerModel(BACK_ORDERS),
                                    new ArrayList<>());
                            for (int number = 0; number < steps.size(); number++) {
                                take(run, steps.get(number), FIRST_ORDER + number);
                                run.moments().add(run.clock().now());
                            }
                            check(run, run.moments().get(Math.floorMod(anyMoment, steps.size())));
                            return false;
                        },
                        committed -> committed);
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<Integer> variant = Arbitraries.integers().between(0, SKUS.size() - 1);
        Arbitrary<Integer> order = Arbitraries.integers().between(0, 5);
        Arbitrary<List<Units>> lines = Combinators.combine(
                        variant, Arbitraries.longs().between(1, 6))
                .as(Units::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                Tuple.of(5, lines.map(Step.Reserve::new)),
                Tuple.of(4, order.map(Step.Ship::new)),
                Tuple.of(3, order.map(Step.Cancel::new)),
                Tuple.of(
                        5,
                        Combinators.combine(
                                        Arbitraries.of(
                                                MovementReason.INBOUND,
                                                MovementReason.RETURN,
                                                MovementReason.CANCELLATION),
                                        lines)
                                .as(Step.Receive::new)),
                Tuple.of(
                        3,
                        Combinators.combine(
                                        variant,
                                        Arbitraries.longs().between(-5, 5).filter(delta -> delta != 0))
                                .as(Step.Adjust::new)),
                Tuple.of(
                        2,
                        Combinators.combine(variant, Arbitraries.longs().between(0, 9))
                                .as(Step.SetAvailable::new)),
                Tuple.of(
                        1,
                        Combinators.combine(variant, Arbitraries.of(true, false))
                                .as(Step.AcceptBackOrders::new)),
                Tuple.of(3, Arbitraries.integers().between(-20, 60).map(Step.MoveClock::new)));
        return step.list().ofMinSize(1).ofMaxSize(16);
    }

    /** The database when it is first needed, and a vacuum now and then: what is rolled back stays in the files. */
    private static void prepare() {
        if (backend == null) {
            backend = new TestBackend();
            variants = backend.database()
                    .transaction(
                            tx -> backend.get()
                                    .stock()
                                    .register(
                                            tx,
                                            backend.shop().id(),
                                            SKUS.stream()
                                                    .map(sku -> NewProduct.unpublished(sku, NewVariant.of(sku, 100)))
                                                    .toList()),
                            done -> true)
                    .saved();
            backend.database()
                    .update(
                            "UPDATE stock_level SET accepts_back_orders = true WHERE variant_id = ?",
                            variants.getLast().variantId());
        }
        if (++sequences % VACUUM_EVERY == 0) {
            backend.database().update("VACUUM stock_level, stock_movement, stock_reservation");
        }
    }

    private static void take(Run run, Step step, long order) {
        LedgerModel model = run.model();
        Instant now = run.clock().now();
        switch (step) {
            case Step.Reserve(List<Units> lines) -> {
                List<ReservationLine> asked = IntStream.range(0, lines.size())
                        .mapToObj(line -> new ReservationLine(
                                line,
                                variantId(lines.get(line).variant()),
                                lines.get(line).units()))
                        .toList();
                assertThat(run.tx().run(run.stock().reserve(run.shop(), order, asked)))
                        .containsExactlyInAnyOrderElementsOf(model.reserve(order, numbers(lines), units(lines)));
            }
            case Step.Ship(int number) -> ship(run, known(model, number), now);
            case Step.Cancel(int number) -> {
                long canceled = known(model, number);
                assertThat(run.stock().release(run.tx(), run.shop(), canceled)).isEqualTo(model.release(canceled));
            }
            case Step.Receive(MovementReason reason, List<Units> arrivals) -> {
                run.stock()
                        .receive(
                                run.tx(),
                                run.shop(),
                                arrivals.stream()
                                        .map(each -> new Arrival(variantId(each.variant()), each.units()))
                                        .toList(),
                                reason,
                                "goods:" + order,
                                null);
                model.receive(numbers(arrivals), units(arrivals), reason, "goods:" + order, now);
            }
            case Step.Adjust(int variant, long delta) -> {
                Item item = model.items().get(variant);
                AdjustmentRejection refused = new AdjustmentRejection.UnitsHeld(item.onHand(), item.reserved());
                boolean made = model.adjust(variant, delta, "count:" + order, now);
                assertThat(run.stock()
                                .adjust(run.tx(), run.shop(), SKUS.get(variant), delta, "count:" + order, "counter"))
                        .isEqualTo(made ? Outcome.ok(item.onHand()) : Outcome.rejected(refused));
            }
            case Step.SetAvailable(int variant, long units) -> {
                model.set(variant, units, now);
                assertThat(set(
                                        run,
                                        variant,
                                        new ItemChange(VariantChange.NOTHING, Optional.of(units), Optional.empty()))
                                .available())
                        .isEqualTo(units);
            }
            case Step.AcceptBackOrders(int variant, boolean accepts) -> {
                ItemChange change = new ItemChange(VariantChange.NOTHING, Optional.empty(), Optional.of(accepts));
                if (model.acceptBackOrders(variant, accepts)) {
                    assertThat(set(run, variant, change).acceptsBackOrders()).isEqualTo(accepts);
                } else {
                    undone(
                            run.tx(),
                            () -> assertThatExceptionOfType(ConstraintViolation.class)
                                    .isThrownBy(() -> set(run, variant, change))
                                    .returns("stock_level_never_oversold", ConstraintViolation::constraint));
                }
            }
            case Step.MoveClock(int seconds) -> run.clock().advance(Duration.ofSeconds(seconds));
        }
    }

    private static void ship(Run run, long order, Instant now) {
        List<Long> lacking = run.model().ship(order, "order:" + order, now).stream()
                .map(LedgerPropertyTest::variantId)
                .toList();
        if (lacking.isEmpty()) {
            assertThat(run.stock().ship(run.tx(), run.shop(), order, "order:" + order, "warehouse"))
                    .isEqualTo(Outcome.ok(order));
        } else {
            undone(
                    run.tx(),
                    () -> assertThat(run.stock()
                                    .ship(run.tx(), run.shop(), order, "order:" + order, "warehouse")
                                    .<List<Long>>fold(
                                            shipped -> List.of(),
                                            shortages -> shortages.stream()
                                                    .map(Shortage::variantId)
                                                    .toList()))
                            .containsExactlyInAnyOrderElementsOf(lacking));
        }
    }

    /** The statement itself, since the door to it opens a transaction of its own. */
    private static StockedVariant set(Run run, int variant, ItemChange change) {
        return StockSql.set(
                        run.tx(),
                        run.shop(),
                        variants.get(variant).webId(),
                        change,
                        "pos",
                        run.clock().now())
                .orElseThrow()
                .fold(ItemChanged::item, rejection -> {
                    throw new AssertionError("rejected: " + rejection);
                });
    }

    private static void undone(Tx tx, Runnable step) {
        tx.update("SAVEPOINT refused");
        step.run();
        tx.update("ROLLBACK TO SAVEPOINT refused");
    }

    /** Everything of every variant by one look at the tables; one variant, another each time, through each way to read. */
    private static void check(Run run, Instant moment) {
        List<Item> items = run.model().items();
        List<CheckedLevel> levels = LedgerSql.checkNext(
                run.tx(), new LedgerCheck.Position(run.shop().value(), variantId(0) - 1), items.size());
        List<Moved> moved = run.tx()
                .list(
                        Moved.class,
                        """
                SELECT variant_id, delta, reason, reference, at
                  FROM stock_movement
                 WHERE shop_id = ? AND variant_id = ANY (?)
                 ORDER BY movement_id DESC
                """,
                        run.shop().value(),
                        variants.stream().map(StockedVariant::variantId).toArray(Long[]::new));
        for (int variant = 0; variant < items.size(); variant++) {
            Item item = items.get(variant);
            long variantId = variantId(variant);
            assertThat(levels.get(variant))
                    .isEqualTo(new CheckedLevel(
                            run.shop().value(),
                            variantId,
                            item.onHand(),
                            item.onHand(),
                            item.reserved(),
                            item.reserved()));
            assertThat(item.reserved()).isBetween(0L, item.acceptsBackOrders() ? Long.MAX_VALUE : item.onHand());
            assertThat(item.entries()).allMatch(entry -> entry.onHandAfter() >= 0);
            assertThat(moved.stream().filter(row -> row.variantId() == variantId))
                    .containsExactlyElementsOf(item.entries().stream()
                            .map(entry ->
                                    new Moved(variantId, entry.delta(), entry.reason(), entry.reference(), entry.at()))
                            .toList());
        }
        int variant = sequences % items.size();
        Item item = items.get(variant);
        StockHistory history = LedgerSql.history(
                        run.tx(), run.shop(), SKUS.get(variant), null, StockHistory.MAX_MOVEMENTS)
                .orElseThrow();
        assertThat(history.onHand()).isEqualTo(item.onHand());
        assertThat(history.reserved()).isEqualTo(item.reserved());
        assertThat(history.movements().stream().map(LedgerPropertyTest::entry))
                .containsExactlyElementsOf(item.entries());
        assertThat(LedgerSql.levelAt(run.tx(), run.shop(), SKUS.get(variant), moment))
                .hasValue(item.onHandAt(moment));
    }

    private static Entry entry(Movement movement) {
        return new Entry(
                movement.delta(), movement.reason(), movement.reference(), movement.at(), movement.onHandAfter());
    }

    /** One of the orders that hold units, or one that does not exist. */
    private static long known(LedgerModel model, int number) {
        List<Long> open = model.openOrders();
        return number < open.size() ? open.get(number) : FIRST_ORDER - 1;
    }

    private static long variantId(int variant) {
        return variants.get(variant).variantId();
    }

    private static int[] numbers(List<Units> lines) {
        return lines.stream().mapToInt(Units::variant).toArray();
    }

    private static long[] units(List<Units> lines) {
        return lines.stream().mapToLong(Units::units).toArray();
    }
}
