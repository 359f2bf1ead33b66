package io.tianguis.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.Person;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.shops.Shop;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PackingSlipTest {

    private static final Person BUYER = new Person("Rosa", "Luna", "5255123456", "rosa@example.com");

    private final TestBackend backend = new TestBackend();
    private final Orders orders = backend.get().orders();

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void aSlipSaysWhatTheWholeOrderSays() {
        long id = take("1", new Line(World.PAQ, 2), new Line("CAM-M-AZUL", 1));
        change("""
                UPDATE order_shipment
                   SET service = 'next_day', carrier = 'DHL', tracking_number = '784', label_url = 'https://guias.example/1',
                       insured = true, recipient_email = 'recibe@example.com', interior_number = '2-B'
                 WHERE order_id = ?
                """, id);
        change("UPDATE order_line SET ean = '7501000000017', shipped_at = now() WHERE line = 0 AND order_id = ?", id);

        assertThat(orders.findPackingSlip(backend.shop().id(), "LIVERPOOL", "1"))
                .contains(slip(id));
        assertThat(list(Optional.of("liverpool"))).containsExactly(slip(id));
        assertThat(ofIds(backend.shop(), id)).containsExactly(slip(id));
        assertThat(slip(id).header().receiver()).isEqualTo("Charlie Hebdo");
        assertThat(slip(id).header().email()).isEqualTo("recibe@example.com");
    }

    @Test
    void itIsOfTheFirstShipmentAndOfNoneWhereThereIsNone() {
        long sentTwice = take("1", new Line(World.PAQ, 1));
        change(
                "INSERT INTO order_shipment (shop_id, order_id, created_at) SELECT shop_id, order_id, now()"
                        + " FROM sales_order WHERE order_id = ?",
                sentTwice);
        long sentNever = take("2", new Line(World.PAQ, 1));
        change("DELETE FROM order_shipment WHERE order_id = ?", sentNever);

        assertThat(orders.find(backend.shop().id(), sentTwice).orElseThrow().shipments())
                .hasSize(2);
        assertThat(list(Optional.empty())).containsExactly(slip(sentNever), slip(sentTwice));
        assertThat(slip(sentNever).header().shipmentId()).isNull();
        assertThat(slip(sentNever).header().insured()).isNull();
    }

    @Test
    void theBuyerReceivesWhatIsSentToNobodyByName() {
        long id = take("1", new Line(World.PAQ, 1));
        change("UPDATE order_shipment SET recipient_name = NULL, recipient_phone = NULL WHERE order_id = ?", id);

        PackingSlip.Header header = ofIds(backend.shop(), id).getFirst().header();

        assertThat(header.receiver()).isEqualTo("Rosa Luna");
        assertThat(header.phone()).isEqualTo("+525255123456");
        assertThat(header.email()).isEqualTo("rosa@example.com");
    }

    @Test
    void aStrangersOrderHasNone() {
        long id = take("1", new Line(World.PAQ, 1));

        assertThat(orders.findPackingSlip(backend.stranger().id(), "Liverpool", "1"))
                .isEmpty();
        assertThat(ofIds(backend.stranger(), id)).isEmpty();
    }

    private long take(String number, Line... lines) {
        CreateOrder order = OrdersTest.order("Liverpool", number, null, BUYER, lines);
        return backend.accepted(tx -> orders.create(tx, backend.shop(), order)).orderId();
    }

    private void change(String statement, long orderId) {
        assertThat(backend.database().update(statement, orderId)).isEqualTo(1);
    }

    private List<PackingSlip> list(Optional<String> channel) {
        return orders.listPackingSlips(backend.shop().id(), channel, 0, 2).orders();
    }

    private List<PackingSlip> ofIds(Shop shop, long id) {
        return backend.accepted(tx -> Outcome.ok(orders.findPackingSlips(tx, shop.id(), Set.of(id))));
    }

    /** As the whole order has it. */
    private PackingSlip slip(long id) {
        Order order = orders.find(backend.shop().id(), id).orElseThrow();
        Order.Header header = order.header();
        Optional<Order.Shipment> shipment = order.shipments().stream().findFirst();
        return new PackingSlip(
                new PackingSlip.Header(
                        header.orderId(),
                        header.channelName(),
                        header.number(),
                        header.paymentStatus(),
                        header.fulfillmentStatus(),
                        header.createdAt(),
                        header.buyerFirstName(),
                        header.buyerLastName(),
                        header.buyerEmail(),
                        header.buyerPhone(),
                        shipment.map(Order.Shipment::shipmentId).orElse(null),
                        shipment.map(Order.Shipment::service).orElse(null),
                        shipment.map(Order.Shipment::carrier).orElse(null),
                        shipment.map(Order.Shipment::trackingNumber).orElse(null),
                        shipment.map(Order.Shipment::labelUrl).orElse(null),
                        shipment.map(Order.Shipment::insured).orElse(null),
                        shipment.map(Order.Shipment::recipientName).orElse(null),
                        shipment.map(Order.Shipment::recipientPhone).orElse(null),
                        shipment.map(Order.Shipment::recipientEmail).orElse(null),
                        shipment.map(Order.Shipment::street).orElse(null),
                        shipment.map(Order.Shipment::exteriorNumber).orElse(null),
                        shipment.map(Order.Shipment::interiorNumber).orElse(null),
                        shipment.map(Order.Shipment::neighborhood).orElse(null),
                        shipment.map(Order.Shipment::city).orElse(null),
                        shipment.map(Order.Shipment::state).orElse(null),
                        shipment.map(Order.Shipment::postalCode).orElse(null)),
                order.lines().stream()
                        .map(line -> new PackingSlip.Line(
                                line.orderId(), line.sku(), line.ean(), line.title(), line.units(), line.shippedAt()))
                        .toList());
    }
}
