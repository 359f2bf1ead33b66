package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderChangeRejection.OrderNotFound;
import io.tianguis.orders.OrderChangeRejection.Overtaken;
import io.tianguis.orders.OrderChangeRejection.ShipmentNotFound;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the seller does with order 500001, whose one shipment is 700001. */
class OrderAdministrationTest {

    private static final long ORDER = 500_001;
    private static final long SHIPMENT = 700_001;
    private static final Instant NOW = MovableClock.START;

    private final TestBackend backend = new TestBackend();
    private final ShopId shop = backend.shop().id();
    private final OrderAdministration orders = backend.get().orderAdministration();
    private final long before = lastTold();

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void anInvoiceIsKeptWithItsMoment() {
        assertThat(invoice(true, "060300007620", "FC")).isEqualTo(Outcome.ok(new Invoice("FC", "060300007620", NOW)));

        assertThat(header().invoiceNumber()).isEqualTo("060300007620");
        assertThat(header().invoiceType()).isEqualTo("FC");
        assertThat(header().invoicedAt()).isEqualTo(NOW);
        assertThat(events()).containsExactly("invoiced FC 060300007620 erp");
        assertThat(told()).containsExactly("order.updated invoice");
    }

    @Test
    void theSameInvoiceOnceMoreChangesNothing() {
        invoice(true, "1", "FC");
        backend.clock().advance(Duration.ofHours(1));

        assertThat(invoice(true, "1", "FC")).isEqualTo(Outcome.ok(new Invoice("FC", "1", NOW)));
        assertThat(events()).hasSize(1);
        assertThat(told()).hasSize(1);
        assertThat(header().updatedAt()).isEqualTo(NOW);
    }

    @Test
    void anotherInvoiceHasAMomentOfItsOwnAndNoneHasNone() {
        invoice(true, "1", "FC");
        backend.clock().advance(Duration.ofHours(1));
        Instant later = NOW.plus(Duration.ofHours(1));

        InvoiceChange renumbered = new InvoiceChange(Optional.empty(), Change.to("2"), Change.none());
        assertThat(orders.changeInvoice(shop, ORDER, renumbered, null))
                .isEqualTo(Outcome.ok(new Invoice("FC", "2", later)));

        InvoiceChange withdrawn = new InvoiceChange(Optional.of(false), Change.none(), Change.to(null));
        assertThat(orders.changeInvoice(shop, ORDER, withdrawn, null))
                .isEqualTo(Outcome.ok(new Invoice(null, "2", null)));
        assertThat(events()).containsExactly("invoiced FC 1 erp", "invoiced FC 2 null", "invoice_withdrawn 2 null");
    }

    @Test
    void deliveryIsMarkedAndUnmarkedByTheShipment() {
        assertThat(ship(ShipmentStatus.ON_ROUTE, Change.to("111111")))
                .isEqualTo(Outcome.ok(new ShipmentState(ShipmentStatus.ON_ROUTE, "111111")));
        assertThat(header().deliveredAt()).isNull();

        assertThat(ship(ShipmentStatus.DELIVERED, Change.none()))
                .isEqualTo(Outcome.ok(new ShipmentState(ShipmentStatus.DELIVERED, "111111")));
        assertThat(header().deliveredAt()).isEqualTo(NOW);

        ship(ShipmentStatus.IN_PROGRESS, Change.to(null));
        assertThat(header().deliveredAt()).isNull();
        assertThat(shipment()).isEqualTo(new ShipmentState(ShipmentStatus.IN_PROGRESS, null));
        assertThat(events())
                .containsExactly(
                        "shipment_changed on_route 111111 erp",
                        "delivered null erp",
                        "shipment_changed in_progress erp");
        assertThat(told())
                .containsExactly(
                        "order.updated shipment",
                        "order.updated shipment",
                        "shipment_event.created null",
                        "order.updated shipment");
    }

    @Test
    void aTrackingCodeAloneLeavesTheDeliveryAsItIs() {
        ship(ShipmentStatus.DELIVERED, Change.none());
        backend.clock().advance(Duration.ofHours(1));

        orders.changeShipment(shop, ORDER, SHIPMENT, new ShipmentChange(Optional.empty(), Change.to("2")), "erp");
        ship(ShipmentStatus.DELIVERED, Change.to("2"));

        assertThat(header().deliveredAt()).isEqualTo(NOW);
        assertThat(events()).containsExactly("delivered null erp", "shipment_changed delivered 2 erp");
    }

    @Test
    void whatIsNotThereIsRefusedAndNothingChanges() {
        Order before = backend.get().orders().find(shop, ORDER).orElseThrow();
        InvoiceChange invoice = new InvoiceChange(Optional.of(true), Change.to("1"), Change.none());
        ShipmentChange delivered = new ShipmentChange(Optional.of(ShipmentStatus.DELIVERED), Change.none());

        assertThat(orders.changeInvoice(shop, 999, invoice, null)).isEqualTo(Outcome.rejected(new OrderNotFound(999)));
        assertThat(orders.changeInvoice(backend.stranger().id(), ORDER, invoice, null))
                .isEqualTo(Outcome.rejected(new OrderNotFound(ORDER)));
        assertThat(orders.changeShipment(shop, 999, SHIPMENT, delivered, null))
                .isEqualTo(Outcome.rejected(new OrderNotFound(999)));
        assertThat(orders.changeShipment(shop, ORDER, SHIPMENT + 1, delivered, null))
                .isEqualTo(Outcome.rejected(new ShipmentNotFound(SHIPMENT + 1)));

        assertThat(backend.get().orders().find(shop, ORDER)).contains(before);
        assertThat(told()).isEmpty();
    }

    @Test
    void textsAreBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvoiceChange(Optional.empty(), Change.to("1".repeat(101)), Change.none()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShipmentChange(Optional.empty(), Change.to("1".repeat(256))));
    }

    @Test
    void ofTwoWhoSendTheSameInvoiceOneWritesItAndTheOtherIsToldOfIt() throws Exception {
        List<Callable<Outcome<Invoice, OrderChangeRejection>>> calls = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            calls.add(() -> invoice(true, "1", "FC"));
        }

        assertThat(TestBackend.race(calls)).containsOnly(Outcome.ok(new Invoice("FC", "1", NOW)));
        assertThat(events()).containsExactly("invoiced FC 1 erp");
        assertThat(told()).hasSize(1);
    }

    @Test
    void ofSeveralInvoicesAtOnceEachIsInTheLogOrItsCallerIsToldAndTheLastOfTheLogStands() throws Exception {
        List<Callable<Outcome<Invoice, OrderChangeRejection>>> calls = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            String number = Integer.toString(caller);
            calls.add(() -> invoice(true, number, "FC"));
        }

        List<Outcome<Invoice, OrderChangeRejection>> outcomes = TestBackend.race(calls);

        List<String> kept = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            switch (outcomes.get(caller)) {
                case Outcome.Ok<Invoice, OrderChangeRejection>(Invoice invoice) -> {
                    assertThat(invoice.number()).isEqualTo(Integer.toString(caller));
                    kept.add("invoiced FC " + caller + " erp");
                }
                case Outcome.Rejected<Invoice, OrderChangeRejection>(OrderChangeRejection rejection) ->
                    assertThat(rejection).isEqualTo(new Overtaken(ORDER));
            }
        }
        assertThat(events()).isNotEmpty().containsExactlyInAnyOrderElementsOf(kept);
        assertThat(events().getLast()).isEqualTo("invoiced FC " + header().invoiceNumber() + " erp");
    }

    @Test
    void whoWaitsForAnotherInvoiceIsToldThatItStands() throws Exception {
        InvoiceChange first = new InvoiceChange(Optional.of(true), Change.to("A-1"), Change.to("FC"));

        assertThat(whileAnotherSends(first, () -> invoice(true, "B-1", "FC")))
                .isEqualTo(Outcome.rejected(new Overtaken(ORDER)));
        assertThat(events()).containsExactly("invoiced FC A-1 other");
        assertThat(header().invoiceNumber()).isEqualTo("A-1");

        assertThat(invoice(true, "B-1", "FC")).isEqualTo(Outcome.ok(new Invoice("FC", "B-1", NOW)));
    }

    @Test
    void whoWaitsForAnotherInvoiceAndChangesSomethingElseOfItChangesThat() throws Exception {
        InvoiceChange number = new InvoiceChange(Optional.of(true), Change.to("A-1"), Change.none());
        InvoiceChange type = new InvoiceChange(Optional.empty(), Change.none(), Change.to("NC"));

        assertThat(whileAnotherSends(number, () -> orders.changeInvoice(shop, ORDER, type, "erp")))
                .isEqualTo(Outcome.ok(new Invoice("NC", "A-1", NOW)));
        assertThat(events()).containsExactly("invoiced A-1 other", "invoiced NC A-1 erp");
    }

    @Test
    void whoWaitsForAnotherShippingIsToldThatItStands() throws Exception {
        ShipmentChange first = new ShipmentChange(Optional.of(ShipmentStatus.ON_ROUTE), Change.to("1"));

        assertThat(whileAnotherSends(first, () -> ship(ShipmentStatus.DELIVERED, Change.to("1"))))
                .isEqualTo(Outcome.rejected(new Overtaken(ORDER)));
        assertThat(whileAnotherSends(
                        new ShipmentChange(Optional.of(ShipmentStatus.ON_ROUTE), Change.to("2")),
                        () -> ship(ShipmentStatus.ON_ROUTE, Change.to("3"))))
                .isEqualTo(Outcome.rejected(new Overtaken(ORDER)));
        assertThat(shipment()).isEqualTo(new ShipmentState(ShipmentStatus.ON_ROUTE, "2"));
        assertThat(header().deliveredAt()).isNull();

        assertThat(ship(ShipmentStatus.DELIVERED, Change.none()))
                .isEqualTo(Outcome.ok(new ShipmentState(ShipmentStatus.DELIVERED, "2")));
    }

    @Test
    void ofTwoWhoSendTheSameShipmentOneWritesItAndTheOtherIsToldOfIt() throws Exception {
        List<Callable<Outcome<ShipmentState, OrderChangeRejection>>> calls = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            calls.add(() -> ship(ShipmentStatus.DELIVERED, Change.to("111111")));
        }

        assertThat(TestBackend.race(calls))
                .containsOnly(Outcome.ok(new ShipmentState(ShipmentStatus.DELIVERED, "111111")));
        assertThat(events()).containsExactly("delivered null erp");
        assertThat(told()).containsExactly("order.updated shipment", "shipment_event.created null");
    }

    @Test
    void whoeverRacesOverAShipmentLeavesOrderAndShipmentAgreeing() throws Exception {
        List<Callable<Outcome<ShipmentState, OrderChangeRejection>>> calls = new ArrayList<>();
        for (int caller = 0; caller < 12; caller++) {
            ShipmentStatus status = caller % 2 == 0 ? ShipmentStatus.DELIVERED : ShipmentStatus.ON_ROUTE;
            calls.add(() -> ship(status, Change.none()));
        }

        TestBackend.race(calls);

        boolean delivered = shipment().status() == ShipmentStatus.DELIVERED;
        assertThat(header().deliveredAt() != null).isEqualTo(delivered);
        List<String> events = events();
        assertThat(events.getLast()).isEqualTo(delivered ? "delivered null erp" : "shipment_changed on_route erp");
        for (int event = 1; event < events.size(); event++) {
            assertThat(events.get(event)).isNotEqualTo(events.get(event - 1));
        }
    }

    private <T> T whileAnotherSends(InvoiceChange first, Callable<T> second) throws Exception {
        return whileAnother(tx -> orders.changeInvoice(tx, shop, ORDER, first, "other"), second);
    }

    private <T> T whileAnotherSends(ShipmentChange first, Callable<T> second) throws Exception {
        return whileAnother(tx -> orders.changeShipment(tx, shop, ORDER, SHIPMENT, first, "other"), second);
    }

    /** The second begins when the first is written, and waits until it is committed. */
    private <T> T whileAnother(Function<Tx, Outcome<?, OrderChangeRejection>> first, Callable<T> second)
            throws Exception {
        FutureTask<T> waiting = new FutureTask<>(second);
        backend.database()
                .transaction(
                        tx -> {
                            assertThat(first.apply(tx)).isInstanceOf(Outcome.Ok.class);
                            Thread.ofPlatform().start(waiting);
                            Eventually.await("the second waits", this::somebodyWaits);
                            return true;
                        },
                        _ -> true);
        return waiting.get();
    }

    private boolean somebodyWaits() {
        record Waiting(long waiting) {}
        return backend.database().get(Waiting.class, """
                        SELECT count(*) AS waiting
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """).waiting() > 0;
    }

    private Outcome<Invoice, OrderChangeRejection> invoice(boolean invoiced, String number, String type) {
        InvoiceChange change = new InvoiceChange(Optional.of(invoiced), Change.to(number), Change.to(type));
        return orders.changeInvoice(shop, ORDER, change, "erp");
    }

    private Outcome<ShipmentState, OrderChangeRejection> ship(ShipmentStatus status, Change<String> tracking) {
        return orders.changeShipment(shop, ORDER, SHIPMENT, new ShipmentChange(Optional.of(status), tracking), "erp");
    }

    private Order.Header header() {
        return backend.get().orders().find(shop, ORDER).orElseThrow().header();
    }

    private ShipmentState shipment() {
        Order.Shipment shipment = backend.get()
                .orders()
                .find(shop, ORDER)
                .orElseThrow()
                .shipments()
                .getFirst();
        return new ShipmentState(shipment.status(), shipment.trackingNumber());
    }

    private List<String> events() {
        record Line(String line) {}
        return backend.database().list(Line.class, """
                        SELECT kind || ' ' || coalesce(description, CASE kind WHEN 'delivered' THEN 'null' ELSE '' END)
                               || ' ' || coalesce(actor, 'null') AS line
                          FROM order_event
                         WHERE shop_id = ? AND order_id = ? AND kind <> 'created'
                         ORDER BY event_id
                        """, shop.value(), ORDER).stream()
                .map(Line::line)
                .toList();
    }

    private long lastTold() {
        record Last(long position) {}
        return backend.database()
                .get(Last.class, "SELECT max(position) AS position FROM outbox_event")
                .position();
    }

    /** What the outbox holds of the order after the world was made. */
    private List<String> told() {
        record Line(String line) {}
        return backend.database().list(Line.class, """
                        SELECT topic || ' '
                               || coalesce(attribute_values[array_position(attribute_names, 'change')], 'null') AS line
                          FROM outbox_event
                         WHERE ordering_key = 'order:500001' AND position > ?
                         ORDER BY position
                        """, before).stream()
                .map(Line::line)
                .toList();
    }
}
