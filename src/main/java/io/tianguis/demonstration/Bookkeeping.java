package io.tianguis.demonstration;

import io.tianguis.fulfillment.FulfillmentStep;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.ContactStatus;
import io.tianguis.orders.FeedbackSide;
import io.tianguis.orders.InvoiceChange;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderAdministration;
import io.tianguis.orders.OrderChangeRejection;
import io.tianguis.orders.ShipmentChange;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the seller does with an order besides sending it on its way, each entry at its moment. */
final class Bookkeeping {

    private static final String ACTOR = "ventas";
    private static final int SHARE = 4;
    private static final List<String> INVOICE_TYPES = List.of("A", "B", "FC");
    private static final List<String> PRAISE =
            List.of("Todo perfecto, gracias", "Muy buena atención", "Llegó antes de lo esperado", "Tal cual la foto");
    private static final List<String> THANKS =
            List.of("Excelente comprador", "Pago puntual, lo recomiendo", "Gracias por la compra");

    /** What a parcel that nobody has begun to collect may be waiting for. */
    private static final List<ShipmentStatus> WAITING =
            List.of(ShipmentStatus.TO_BE_AGREED, ShipmentStatus.PICKUP, ShipmentStatus.PRINT_TAG);

    /** What may become of a payment that was pending, or in process. */
    private static final List<PaymentState> UNSETTLED =
            List.of(PaymentState.CANCELLED, PaymentState.REJECTED, PaymentState.IN_PROCESS, PaymentState.APPROVED);

    /** Makes one entry for an order. */
    @FunctionalInterface
    private interface Entry {

        Outcome<?, OrderChangeRejection> make(OrderAdministration orders, Tx tx, ShopId shop, long orderId);
    }

    private record Dated(Instant at, Entry entry) {}

    private final Instant taken;
    private final Instant end;
    private final Journey journey;
    private final Dice dice;
    private final List<Dated> entries = new ArrayList<>();

    /**
     * @param taken when the order was
     * @param end what would come later has not happened yet
     */
    Bookkeeping(Instant taken, Instant end, Journey journey, Dice dice) {
        this.taken = taken;
        this.end = end;
        this.journey = journey;
        this.dice = dice;
    }

    /** Makes the entries, for one order in {@value #SHARE}: the others' books stay empty. */
    void keep(Tx tx, Doors doors, HistoricClock clock, ShopId shop, long orderId, Optional<Settled> payment) {
        if (dice.below(SHARE) > 0) {
            return;
        }
        Optional<Instant> delivered = moment(FulfillmentStep.DELIVER);
        Optional<Instant> canceled = moment(FulfillmentStep.CANCEL);
        contact();
        canceled.ifPresent(this::given);
        delivered.ifPresent(this::received);
        payment.ifPresent(settled -> settle(settled, delivered, canceled));
        entries.stream()
                .filter(dated -> !dated.at().isAfter(end))
                .sorted(Comparator.comparing(Dated::at))
                .forEach(dated -> {
                    clock.stand(dated.at());
                    if (dated.entry().make(doors.orderAdministration(), tx, shop, orderId)
                            instanceof Outcome.Rejected<?, OrderChangeRejection>(OrderChangeRejection rejection)) {
                        throw new IllegalStateException(
                                "an entry for the load's order " + orderId + " was refused: " + rejection);
                    }
                });
        if (journey.legs().isEmpty() && dice.chance(45)) {
            wait(tx, doors, clock, shop, orderId);
        }
    }

    /** A payment that came with the order. */
    record Settled(long paymentId, PaymentState state) {}

    private void contact() {
        if (dice.chance(80)) {
            at(taken, 1, 120, contact(ContactStatus.FIRST_CONTACT));
        }
        if (dice.chance(70)) {
            at(taken, 121, 1_400, contact(ContactStatus.CONFIRMED_DATA));
        }
        if (dice.chance(92)) {
            at(taken, 60, 1_440, (orders, tx, shop, order) -> orders.process(tx, shop, order, ACTOR));
        }
    }

    private void given(Instant canceled) {
        if (dice.chance(85)) {
            at(canceled, 1, 600, (orders, tx, shop, order) -> orders.close(tx, shop, order, "cancelada", ACTOR));
        }
    }

    private void received(Instant delivered) {
        if (dice.chance(65)) {
            InvoiceChange invoice = new InvoiceChange(
                    Optional.of(true), Change.to(dice.filled("0#0#########")), Change.to(dice.pick(INVOICE_TYPES)));
            at(delivered, 1, 60, (orders, tx, shop, order) -> orders.changeInvoice(tx, shop, order, invoice, ACTOR));
        }
        if (dice.chance(45)) {
            at(delivered, 60, 10_000, feedback(FeedbackSide.BUYER, dice.pick(PRAISE)));
        }
        if (dice.chance(60)) {
            at(delivered, 60, 10_000, feedback(FeedbackSide.SELLER, dice.pick(THANKS)));
        }
        if (dice.chance(90)) {
            at(
                    delivered,
                    14_400,
                    28_800,
                    (orders, tx, shop, order) -> orders.close(tx, shop, order, "entregada", ACTOR));
        }
    }

    private void settle(Settled payment, Optional<Instant> delivered, Optional<Instant> canceled) {
        if (payment.state() == PaymentState.APPROVED) {
            canceled.ifPresent(at -> at(at, 1, 1_440, payment(payment, PaymentState.REFUNDED)));
            delivered
                    .filter(at -> dice.chance(1))
                    .ifPresent(at -> at(at, 1_440, 40_000, payment(payment, PaymentState.CHARGED_BACK)));
        } else if (dice.chance(50)) {
            at(taken, 1_440, 5_760, payment(payment, dice.pick(UNSETTLED)));
        }
    }

    private void wait(Tx tx, Doors doors, HistoricClock clock, ShopId shop, long orderId) {
        ShipmentChange change = new ShipmentChange(Optional.of(dice.pick(WAITING)), Change.none());
        long shipment = doors.orders()
                .find(tx, shop, orderId)
                .orElseThrow()
                .shipments()
                .getFirst()
                .shipmentId();
        clock.stand(taken);
        doors.orderAdministration().changeShipment(tx, shop, orderId, shipment, change, ACTOR);
    }

    private Optional<Instant> moment(FulfillmentStep step) {
        return journey.legs().stream()
                .filter(leg -> leg.step() == step)
                .map(Journey.Leg::at)
                .findFirst();
    }

    private void at(Instant from, int leastMinutes, int mostMinutes, Entry entry) {
        entries.add(new Dated(from.plus(Duration.ofMinutes(dice.between(leastMinutes, mostMinutes))), entry));
    }

    private static Entry contact(ContactStatus status) {
        return (orders, tx, shop, order) -> orders.contact(tx, shop, order, status, ACTOR);
    }

    private static Entry feedback(FeedbackSide side, String text) {
        return (orders, tx, shop, order) -> orders.giveFeedback(tx, shop, order, side, text, null);
    }

    private static Entry payment(Settled payment, PaymentState state) {
        return (orders, tx, shop, order) -> orders.changePayment(tx, shop, order, payment.paymentId(), state, null);
    }
}
