package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.customers.Person;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.OrderRejection.NothingReserved;
import io.tianguis.orders.OrderRejection.NumberTaken;
import io.tianguis.platform.sql.SharedTransactions;
import io.tianguis.platform.sql.SqlFault;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that are taken in one transaction with others. */
class NewOrdersTest {

    private final TestBackend backend = new TestBackend();
    private final Orders orders = backend.get().orders();
    private final NewOrders newOrders = new NewOrders(
            backend.database(),
            backend.get().catalog(),
            backend.get().stock(),
            backend.get().customers(),
            backend.get().outbox(),
            backend.clock(),
            new SeededRandomness(11));

    private record Count(long count) {}

    /** What an order left behind, without what no two orders share. */
    private record Trace(String text) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void eachIsWhatItWouldBeAlone() {
        List<CreateOrder> alone = varied("solo-");
        List<CreateOrder> shared = varied("junto-");
        List<String> expected = alone.stream()
                .map(order -> traceOf(backend.accepted(tx -> orders.create(tx, backend.shop(), order)), "solo-"))
                .toList();
        List<Optional<OrderCreated>> taken = newOrders.takeTogether(backend.shop(), shared);
        assertThat(taken).hasSize(SharedTransactions.MOST);
        assertThat(taken.stream()
                        .map(one -> traceOf(one.orElseThrow(), "junto-"))
                        .toList())
                .isEqualTo(expected);
        assertThat(transactionsOf("junto-%")).isEqualTo(1);
        Ledger.assertSound(backend.database());
    }

    @Test
    void whatIsRefusedWhateverTheStockIsLeftOutAndTheOthersAreTaken() {
        backend.accepted(tx -> orders.create(tx, backend.shop(), order("Amazon", "1", "A-1", World.PAQ, 1)));
        List<CreateOrder> wanted = List.of(
                order("Amazon", "1", null, World.PAQ, 1),
                order("AMAZON", "2", "A-1", World.PAQ, 1),
                order("Amazon", "3", null, "NADA", 1),
                order("Amazon", "4", null, World.BACK_ORDER, Order.MAX_AMOUNT_CENTS / 250_000 + 1),
                order("Amazon", "5", "A-5", World.PAQ, 1),
                order("amazon", "5", null, World.PAQ, 1),
                order("Amazon", "6", "A-5", World.PAQ, 1),
                order("Otro", "5", "A-5", World.PAQ, 1));
        assertThat(newOrders.takeTogether(backend.shop(), wanted))
                .extracting(Optional::isPresent)
                .containsExactly(false, false, false, false, true, false, false, true);
        assertThat(Ledger.level(backend.database(), World.PAQ).reserved()).isEqualTo(4);
    }

    @Test
    void whereTheStockDoesNotSufficeForAllNothingIsLeftBehind() {
        List<CreateOrder> wanted = List.of(
                order("Amazon", "T1", null, World.TERMO, 2),
                order("Amazon", "T2", null, World.TERMO, 2),
                order("Amazon", "T3", null, World.TERMO, 2));
        long held = Ledger.level(backend.database(), World.TERMO).reserved();
        assertThat(newOrders.takeTogether(backend.shop(), wanted)).containsOnly(Optional.empty());
        assertThat(count("SELECT count(*) FROM sales_order WHERE number LIKE 'T_'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM customer_identity WHERE value LIKE '5255000000%'"))
                .isZero();
        assertThat(Ledger.level(backend.database(), World.TERMO).reserved()).isEqualTo(held);
    }

    @Test
    void whatTheDatabaseRefusesOfOneIsNotTheOthers() {
        CreateOrder good = order("Amazon", "F1", null, World.PAQ, 1);
        CreateOrder bad = order("Amazon", "F\0", null, World.PAQ, 1);
        assertThat(newOrders.takeTogether(backend.shop(), List.of(good, bad))).containsOnly(Optional.empty());
        assertThat(newOrders.take(backend.shop(), good)).isInstanceOf(Outcome.Ok.class);
        assertThatThrownBy(() -> newOrders.take(backend.shop(), bad)).isInstanceOf(SqlFault.class);
    }

    @Test
    void oneBuyerOfSeveralIsOneCustomerWithAllPurchases() {
        List<CreateOrder> wanted = IntStream.range(0, 5)
                .mapToObj(index -> OrdersTest.order(
                        "Amazon",
                        "N" + index,
                        null,
                        new Person(
                                "Ana",
                                "Ruiz",
                                index % 2 == 0 ? "+52 55 1234 5678" : "5215512345678",
                                index == 3 ? "ana@example.com" : null),
                        new Line(World.PAQ, 1)))
                .toList();
        assertThat(newOrders.takeTogether(backend.shop(), wanted)).doesNotContain(Optional.empty());
        assertThat(count("""
                SELECT purchases AS count
                  FROM customer
                 WHERE customer_id = (SELECT customer_id FROM customer_identity
                                       WHERE shop_id = 215 AND value = 'ana@example.com')
                """)).isEqualTo(5);
    }

    @Test
    void callersAtOnceAreEachAnsweredForTheirOwnOrder() throws Exception {
        int callers = 240;
        record Answered(CreateOrder order, Outcome<OrderCreated, OrderRejection> outcome) {}
        List<Callable<Answered>> calls = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            CreateOrder order =
                    switch (caller % 6) {
                        case 0 -> order("Amazon", "R" + caller, null, World.MULTI, 1);
                        case 1 -> order("Amazon", "repetido" + caller / 12, null, World.BACK_ORDER, 1);
                        default -> order("Meli", "R" + caller, null, World.BACK_ORDER, caller % 3 + 1);
                    };
            calls.add(() -> new Answered(order, orders.create(backend.shop(), order)));
        }
        Ledger.Level scarce = Ledger.level(backend.database(), World.MULTI);
        List<Answered> answers = TestBackend.race(calls);
        for (Answered answer : answers) {
            String number = answer.order().number();
            if (answer.outcome() instanceof Outcome.Ok<OrderCreated, OrderRejection>(OrderCreated created)) {
                Order found =
                        orders.find(backend.shop().id(), created.orderId()).orElseThrow();
                assertThat(found.header().number()).isEqualTo(number);
                assertThat(found.lines())
                        .singleElement()
                        .satisfies(line -> assertThat(line.units())
                                .isEqualTo(answer.order().lines().getFirst().units()));
            } else if (number.startsWith("repetido")) {
                assertThat(answer.outcome()).isEqualTo(Outcome.rejected(new NumberTaken(number)));
            } else {
                assertThat(answer.outcome()).isEqualTo(Outcome.rejected(new NothingReserved()));
                assertThat(answer.order().lines().getFirst().sku()).isEqualTo(World.MULTI);
            }
        }
        assertThat(Ledger.level(backend.database(), World.MULTI).reserved()).isEqualTo(scarce.onHand());
        long taken = answers.stream()
                .filter(answer -> answer.outcome() instanceof Outcome.Ok)
                .count();
        assertThat(taken).isEqualTo(scarce.onHand() - scarce.reserved() + 20 + callers * 4 / 6);
        assertThat(transactionsOf("R%")).as("transactions of what was taken").isLessThan(taken);
        Ledger.assertSound(backend.database());
    }

    /** Of a buyer whom nobody else is. */
    private static CreateOrder order(String channel, String number, String externalId, String sku, long units) {
        Person buyer = new Person("Eva", "Luna", "55 0000 00" + Math.floorMod(number.hashCode(), 90) + 10, null);
        return OrdersTest.order(channel, number, externalId, buyer, new Line(sku, units));
    }

    /** As many orders as one transaction takes, no two alike. */
    private static List<CreateOrder> varied(String prefix) {
        List<CreateOrder> varied = new ArrayList<>();
        for (int index = 0; index < SharedTransactions.MOST; index++) {
            CreateOrder order = OrdersTest.order(
                    index % 2 == 0 ? "Amazon" : "Meli",
                    prefix + index,
                    index % 3 == 0 ? prefix + "x" + index : null,
                    new Person(
                            "Eva", null, "55 1111 111" + index, index % 4 == 0 ? null : "eva" + index + "@example.com"),
                    IntStream.rangeClosed(0, index % 3)
                            .mapToObj(line -> new Line(
                                    List.of(World.PAQ, World.BACK_ORDER, "CAM-M-AZUL")
                                            .get(line),
                                    1))
                            .toArray(Line[]::new));
            varied.add(new CreateOrder(
                    order.channel(),
                    order.number(),
                    order.externalId(),
                    order.buyer(),
                    order.shipTo(),
                    order.shipping(),
                    index % 5 == 0,
                    order.lines(),
                    order.partialNote(),
                    index == 7 ? null : order.actor()));
        }
        return varied;
    }

    private long count(String sql) {
        return backend.database().get(Count.class, sql).count();
    }

    private long transactionsOf(String numbers) {
        return backend.database()
                .get(Count.class, "SELECT count(DISTINCT xmin::text) FROM sales_order WHERE number LIKE ?", numbers)
                .count();
    }

    /** Every row that an order left in any table, without ids, moments and the prefix of its number. */
    private String traceOf(OrderCreated created, String prefix) {
        long id = created.orderId();
        String unique = "- 'order_id' - 'web_id' - 'created_at' - 'updated_at' - 'at' - 'event_id' - 'shipment_id'"
                + " - 'position' - 'due_at'";
        return backend.database()
                .get(Trace.class, """
                        SELECT jsonb_pretty(jsonb_build_array(
                                   (SELECT jsonb_agg(to_jsonb(o) %1$s) FROM sales_order o WHERE order_id = ?),
                                   (SELECT jsonb_agg(to_jsonb(l) %1$s ORDER BY line) FROM order_line l
                                     WHERE order_id = ?),
                                   (SELECT jsonb_agg(to_jsonb(s) %1$s) FROM order_shipment s WHERE order_id = ?),
                                   (SELECT jsonb_agg(to_jsonb(e) %1$s ORDER BY event_id) FROM order_event e
                                     WHERE order_id = ?),
                                   (SELECT jsonb_agg(to_jsonb(r) %1$s ORDER BY line) FROM stock_reservation r
                                     WHERE order_id = ?),
                                   (SELECT jsonb_agg(to_jsonb(c) - 'id' - 'change_id' ORDER BY list) FROM order_list_change c
                                     WHERE id = ?),
                                   (SELECT jsonb_agg(x.topic ORDER BY x.position) FROM outbox_event x
                                     WHERE x.ordering_key = 'order:' || ?))) AS text
                        """.formatted(unique), id, id, id, id, id, id, id)
                .text()
                .replace(prefix, "");
    }
}
