package io.tianguis.orders;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderChangeRejection.OrderNotFound;
import io.tianguis.orders.OrderChangeRejection.ShipmentNotFound;
import io.tianguis.orders.OrderChangesSql.Told;
import io.tianguis.platform.outbox.Outbox;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door for what a seller does with an order besides sending it on its way. Each operation locks the order's row, so that
 * of two at once the later one sees what the earlier one left; it keeps an event in the order's log, and the outbox tells
 * {@code order.updated}. One that finds everything as it should be changes nothing and tells nobody. Each first refuses with
 * {@link OrderNotFound}.
 */
public final class OrderAdministration {

    private final Database database;
    private final Outbox outbox;
    private final Clock clock;

    public OrderAdministration(Database database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Changes an order's invoice, in a transaction of its own; see {@link #changeInvoice(Tx, ShopId, long, InvoiceChange, String)}. */
    public Outcome<Invoice, OrderChangeRejection> changeInvoice(
            ShopId shop, long orderId, InvoiceChange change, @Nullable String actor) {
        return database.transaction(tx -> changeInvoice(tx, shop, orderId, change, actor));
    }

    /**
     * Changes an order's invoice (S17). The moment of the invoice is that of its last change while the order is invoiced, and
     * none when it is not.
     *
     * @param actor who does it, null for nobody known
     * @return the invoice as it is kept
     */
    public Outcome<Invoice, OrderChangeRejection> changeInvoice(
            Tx tx, ShopId shop, long orderId, InvoiceChange change, @Nullable String actor) {
        Optional<OrderStanding> standing = OrderChangesSql.lock(tx, shop, orderId);
        if (standing.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        Invoice present = standing.get().invoice();
        boolean invoiced = change.invoiced().orElse(present.invoicedAt() != null);
        @Nullable String type = said(change.type(), present.type());
        @Nullable String number = said(change.number(), present.number());
        if (invoiced == (present.invoicedAt() != null)
                && Objects.equals(type, present.type())
                && Objects.equals(number, present.number())) {
            return Outcome.ok(present);
        }
        Instant now = clock.now();
        Invoice invoice = new Invoice(type, number, invoiced ? now : null);
        Told told = invoiced
                ? Told.of(OrderChangeKind.INVOICED, words(type, number), actor, now)
                : Told.of(OrderChangeKind.INVOICE_WITHDRAWN, words(type, number), actor, now);
        tx.later(OrderChangesSql.invoice(shop, orderId, invoice, told));
        Orders.tellUpdated(tx, outbox, shop, orderId, "invoice");
        return Outcome.ok(invoice);
    }

    /** Changes a shipment, in a transaction of its own; see {@link #changeShipment(Tx, ShopId, long, long, ShipmentChange, String)}. */
    public Outcome<ShipmentState, OrderChangeRejection> changeShipment(
            ShopId shop, long orderId, long shipmentId, ShipmentChange change, @Nullable String actor) {
        return database.transaction(tx -> changeShipment(tx, shop, orderId, shipmentId, change, actor));
    }

    /**
     * Changes one of an order's shipments (S17). Delivered, it marks the order delivered, which is an event of the order's way
     * and told as such; with any other status the order is delivered no more. What the warehouse did, and the stock, stay.
     * Rejections besides: {@link ShipmentNotFound}.
     *
     * @param actor who does it, null for nobody known
     * @return the shipment as it is kept
     */
    public Outcome<ShipmentState, OrderChangeRejection> changeShipment(
            Tx tx, ShopId shop, long orderId, long shipmentId, ShipmentChange change, @Nullable String actor) {
        Optional<OrderStanding> standing = OrderChangesSql.lock(tx, shop, orderId);
        if (standing.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        Optional<ShipmentState> found = OrderChangesSql.findShipment(tx, shop, orderId, shipmentId);
        if (found.isEmpty()) {
            return Outcome.rejected(new ShipmentNotFound(shipmentId));
        }
        Instant now = clock.now();
        ShipmentState state = new ShipmentState(
                change.status().orElse(found.get().status()),
                said(change.trackingNumber(), found.get().trackingNumber()));
        @Nullable Instant present = standing.get().deliveredAt();
        @Nullable
        Instant delivered = change.status().isEmpty()
                ? present
                : deliveredAt(change.status().get(), present, now);
        if (state.equals(found.get()) && Objects.equals(delivered, present)) {
            return Outcome.ok(state);
        }
        if (present == null && delivered != null) {
            Told told = new Told("delivered", null, actor, now);
            long eventId = tx.run(OrderChangesSql.changeShipment(shop, orderId, shipmentId, state, delivered, told));
            Orders.tellUpdated(tx, outbox, shop, orderId, "shipment");
            Orders.tellEvent(tx, outbox, shop, orderId, eventId);
        } else {
            Told told = Told.of(
                    OrderChangeKind.SHIPMENT_CHANGED,
                    words(state.status().name().toLowerCase(Locale.ROOT), state.trackingNumber()),
                    actor,
                    now);
            tx.later(OrderChangesSql.changeShipment(shop, orderId, shipmentId, state, delivered, told));
            Orders.tellUpdated(tx, outbox, shop, orderId, "shipment");
        }
        return Outcome.ok(state);
    }

    private static @Nullable Instant deliveredAt(ShipmentStatus status, @Nullable Instant present, Instant now) {
        if (status != ShipmentStatus.DELIVERED) {
            return null;
        }
        return present == null ? now : present;
    }

    private static @Nullable String said(Change<String> change, @Nullable String present) {
        return change.said() ? change.value() : present;
    }

    /** What is known of it, in one line. */
    private static @Nullable String words(@Nullable String first, @Nullable String second) {
        String words = Stream.of(first, second).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return words.isEmpty() ? null : words;
    }
}
