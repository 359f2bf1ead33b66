package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.Person;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.OrderRejection.NothingReserved;
import io.tianguis.orders.OrderRejection.NumberTaken;
import io.tianguis.orders.OrderRejection.UnknownSkus;
import io.tianguis.orders.OrderRejection.UnknownSkus.UnknownSku;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrdersTest {

    private final TestBackend backend = new TestBackend();
    private final Orders orders = backend.get().orders();

    private record Count(long count) {}

    private record Note(String text) {}

    private record Event(String kind) {}

    private record Announced(String topic, String orderingKey) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void anOrderKeepsTheTitlesAndPricesOfTheDayAndHoldsItsUnits() {
        long id = take(order("1", new Line(World.PAQ, 2), new Line("CAM-M-AZUL", 1)))
                .orderId();
        Order order = orders.find(backend.shop().id(), id).orElseThrow();
        assertThat(order.lines()).extracting(Order.Line::title).containsExactly("Paquete ecológico", "Camiseta básica");
        assertThat(order.lines()).extracting(Order.Line::unitPriceCents).containsExactly(40_319L, 16_000L);
        assertThat(order.lines().getLast().optionNames()).containsExactly("Talla", "Color");
        assertThat(order.lines().getLast().optionValues()).containsExactly("M", "Azul");
        assertThat(order.header().productsTotalCents()).isEqualTo(96_638);
        assertThat(order.header().grandTotalCents()).isEqualTo(96_638);
        assertThat(order.header().paymentStatus()).isEqualTo(PaymentStatus.PENDING);
        assertThat(order.header().fulfillmentStatus()).isEqualTo(FulfillmentStatus.UNFULFILLED);
        assertThat(order.shipments())
                .singleElement()
                .satisfies(shipment -> assertThat(shipment.city()).isEqualTo("Aguascalientes"));
        assertThat(Ledger.level(backend.database(), World.PAQ).reserved()).isEqualTo(3);
        assertThat(backend.database()
                        .list(Event.class, "SELECT kind FROM order_event WHERE order_id = ? ORDER BY event_id", id))
                .containsExactly(new Event("created"));
        assertThat(backend.database()
                        .list(
                                Announced.class,
                                "SELECT topic, ordering_key FROM outbox_event WHERE ordering_key = ? ORDER BY position",
                                "order:" + id))
                .containsExactly(
                        new Announced("order.created", "order:" + id),
                        new Announced("shipment_event.created", "order:" + id));
    }

    @Test
    void eachOfItsFirstEventsIsToldAfterAPausedOrderItself() {
        CreateOrder plain = order("1", new Line(World.PAQ, 1));
        long id = take(new CreateOrder(
                        plain.channel(),
                        plain.number(),
                        plain.externalId(),
                        plain.buyer(),
                        plain.shipTo(),
                        plain.shipping(),
                        true,
                        plain.lines(),
                        plain.partialNote(),
                        plain.actor()))
                .orderId();
        assertThat(backend.database().list(Event.class, """
                        SELECT e.kind
                          FROM outbox_event o
                          JOIN order_event e
                            ON e.event_id::text = o.attribute_values[array_position(o.attribute_names, 'event_id')]
                         WHERE o.ordering_key = ? AND o.topic = 'shipment_event.created'
                         ORDER BY o.position
                        """, "order:" + id))
                .containsExactly(new Event("created"), new Event("paused"));
    }

    @Test
    void theChannelKeepsTheSpellingOfItsFirstUseAndComparesWithoutLetterCase() {
        take(order("1", new Line(World.PAQ, 1)));
        assertThat(orders.findPackingSlip(backend.shop().id(), "LIVERPOOL", "1"))
                .hasValueSatisfying(
                        order -> assertThat(order.header().channelName()).isEqualTo("Liverpool"));
        assertThat(orders.findPackingSlip(backend.stranger().id(), "Liverpool", "1"))
                .isEmpty();
    }

    @Test
    void aNumberIsTakenOncePerChannelWhateverItsLetterCase() {
        take(order("1", new Line(World.PAQ, 1)));
        assertThat(reject(order("LIVERPOOL", "1", null, new Line("NADA", 1)))).isEqualTo(new NumberTaken("1"));
        assertThat(take(order("Amazon", "1", null, new Line(World.PAQ, 1)))).isNotNull();
        take(order("Amazon", "2", "externo", new Line(World.PAQ, 1)));
        assertThat(reject(order("Amazon", "3", "externo", new Line(World.PAQ, 1))))
                .isEqualTo(new NumberTaken("3"));
    }

    @Test
    void unknownSkusAreAllTold() {
        assertThat(reject(order("1", new Line("NADA", 1), new Line(World.PAQ, 1), new Line("AJENO-1", 1))))
                .isEqualTo(new UnknownSkus(List.of(new UnknownSku(0, "NADA"), new UnknownSku(2, "AJENO-1"))));
    }

    @Test
    void anOrderWithoutAnyUnitLeavesNothingBehind() {
        assertThat(reject(order("1", new Line(World.SOLD_OUT, 1)))).isEqualTo(new NothingReserved());
        assertThat(orders.findPackingSlip(backend.shop().id(), "Liverpool", "1"))
                .isEmpty();
        assertThat(backend.database()
                        .get(Count.class, "SELECT count(*) FROM customer_identity WHERE value = '5255123456'")
                        .count())
                .isZero();
    }

    @Test
    void aPartialOrderStandsWithWhatCouldBeHeldAndSaysSoInANote() {
        OrderCreated created = take(order("1", new Line(World.SOLD_OUT, 1), new Line(World.PAQ, 2)));
        assertThat(created.unsavedLines()).containsExactly(0);
        Order order = orders.find(backend.shop().id(), created.orderId()).orElseThrow();
        assertThat(order.lines()).extracting(Order.Line::sku).containsExactly(World.PAQ);
        assertThat(order.header().productsTotalCents()).isEqualTo(80_638);
        assertThat(backend.database()
                        .list(Note.class, "SELECT text FROM order_note WHERE order_id = ?", created.orderId()))
                .containsExactly(new Note("parcial"));
    }

    @Test
    void theSameNumberSentAtOnceIsTakenOnce() throws Exception {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < 20; caller++) {
            Line line = new Line(caller % 2 == 0 ? World.PAQ : World.BACK_ORDER, 1);
            calls.add(() ->
                    backend.run(tx -> orders.create(tx, backend.shop(), order("unico", line))) instanceof Outcome.Ok);
        }
        assertThat(TestBackend.race(calls)).filteredOn(taken -> taken).hasSize(1);
        Ledger.assertSound(backend.database());
    }

    @Test
    void oneNewBuyerOfManyOrdersAtOnceIsOneCustomer() throws Exception {
        List<String> spellings =
                List.of("+52 55 1234 5678", "+5215512345678", "525512345678", "55 1234 5678", "(55) 1234-5678");
        List<Callable<Long>> calls = new ArrayList<>();
        for (int caller = 0; caller < 50; caller++) {
            CreateOrder order = order(
                    "Amazon",
                    "B" + caller,
                    null,
                    new Person("Ana", "Ruiz", spellings.get(caller % spellings.size()), "ana@example.com"),
                    new Line(World.PAQ, 1));
            calls.add(() -> orders.find(backend.shop().id(), take(order).orderId())
                    .orElseThrow()
                    .header()
                    .customerId());
        }
        assertThat(TestBackend.race(calls)).containsOnly(buyer());
        assertThat(backend.database()
                        .get(
                                Count.class,
                                "SELECT purchases AS count FROM customer WHERE shop_id = 215 AND customer_id = ?",
                                buyer())
                        .count())
                .isEqualTo(50);
    }

    private long buyer() {
        return backend.database()
                .get(
                        Count.class,
                        "SELECT customer_id AS count FROM customer WHERE shop_id = 215 AND email = 'ana@example.com'")
                .count();
    }

    private OrderCreated take(CreateOrder order) {
        return backend.accepted(tx -> orders.create(tx, backend.shop(), order));
    }

    private OrderRejection reject(CreateOrder order) {
        return backend.run(tx -> orders.create(tx, backend.shop(), order))
                .fold(
                        created -> {
                            throw new AssertionError("accepted: " + created);
                        },
                        rejection -> rejection);
    }

    private static CreateOrder order(String number, Line... lines) {
        return order("Liverpool", number, null, lines);
    }

    private static CreateOrder order(String channel, String number, String externalId, Line... lines) {
        return order(channel, number, externalId, new Person("Charlie", "Hebdo", "5255123456", null), lines);
    }

    static CreateOrder order(String channel, String number, String externalId, Person buyer, Line... lines) {
        return new CreateOrder(
                channel,
                number,
                externalId,
                buyer,
                new ShipTo(
                        "Charlie Hebdo",
                        "5255123456",
                        null,
                        "Madero",
                        "34",
                        null,
                        "Centro",
                        "Aguascalientes",
                        "MX - AG",
                        "20290",
                        "MX"),
                new Shipping(ShippingService.ECONOMY, "Fedex", null, null, false),
                false,
                List.of(lines),
                Optional.of("parcial"),
                "prueba");
    }
}
