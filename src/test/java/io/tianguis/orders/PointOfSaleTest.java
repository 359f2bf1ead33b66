package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.Person;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.PointOfSaleOrder.Line;
import io.tianguis.orders.PointOfSaleOrder.State;
import io.tianguis.orders.PointOfSaleRejection.NotEnoughStock;
import io.tianguis.orders.PointOfSaleRejection.ShortLine;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PointOfSaleTest {

    private static final Person ANA = new Person("Ana", "Ruiz", "55 1234 5678", null);

    private final TestBackend backend = new TestBackend();
    private final Orders orders = backend.get().orders();

    private record Event(String kind, @Nullable String description) {}

    private record Movement(long delta, String reason, String reference, String actor) {}

    private record Told(String topic) {}

    private record Count(long count) {}

    private record Day(String day, long orders) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aSettledOrderIsPaidDeliveredAndClosedAndItsUnitsHaveLeft() {
        Sale sale = sell(order(State.SETTLED, 1_000, line(World.MULTI, 2), line(World.TERMO, 1)));

        Order order = orders.find(backend.shop().id(), sale.header().orderId()).orElseThrow();
        assertThat(order.header()).isEqualTo(sale.header());
        assertThat(order.lines())
                .isEqualTo(sale.items().stream().map(Sale.Item::line).toList());
        assertThat(order.header().number()).isEqualTo(order.header().webId()).matches("[A-Za-z0-9]{10}");
        assertThat(order.header().grandTotalCents()).isEqualTo(30_550);
        assertThat(order.header().paymentStatus()).isEqualTo(PaymentStatus.PAID);
        assertThat(order.header().fulfillmentStatus()).isEqualTo(FulfillmentStatus.FULFILLED_BY_SELLER);
        assertThat(order.header().processedAt()).isEqualTo(backend.clock().now());
        assertThat(order.header().deliveredAt()).isEqualTo(backend.clock().now());
        assertThat(order.header().closedAt()).isEqualTo(backend.clock().now());
        assertThat(order.lines())
                .extracting(Order.Line::shippedAt)
                .containsOnly(backend.clock().now());
        assertThat(order.shipments()).singleElement().satisfies(shipment -> {
            assertThat(shipment.status()).isEqualTo(Order.ShipmentStatus.DELIVERED);
            assertThat(shipment.amountCents()).isEqualTo(1_000);
        });
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.status()).isEqualTo(Order.PaymentState.APPROVED);
            assertThat(payment.amountCents()).isEqualTo(30_550);
        });
        assertThat(events(sale))
                .containsExactly(
                        new Event("created", null),
                        new Event(
                                "payment_recorded",
                                Long.toString(order.payments().getFirst().paymentId())),
                        new Event("paid", null),
                        new Event("delivered", null));
        assertThat(told(sale)).containsExactly("order.created", "shipment_event.created", "shipment_event.created");
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(8, 2));
        assertThat(movements(sale))
                .containsExactlyInAnyOrder(
                        new Movement(-2, "sale", "order:" + sale.header().orderId(), "caja"),
                        new Movement(-1, "sale", "order:" + sale.header().orderId(), "caja"));
        Ledger.assertSound(backend.database());
    }

    @Test
    void aPendingOrderHoldsItsUnitsForTheWarehouse() {
        Sale sale = sell(order(State.PENDING, 0, line(World.MULTI, 3)));

        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(10, 5));
        assertThat(events(sale)).containsExactly(new Event("created", null));
        assertThat(told(sale)).containsExactly("order.created", "shipment_event.created");
        assertThat(movements(sale)).isEmpty();
        backend.accepted(tx -> backend.get()
                .fulfillment()
                .pick(tx, backend.shop().id(), sale.header().orderId(), "almacen"));
    }

    @Test
    void aCanceledOrderHoldsNothingAndCountsAsNoPurchase() {
        sell(order(State.SETTLED, 0, line(World.TERMO, 1)));
        Sale sale = sell(order(State.CANCELED, 0, line(World.SOLD_OUT, 3)));

        assertThat(Ledger.level(backend.database(), World.SOLD_OUT)).isEqualTo(new Ledger.Level(0, 0));
        assertThat(events(sale)).containsExactly(new Event("created", null), new Event("canceled", null));
        assertThat(backend.database()
                        .get(
                                Count.class,
                                "SELECT purchases AS count FROM customer WHERE shop_id = 215 AND customer_id = ?",
                                sale.header().customerId())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void unitsThatTheLedgerDidNotKnowOfAreFoundBeforeTheyAreSold() {
        Sale sale = sell(order(State.SETTLED, 0, line(World.BACK_ORDER, 2)));

        String reference = "order:" + sale.header().orderId();
        assertThat(movements(sale))
                .containsExactly(
                        new Movement(2, "adjustment", reference, "caja"), new Movement(-2, "sale", reference, "caja"));
        assertThat(Ledger.level(backend.database(), World.BACK_ORDER)).isEqualTo(new Ledger.Level(0, 0));
        Ledger.assertSound(backend.database());
    }

    @Test
    void anOrderThatCannotBeWholeLeavesNothingBehind() {
        assertThat(backend.run(tx -> backend.get()
                                .pointOfSale()
                                .sell(
                                        tx,
                                        backend.shop(),
                                        order(State.SETTLED, 0, line(World.TERMO, 1), line(World.MULTI, 9))))
                        .fold(Object.class::cast, Object.class::cast))
                .isEqualTo(new NotEnoughStock(List.of(new ShortLine(1, "Multicontacto", World.MULTI))));

        assertThat(Ledger.level(backend.database(), World.TERMO)).isEqualTo(new Ledger.Level(5, 1));
        assertThat(backend.database()
                        .get(Count.class, "SELECT count(*) FROM customer_identity WHERE value = '525512345678'")
                        .count())
                .isZero();
    }

    @Test
    void salesOfOneTransactionAreEachWholeWithTheirOwnMovements() {
        List<PointOfSaleOrder> settled = List.of(
                order(State.SETTLED, 0, line(World.MULTI, 2), line(World.BACK_ORDER, 2)),
                order(State.SETTLED, 0, new Line("nadaquever", 1, Optional.empty())),
                order(State.SETTLED, 500, line(World.MULTI, 1), line(World.MULTI, 1)),
                order(State.SETTLED, 0, line(World.BACK_ORDER, 3)));
        List<Optional<Sale>> sales = backend.get().pointOfSale().sellTogether(backend.shop(), State.SETTLED, settled);

        assertThat(sales).extracting(Optional::isPresent).containsExactly(true, false, true, true);
        Sale first = sales.getFirst().orElseThrow();
        Sale third = sales.get(2).orElseThrow();
        Sale last = sales.getLast().orElseThrow();
        assertThat(movements(first))
                .containsExactlyInAnyOrder(
                        moved(first, -2, "sale"), moved(first, 5, "adjustment"), moved(first, -2, "sale"));
        assertThat(movements(third)).containsExactly(moved(third, -2, "sale"));
        assertThat(movements(last)).containsExactly(moved(last, -3, "sale"));
        assertThat(third.header().grandTotalCents()).isEqualTo(24_500);
        assertThat(third.items()).hasSize(2);
        assertThat(told(last)).containsExactly("order.created", "shipment_event.created", "shipment_event.created");
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(6, 2));
        Ledger.assertSound(backend.database());
    }

    @Test
    void salesForWhichTheStockDoesNotSufficeAreNotMadeTogether() {
        for (State state : List.of(State.SETTLED, State.PENDING)) {
            List<PointOfSaleOrder> wanted =
                    List.of(order(state, 0, line(World.TERMO, 3)), order(state, 0, line(World.TERMO, 3)));
            assertThat(backend.get().pointOfSale().sellTogether(backend.shop(), state, wanted))
                    .containsOnly(Optional.empty());
        }
        assertThat(Ledger.level(backend.database(), World.TERMO)).isEqualTo(new Ledger.Level(5, 1));
    }

    @Test
    void tillsThatSellAtOnceAreEachAnsweredForTheirOwnSale() throws Exception {
        List<Callable<Outcome<Sale, PointOfSaleRejection>>> tills = new ArrayList<>();
        for (int till = 0; till < 120; till++) {
            PointOfSaleOrder order =
                    switch (till % 4) {
                        case 0 -> order(State.SETTLED, till, line(World.MULTI, 1));
                        case 1 -> order(State.PENDING, till, line(World.PAQ, 1));
                        case 2 -> order(State.CANCELED, till, line(World.SOLD_OUT, 1));
                        default -> order(State.SETTLED, till, line(World.BACK_ORDER, 1));
                    };
            tills.add(() -> backend.get().pointOfSale().sell(backend.shop(), order));
        }
        List<Outcome<Sale, PointOfSaleRejection>> answers = TestBackend.race(tills);
        for (int till = 0; till < answers.size(); till++) {
            long shippingCents = till;
            if (answers.get(till) instanceof Outcome.Ok<Sale, PointOfSaleRejection>(Sale sale)) {
                assertThat(sale.header().shippingTotalCents()).isEqualTo(shippingCents);
                assertThat(orders.find(backend.shop().id(), sale.header().orderId()))
                        .hasValueSatisfying(order -> assertThat(order.header()).isEqualTo(sale.header()));
            } else {
                assertThat(till % 4).isZero();
            }
        }
        assertThat(answers).filteredOn(Outcome.Ok.class::isInstance).hasSize(90 + 8);
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Ledger.Level(2, 2));
        Ledger.assertSound(backend.database());
    }

    private static Movement moved(Sale sale, long delta, String reason) {
        return new Movement(delta, reason, "order:" + sale.header().orderId(), "caja");
    }

    @Test
    void pagesOfDaysAreExactHoweverManyOrdersThereAreAndWhetherTheyAreSummedUpOrNot() {
        Set<String> webIds = new HashSet<>();
        for (int day = 0; day < 3; day++) {
            for (int sale = 0; sale < 20; sale++) {
                backend.clock().advance(Duration.ofSeconds(1));
                webIds.add(sell(order(State.CANCELED, 0, line(World.PAQ, 1)))
                        .header()
                        .webId());
            }
            backend.clock().advance(Duration.ofDays(1));
            if (day == 1) {
                while (orders.foldLists()) {
                    assertThat(day).isEqualTo(1);
                }
            }
        }
        LocalDate first = LocalDate.of(2026, 3, 2);

        List<String> listed = new ArrayList<>();
        for (int offset = 0; offset < 75; offset += 25) {
            Orders.Page<Order> page =
                    orders.listCreated(backend.shop(), Optional.of(first), Optional.of(first.plusDays(2)), offset, 25);
            assertThat(page.total()).isEqualTo(62);
            page.orders().forEach(order -> listed.add(order.header().webId()));
        }
        assertThat(listed).hasSize(62).doesNotHaveDuplicates().containsAll(webIds);
        Orders.Page<Order> second = orders.listCreated(
                backend.shop(), Optional.of(first.plusDays(1)), Optional.of(first.plusDays(1)), 5, 100);
        assertThat(second.total()).isEqualTo(20);
        assertThat(second.orders()).hasSize(15);
        assertThat(orders.listCreated(backend.stranger(), Optional.of(first.plusDays(1)), Optional.empty(), 0, 25)
                        .total())
                .isZero();
        assertThat(backend.database().list(Day.class, """
                        SELECT substr(list, 5) AS day, sum(delta)::bigint AS orders
                          FROM (SELECT list, delta FROM order_list_change WHERE shop_id = 215
                                 UNION ALL
                                SELECT list, rows FROM order_list_count WHERE shop_id = 215 AND level = 20) counted
                         WHERE list LIKE 'day:%'
                         GROUP BY 1
                         ORDER BY 1
                        """))
                .containsExactly(new Day("2026-03-02", 22), new Day("2026-03-03", 20), new Day("2026-03-04", 20));
    }

    private Sale sell(PointOfSaleOrder order) {
        return backend.accepted(tx -> backend.get().pointOfSale().sell(tx, backend.shop(), order));
    }

    private Line line(String sku, long units) {
        return new Line(
                backend.get()
                        .stock()
                        .findBySku(backend.shop().id(), sku)
                        .orElseThrow()
                        .webId(),
                units,
                sku.equals(World.MULTI) ? Optional.of(12_000L) : Optional.empty());
    }

    private static PointOfSaleOrder order(State state, long shippingCents, Line... lines) {
        return new PointOfSaleOrder(
                "Mostrador",
                state,
                ANA,
                new ShipTo("Ana Ruiz", null, null, null, null, null, null, null, null, null, "MX"),
                true,
                shippingCents,
                Optional.empty(),
                List.of(lines),
                "caja");
    }

    private List<Event> events(Sale sale) {
        return backend.database()
                .list(
                        Event.class,
                        "SELECT kind, description FROM order_event WHERE order_id = ? ORDER BY event_id",
                        sale.header().orderId());
    }

    private List<String> told(Sale sale) {
        return backend
                .database()
                .list(
                        Told.class,
                        "SELECT topic FROM outbox_event WHERE ordering_key = ? ORDER BY position",
                        "order:" + sale.header().orderId())
                .stream()
                .map(Told::topic)
                .toList();
    }

    private List<Movement> movements(Sale sale) {
        return backend.database()
                .list(
                        Movement.class,
                        "SELECT delta, reason, reference, actor FROM stock_movement WHERE reference = ?"
                                + " ORDER BY movement_id",
                        "order:" + sale.header().orderId());
    }
}
