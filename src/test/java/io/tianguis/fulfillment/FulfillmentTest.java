package io.tianguis.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.customers.Person;
import io.tianguis.fulfillment.FulfillmentRejection.AlreadyDelivered;
import io.tianguis.fulfillment.FulfillmentRejection.IllegalMove;
import io.tianguis.fulfillment.FulfillmentRejection.InFuture;
import io.tianguis.fulfillment.FulfillmentRejection.OrderNotFound;
import io.tianguis.fulfillment.FulfillmentRejection.UnitsMissing;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Shipment;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.ShipmentEvent;
import io.tianguis.orders.ShipmentEventKind;
import io.tianguis.orders.ShipmentLog;
import io.tianguis.platform.sql.Tx;
import io.tianguis.stock.Shortage;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Ledger.Level;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The order 500001 of two MULTI01 and one TERMO10, and 500002, which is paused, of one PAQ-EA. */
class FulfillmentTest {

    private static final long ORDER = 500_001;
    private static final long PAUSED_ORDER = 500_002;
    private static final String CLERK = "almacen";
    private static final Label LABEL = new Label("https://guias.example/1.pdf", "Estafeta", "123456789123456");

    /** Each legal move as it is meant; every other one must be refused. */
    private static final Map<String, String> LEGAL = Map.ofEntries(
            Map.entry("assign_label paused", "unfulfilled"),
            Map.entry("assign_label unfulfilled", "unfulfilled"),
            Map.entry("assign_label picking", "picking"),
            Map.entry("assign_label packed", "packed"),
            Map.entry("pick unfulfilled", "picking"),
            Map.entry("pack picking", "packed"),
            Map.entry("ship packed", "fulfilled"),
            Map.entry("deliver fulfilled", "fulfilled"),
            Map.entry("cancel paused", "canceled"),
            Map.entry("cancel unfulfilled", "canceled"),
            Map.entry("cancel picking", "canceled"),
            Map.entry("cancel packed", "canceled"));

    private static final Set<FulfillmentStatus> HOLDING = Set.of(
            FulfillmentStatus.PAUSED,
            FulfillmentStatus.UNFULFILLED,
            FulfillmentStatus.PICKING,
            FulfillmentStatus.PACKED);

    private final TestBackend backend = new TestBackend();
    private final Fulfillment fulfillment = backend.get().fulfillment();

    private record Text(String text) {}

    @AfterEach
    void stop() {
        backend.close();
    }

    static Stream<Arguments> moves() {
        return Stream.of(FulfillmentStep.values())
                .flatMap(step -> Stream.of(FulfillmentStatus.values()).map(present -> Arguments.of(step, present)));
    }

    @ParameterizedTest(name = "{0} when {1}")
    @MethodSource("moves")
    void aStepIsTakenFromItsOwnStatesAndRefusedFromTheOthers(FulfillmentStep step, FulfillmentStatus present) {
        bring(present);
        Order before = order(ORDER);
        List<ShipmentEvent> told = events(ORDER);
        int announced = announced().size();
        String legal = LEGAL.get((step + " " + present).toLowerCase(Locale.ROOT));

        Outcome<Long, FulfillmentRejection> outcome = take(step, ORDER);

        if (legal == null) {
            assertThat(outcome).isEqualTo(Outcome.rejected(new IllegalMove(step, present)));
            assertThat(order(ORDER)).isEqualTo(before);
            assertThat(events(ORDER)).isEqualTo(told);
            assertThat(announced()).hasSize(announced);
        } else {
            assertThat(outcome).isInstanceOf(Outcome.Ok.class);
            assertThat(order(ORDER).header().fulfillmentStatus())
                    .isEqualTo(FulfillmentStatus.valueOf(legal.toUpperCase(Locale.ROOT)));
            assertThat(events(ORDER)).hasSize(told.size() + 1);
        }
        boolean holds = HOLDING.contains(order(ORDER).header().fulfillmentStatus());
        if (present != FulfillmentStatus.FULFILLED_BY_SELLER) {
            assertThat(Ledger.level(backend.database(), World.MULTI).reserved()).isEqualTo(holds ? 2 : 0);
        }
        Ledger.assertSound(backend.database());
    }

    @Test
    void anOrderThatShipsConsumesWhatItHeldAndSaysWhenAndHow() {
        bring(FulfillmentStatus.PACKED);
        backend.clock().advance(Duration.ofHours(5));
        Instant now = backend.clock().now();

        ok(tx -> fulfillment.ship(tx, backend.shop().id(), ORDER, new Parcel("UPS", "1Z999"), CLERK));

        Order order = order(ORDER);
        assertThat(order.lines()).extracting(Order.Line::shippedAt).containsOnly(now);
        assertThat(order.header().updatedAt()).isEqualTo(now);
        Shipment shipment = order.shipments().getFirst();
        assertThat(shipment.status()).isEqualTo(ShipmentStatus.ON_ROUTE);
        assertThat(shipment.carrier()).isEqualTo("UPS");
        assertThat(shipment.trackingNumber()).isEqualTo("1Z999");
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Level(8, 0));
        assertThat(Ledger.level(backend.database(), World.TERMO)).isEqualTo(new Level(4, 0));
        assertThat(texts("""
                SELECT v.sku || ' ' || m.delta || ' ' || m.reason || ' ' || m.reference || ' ' || m.actor AS text
                  FROM stock_movement m JOIN variant v USING (shop_id, variant_id)
                 WHERE m.shop_id = 215 AND m.reason = 'sale'
                 ORDER BY v.sku
                """))
                .containsExactly("MULTI01 -2 sale order:500001 almacen", "TERMO10 -1 sale order:500001 almacen");
    }

    @Test
    void whatIsNotSaidWhenShippingStaysAsTheLabelSays() {
        assertThat(fulfillment.assignLabel(backend.shop().id(), "SHOPIFY", "#1082", LABEL, CLERK))
                .isInstanceOf(Outcome.Ok.class);
        bring(FulfillmentStatus.FULFILLED);

        Shipment shipment = order(ORDER).shipments().getFirst();

        assertThat(shipment.carrier()).isEqualTo("Estafeta");
        assertThat(shipment.trackingNumber()).isEqualTo("123456789123456");
        assertThat(shipment.labelUrl()).isEqualTo("https://guias.example/1.pdf");
    }

    @Test
    void anotherLabelWithoutANumberLeavesTheNumber() {
        fulfillment.assignLabel(backend.shop().id(), "Shopify", "#1082", LABEL, CLERK);

        fulfillment.assignLabel(
                backend.shop().id(), "Shopify", "#1082", new Label("https://guias.example/2.pdf", "DHL", null), CLERK);

        Shipment shipment = order(ORDER).shipments().getFirst();
        assertThat(shipment.labelUrl()).isEqualTo("https://guias.example/2.pdf");
        assertThat(shipment.carrier()).isEqualTo("DHL");
        assertThat(shipment.trackingNumber()).isEqualTo("123456789123456");
    }

    @Test
    void aCanceledOrderGivesItsUnitsBackWithoutAMovement() {
        bring(FulfillmentStatus.CANCELED);

        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Level(10, 0));
        assertThat(Ledger.level(backend.database(), World.TERMO)).isEqualTo(new Level(5, 0));
        assertThat(order(ORDER).lines()).extracting(Order.Line::shippedAt).containsOnlyNulls();
        Ledger.assertSound(backend.database());
    }

    @Test
    void anOrderIsDeliveredOnce() {
        bring(FulfillmentStatus.FULFILLED);
        Instant delivered = backend.clock().now();
        assertThat(take(FulfillmentStep.DELIVER, ORDER)).isInstanceOf(Outcome.Ok.class);
        backend.clock().advance(Duration.ofDays(1));

        assertThat(take(FulfillmentStep.DELIVER, ORDER)).isEqualTo(Outcome.rejected(new AlreadyDelivered(delivered)));

        assertThat(order(ORDER).header().deliveredAt()).isEqualTo(delivered);
        assertThat(order(ORDER).shipments().getFirst().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(events(ORDER))
                .filteredOn(event -> event.kind() == ShipmentEventKind.DELIVERED)
                .hasSize(1);
    }

    @Test
    void backOrderedUnitsThatAreNotThereKeepTheOrderInTheWarehouse() {
        long orderId = backOrder();
        ok(tx -> fulfillment.pick(tx, backend.shop().id(), orderId, CLERK));
        ok(tx -> fulfillment.pack(tx, backend.shop().id(), orderId, CLERK));
        long variantId = backend.get()
                .stock()
                .findBySku(backend.shop().id(), World.BACK_ORDER)
                .orElseThrow()
                .variantId();

        assertThat(take(FulfillmentStep.SHIP, orderId))
                .isEqualTo(Outcome.rejected(new UnitsMissing(List.of(new Shortage(variantId, 3, 0)))));

        assertThat(order(orderId).header().fulfillmentStatus()).isEqualTo(FulfillmentStatus.PACKED);
        assertThat(Ledger.level(backend.database(), World.PAQ)).isEqualTo(new Level(100, 2));
        Ledger.assertSound(backend.database());
    }

    @Test
    void theLogTellsEveryStepTheLatestFirst() {
        fulfillment.assignLabel(backend.shop().id(), "MercadoLibre", "2000004602393885", LABEL, null);
        for (FulfillmentStep step : List.of(FulfillmentStep.PICK, FulfillmentStep.PACK, FulfillmentStep.SHIP)) {
            assertThat(take(step, PAUSED_ORDER)).isInstanceOf(Outcome.Ok.class);
        }
        ok(tx -> fulfillment.recordEvent(
                tx, backend.shop().id(), PAUSED_ORDER, "El paquete llegó a la ciudad destino", Optional.empty(), null));
        backend.clock().advance(Duration.ofHours(1));
        assertThat(take(FulfillmentStep.DELIVER, PAUSED_ORDER)).isInstanceOf(Outcome.Ok.class);

        ShipmentLog log = fulfillment.events(backend.shop().id(), PAUSED_ORDER).orElseThrow();

        assertThat(log.number()).isEqualTo("2000004602393885");
        assertThat(log.channelName()).isEqualTo("MercadoLibre");
        assertThat(log.events())
                .extracting(event -> event.kind() + " " + event.actor() + ": " + BuyerSentence.of(event))
                .containsExactly(
                        "DELIVERED almacen: Tu pedido fue entregado",
                        "CARRIER_NOTICE null: El paquete llegó a la ciudad destino",
                        "SHIPPED almacen: El envío ya salió del almacén y está en camino",
                        "PACKED almacen: Tu pedido ya está empacado",
                        "PICKED almacen: Ya estamos preparando tu pedido",
                        "LABEL_ASSIGNED null: Tu pedido ya tiene guía de envío",
                        "PAUSED seller_de_prueba: Tu pedido está en pausa",
                        "CREATED seller_de_prueba: Nuevo");
        assertThat(log.events().getFirst().at()).isEqualTo(MovableClock.START.plus(Duration.ofHours(1)));
    }

    @Test
    void whatTheCarrierSaysStandsWhereItHappenedAndChangesNothing() {
        Order before = order(ORDER);
        Instant earlier = MovableClock.START.minus(Duration.ofDays(1));

        ok(tx -> fulfillment.recordEvent(tx, backend.shop().id(), ORDER, "En traslado", Optional.of(earlier), CLERK));

        assertThat(events(ORDER))
                .extracting(ShipmentEvent::kind)
                .containsExactly(ShipmentEventKind.CREATED, ShipmentEventKind.CARRIER_NOTICE);
        assertThat(events(ORDER).getLast().at()).isEqualTo(earlier);
        assertThat(order(ORDER)).isEqualTo(before);
        assertThat(announced()).containsExactly("shipment_event.created order:500001 event_id");
    }

    @Test
    void anEventIsNotLaterThanThePresent() {
        Instant now = backend.clock().now();
        assertThat(backend.run(tx -> fulfillment.recordEvent(
                        tx, backend.shop().id(), ORDER, "Mañana", Optional.of(now.plusMillis(1)), CLERK)))
                .isEqualTo(Outcome.rejected(new InFuture(now)));
        ok(tx -> fulfillment.recordEvent(tx, backend.shop().id(), ORDER, "Ahora", Optional.of(now), CLERK));
    }

    @Test
    void textsHaveTheirBounds() {
        String longest = "x".repeat(Parcel.MAX_TEXT_LENGTH);
        assertThat(new Parcel(longest, longest).carrier()).hasSize(255);
        assertThatThrownBy(() -> new Parcel(longest + "x", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Parcel(null, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Label("https://guias.example/" + "x".repeat(2_027), "DHL", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backend.run(
                        tx -> fulfillment.recordEvent(tx, backend.shop().id(), ORDER, "", Optional.empty(), CLERK)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOutboxTellsEachStepAsAChangeAndAsAnEvent() {
        bring(FulfillmentStatus.CANCELED);

        assertThat(announced())
                .containsExactly(
                        "order.updated order:500001 change fulfillment",
                        "shipment_event.created order:500001 event_id");
        assertThat(texts("""
                SELECT attribute_values[array_position(attribute_names, 'event_id')] AS text
                  FROM outbox_event
                 WHERE shop_id = 215 AND topic = 'shipment_event.created'
                 ORDER BY position DESC
                 LIMIT 1
                """))
                .containsExactly(Long.toString(events(ORDER).getFirst().eventId()));
    }

    @Test
    void paymentsAreNoEventsOfTheShipment() {
        assertThat(fulfillment
                        .events(backend.stranger().id(), 500_004)
                        .orElseThrow()
                        .events())
                .extracting(ShipmentEvent::kind)
                .containsExactly(ShipmentEventKind.CREATED);
    }

    @Test
    void anUnknownOrderAndThatOfAnotherShopAreNotFound() {
        for (long orderId : List.of(1L, 500_003L)) {
            for (FulfillmentStep step : FulfillmentStep.values()) {
                if (step != FulfillmentStep.ASSIGN_LABEL) {
                    assertThat(take(step, orderId)).isEqualTo(Outcome.rejected(new OrderNotFound()));
                }
            }
            assertThat(backend.run(tx ->
                            fulfillment.recordEvent(tx, backend.shop().id(), orderId, "Hola", Optional.empty(), CLERK)))
                    .isEqualTo(Outcome.rejected(new OrderNotFound()));
            assertThat(fulfillment.events(backend.shop().id(), orderId)).isEmpty();
        }
        assertThat(fulfillment.assignLabel(backend.shop().id(), "Shopify", "#77", LABEL, CLERK))
                .isEqualTo(Outcome.rejected(new OrderNotFound()));
    }

    @Test
    void oneOfTwoClerksWinsAndTheLedgerStaysSound() throws Exception {
        bring(FulfillmentStatus.PACKED);
        List<Callable<Boolean>> clerks = new ArrayList<>();
        for (int clerk = 0; clerk < 16; clerk++) {
            FulfillmentStep step = clerk % 2 == 0 ? FulfillmentStep.SHIP : FulfillmentStep.CANCEL;
            clerks.add(() -> take(step, ORDER) instanceof Outcome.Ok);
        }

        assertThat(TestBackend.race(clerks)).filteredOn(won -> won).hasSize(1);

        boolean shipped = order(ORDER).header().fulfillmentStatus() == FulfillmentStatus.FULFILLED;
        assertThat(Ledger.level(backend.database(), World.MULTI)).isEqualTo(new Level(shipped ? 8 : 10, 0));
        assertThat(events(ORDER)).hasSize(4);
        Ledger.assertSound(backend.database());
    }

    /** Brings the order 500001 into a state by legal steps, but for the one that none leads to. */
    private void bring(FulfillmentStatus wanted) {
        List<FulfillmentStep> steps =
                switch (wanted) {
                    case UNFULFILLED -> List.of();
                    case PICKING -> List.of(FulfillmentStep.PICK);
                    case PACKED -> List.of(FulfillmentStep.PICK, FulfillmentStep.PACK);
                    case FULFILLED -> List.of(FulfillmentStep.PICK, FulfillmentStep.PACK, FulfillmentStep.SHIP);
                    case CANCELED -> List.of(FulfillmentStep.CANCEL);
                    case PAUSED, FULFILLED_BY_SELLER -> {
                        backend.database()
                                .update(
                                        "UPDATE sales_order SET fulfillment_status = ? WHERE shop_id = 215 AND order_id = ?",
                                        wanted,
                                        ORDER);
                        yield List.of();
                    }
                };
        steps.forEach(step -> assertThat(take(step, ORDER)).isInstanceOf(Outcome.Ok.class));
    }

    private Outcome<Long, FulfillmentRejection> take(FulfillmentStep step, long orderId) {
        return switch (step) {
            case ASSIGN_LABEL ->
                fulfillment.assignLabel(
                        backend.shop().id(), "Shopify", order(orderId).header().number(), LABEL, CLERK);
            case PICK -> backend.run(tx -> fulfillment.pick(tx, backend.shop().id(), orderId, CLERK));
            case PACK -> backend.run(tx -> fulfillment.pack(tx, backend.shop().id(), orderId, CLERK));
            case SHIP ->
                backend.run(tx -> fulfillment.ship(tx, backend.shop().id(), orderId, Parcel.AS_LABELED, CLERK));
            case DELIVER ->
                backend.run(tx -> fulfillment.deliver(tx, backend.shop().id(), orderId, CLERK));
            case CANCEL ->
                backend.run(tx -> fulfillment.cancel(tx, backend.shop().id(), orderId, CLERK));
        };
    }

    private interface Operation {
        Outcome<Long, FulfillmentRejection> in(Tx tx);
    }

    private void ok(Operation operation) {
        backend.accepted(operation::in);
    }

    private Order order(long orderId) {
        return backend.get().orders().find(backend.shop().id(), orderId).orElseThrow();
    }

    private List<ShipmentEvent> events(long orderId) {
        return fulfillment.events(backend.shop().id(), orderId).orElseThrow().events();
    }

    /** An order of three units of which there are none, and one of which there are enough. */
    private long backOrder() {
        CreateOrder order = new CreateOrder(
                "Liverpool",
                "1",
                null,
                new Person("Eva", "Luna", "+52 55 1234 5678", null),
                new ShipTo("Eva Luna", null, null, null, null, null, null, null, null, null, "MX"),
                new Shipping(null, null, null, null, false),
                false,
                List.of(new CreateOrder.Line(World.BACK_ORDER, 3), new CreateOrder.Line(World.PAQ, 1)),
                Optional.empty(),
                null);
        return backend.accepted(tx -> backend.get().orders().create(tx, backend.shop(), order))
                .orderId();
    }

    /** What steps left in the outbox after the order's first events, in their order. */
    private List<String> announced() {
        return texts("""
                SELECT topic || ' ' || ordering_key || ' '
                       || CASE topic WHEN 'order.updated'
                               THEN 'change ' || attribute_values[array_position(attribute_names, 'change')]
                               ELSE attribute_names[array_position(attribute_names, 'event_id')] END AS text
                  FROM outbox_event
                 WHERE shop_id = 215
                   AND topic <> 'order.created'
                   AND coalesce(attribute_values[array_position(attribute_names, 'event_id')], '') <> ALL (
                       SELECT event_id::text FROM order_event WHERE kind IN ('created', 'paused'))
                 ORDER BY position
                """);
    }

    private List<String> texts(String sql) {
        return backend.database().list(Text.class, sql).stream().map(Text::text).toList();
    }
}
