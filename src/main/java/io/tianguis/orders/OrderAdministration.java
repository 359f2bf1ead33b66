package io.tianguis.orders;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderChangeRejection.OrderNotFound;
import io.tianguis.orders.OrderChangeRejection.Overtaken;
import io.tianguis.orders.OrderChangeRejection.PaymentNotFound;
import io.tianguis.orders.OrderChangeRejection.ShipmentNotFound;
import io.tianguis.orders.OrderChangesSql.LockedInvoice;
import io.tianguis.orders.OrderChangesSql.LockedShipment;
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

    /** Of a closing's reason and of feedback. */
    public static final int MAX_TEXT_LENGTH = 1_000;

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
     * none when it is not. Rejections besides: {@link Overtaken}.
     *
     * @param actor who does it, null for nobody known
     * @return the invoice as it is kept
     */
    public Outcome<Invoice, OrderChangeRejection> changeInvoice(
            Tx tx, ShopId shop, long orderId, InvoiceChange change, @Nullable String actor) {
        Optional<LockedInvoice> locked = OrderChangesSql.lockInvoice(tx, shop, orderId);
        if (locked.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        Invoice present = locked.get().present();
        Invoice before = locked.get().before();
        boolean invoiced = change.invoiced().orElse(present.isInvoiced());
        @Nullable String type = said(change.type(), present.type());
        @Nullable String number = said(change.number(), present.number());
        if (invoiced == present.isInvoiced()
                && Objects.equals(type, present.type())
                && Objects.equals(number, present.number())) {
            return Outcome.ok(present);
        }
        if (isOvertaken(before.isInvoiced(), present.isInvoiced(), invoiced)
                || isOvertaken(before.type(), present.type(), type)
                || isOvertaken(before.number(), present.number(), number)) {
            return Outcome.rejected(new Overtaken(orderId));
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
     * Rejections besides: {@link ShipmentNotFound}, {@link Overtaken}.
     *
     * @param actor who does it, null for nobody known
     * @return the shipment as it is kept
     */
    public Outcome<ShipmentState, OrderChangeRejection> changeShipment(
            Tx tx, ShopId shop, long orderId, long shipmentId, ShipmentChange change, @Nullable String actor) {
        Optional<LockedShipment> locked = OrderChangesSql.lockShipment(tx, shop, orderId, shipmentId);
        if (locked.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        if (locked.get().present().isEmpty()) {
            return Outcome.rejected(new ShipmentNotFound(shipmentId));
        }
        Instant now = clock.now();
        ShipmentState present = locked.get().present().get();
        ShipmentState before = locked.get().before().orElse(present);
        ShipmentState state = new ShipmentState(
                change.status().orElse(present.status()), said(change.trackingNumber(), present.trackingNumber()));
        @Nullable Instant deliveredBefore = locked.get().deliveredAt();
        @Nullable
        Instant delivered = change.status().isEmpty()
                ? deliveredBefore
                : deliveredAt(change.status().get(), deliveredBefore, now);
        if (state.equals(present) && Objects.equals(delivered, deliveredBefore)) {
            return Outcome.ok(state);
        }
        if (isOvertaken(before.status(), present.status(), state.status())
                || isOvertaken(before.trackingNumber(), present.trackingNumber(), state.trackingNumber())) {
            return Outcome.rejected(new Overtaken(orderId));
        }
        if (deliveredBefore == null && delivered != null) {
            Told told = new Told("delivered", null, actor, now);
            long eventId = tx.run(OrderChangesSql.changeShipment(shop, orderId, shipmentId, state, delivered, told));
            Orders.tellUpdated(tx, outbox, shop, orderId, "shipment");
            Orders.tellEvent(tx, outbox, shop, orderId, eventId);
        } else {
            Told told = Told.of(
                    OrderChangeKind.SHIPMENT_CHANGED, words(word(state.status()), state.trackingNumber()), actor, now);
            tx.later(OrderChangesSql.changeShipment(shop, orderId, shipmentId, state, delivered, told));
            Orders.tellUpdated(tx, outbox, shop, orderId, "shipment");
        }
        return Outcome.ok(state);
    }

    /** Keeps how far the seller is in touch with the buyer. */
    public Outcome<ContactStatus, OrderChangeRejection> contact(
            Tx tx, ShopId shop, long orderId, ContactStatus status, @Nullable String actor) {
        Optional<OrderStanding> standing = OrderChangesSql.lock(tx, shop, orderId);
        if (standing.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        if (standing.get().contactStatus() != status) {
            Told told = Told.of(OrderChangeKind.CONTACT_CHANGED, word(status), actor, clock.now());
            tx.later(OrderChangesSql.contact(shop, orderId, status, told));
            Orders.tellUpdated(tx, outbox, shop, orderId, "contact");
        }
        return Outcome.ok(status);
    }

    /**
     * Marks an order as processed by the seller, once.
     *
     * @return when it was
     */
    public Outcome<Instant, OrderChangeRejection> process(Tx tx, ShopId shop, long orderId, @Nullable String actor) {
        Optional<OrderStanding> standing = OrderChangesSql.lock(tx, shop, orderId);
        if (standing.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        if (standing.get().processedAt() != null) {
            return Outcome.ok(standing.get().processedAt());
        }
        Instant now = clock.now();
        tx.later(OrderChangesSql.process(shop, orderId, Told.of(OrderChangeKind.PROCESSED, null, actor, now)));
        Orders.tellUpdated(tx, outbox, shop, orderId, "processed");
        return Outcome.ok(now);
    }

    /**
     * Closes an order. One that is closed stays as it was closed.
     *
     * @param reason at most {@value #MAX_TEXT_LENGTH} characters, null for none
     * @return the closing as it is kept
     */
    public Outcome<OrderClosing, OrderChangeRejection> close(
            Tx tx, ShopId shop, long orderId, @Nullable String reason, @Nullable String actor) {
        requireFits(reason);
        Optional<OrderStanding> standing = OrderChangesSql.lock(tx, shop, orderId);
        if (standing.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        @Nullable Instant closedAt = standing.get().closedAt();
        if (closedAt != null) {
            return Outcome.ok(new OrderClosing(closedAt, standing.get().closedReason()));
        }
        OrderClosing closing = new OrderClosing(clock.now(), reason);
        Told told = Told.of(OrderChangeKind.CLOSED, reason, actor, closing.at());
        tx.later(OrderChangesSql.close(shop, orderId, closing.at(), reason, told));
        Orders.tellUpdated(tx, outbox, shop, orderId, "closed");
        return Outcome.ok(closing);
    }

    /**
     * Takes an order up again that was closed.
     *
     * @return whether it was closed
     */
    public Outcome<Boolean, OrderChangeRejection> reopen(Tx tx, ShopId shop, long orderId, @Nullable String actor) {
        Optional<OrderStanding> standing = OrderChangesSql.lock(tx, shop, orderId);
        if (standing.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        boolean closed = standing.get().closedAt() != null;
        if (closed) {
            Told told = Told.of(OrderChangeKind.REOPENED, null, actor, clock.now());
            tx.later(OrderChangesSql.close(shop, orderId, null, null, told));
            Orders.tellUpdated(tx, outbox, shop, orderId, "reopened");
        }
        return Outcome.ok(closed);
    }

    /**
     * Keeps what one side of the sale says of the other, in place of what it said before.
     *
     * @param text 1 to {@value #MAX_TEXT_LENGTH} characters
     */
    public Outcome<String, OrderChangeRejection> giveFeedback(
            Tx tx, ShopId shop, long orderId, FeedbackSide side, String text, @Nullable String actor) {
        requireFits(text);
        if (text.isBlank()) {
            throw new IllegalArgumentException("feedback says something");
        }
        Optional<OrderStanding> standing = OrderChangesSql.lock(tx, shop, orderId);
        if (standing.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        boolean ofBuyer = side == FeedbackSide.BUYER;
        if (!text.equals(
                ofBuyer ? standing.get().buyerFeedback() : standing.get().sellerFeedback())) {
            OrderChangeKind kind = ofBuyer ? OrderChangeKind.BUYER_FEEDBACK : OrderChangeKind.SELLER_FEEDBACK;
            tx.later(OrderChangesSql.feedback(shop, orderId, side, text, Told.of(kind, null, actor, clock.now())));
            Orders.tellUpdated(tx, outbox, shop, orderId, "feedback");
        }
        return Outcome.ok(text);
    }

    /**
     * Keeps what became of a payment, as its provider tells it, in any order. Approved payments that cover the grand total
     * make the order paid; without them a paid order is refunded when this one was refunded or charged back, and pending
     * otherwise. Rejections besides: {@link PaymentNotFound}.
     *
     * @return whether the order as a whole is paid now
     */
    public Outcome<PaymentStatus, OrderChangeRejection> changePayment(
            Tx tx, ShopId shop, long orderId, long paymentId, PaymentState state, @Nullable String actor) {
        Optional<OrderPaymentsSql.Payable> payable = OrderPaymentsSql.lock(tx, shop, orderId, paymentId);
        if (payable.isEmpty()) {
            return Outcome.rejected(new OrderNotFound(orderId));
        }
        OrderPaymentsSql.Payable order = payable.get();
        if (order.state().isEmpty()) {
            return Outcome.rejected(new PaymentNotFound(paymentId));
        }
        if (order.state().get() == state) {
            return Outcome.ok(order.paymentStatus());
        }
        boolean covered = state == PaymentState.APPROVED
                && Math.addExact(order.otherApprovedCents(), order.amountCents()) >= order.grandTotalCents();
        PaymentStatus status = covered || order.otherApprovedCents() >= order.grandTotalCents()
                ? PaymentStatus.PAID
                : uncovered(order.paymentStatus(), state);
        Told told = Told.of(OrderChangeKind.PAYMENT_CHANGED, paymentId + " " + word(state), actor, clock.now());
        boolean pays = status == PaymentStatus.PAID && order.paymentStatus() != PaymentStatus.PAID;
        tx.later(OrderPaymentsSql.change(shop, orderId, paymentId, state, status, pays, told));
        Orders.tellUpdated(tx, outbox, shop, orderId, "payment");
        return Outcome.ok(status);
    }

    private static PaymentStatus uncovered(PaymentStatus present, PaymentState state) {
        boolean givenBack = state == PaymentState.REFUNDED || state == PaymentState.CHARGED_BACK;
        return switch (present) {
            case PENDING -> PaymentStatus.PENDING;
            case PAID -> givenBack ? PaymentStatus.REFUNDED : PaymentStatus.PENDING;
            case REFUNDED -> PaymentStatus.REFUNDED;
        };
    }

    private static void requireFits(@Nullable String text) {
        if (text != null && text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("more than " + MAX_TEXT_LENGTH + " characters");
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant deliveredAt(ShipmentStatus status, @Nullable Instant present, Instant now) {
        if (status != ShipmentStatus.DELIVERED) {
            return null;
        }
        return present == null ? now : present;
    }

    /**
     * Whether somebody else changed it while one waited for the lock, and to what one does not want.
     *
     * @param wanted as {@code present} when nothing is said of it
     */
    private static boolean isOvertaken(@Nullable Object before, @Nullable Object present, @Nullable Object wanted) {
        return !Objects.equals(before, present) && !Objects.equals(present, wanted);
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
