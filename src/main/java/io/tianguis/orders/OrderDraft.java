package io.tianguis.orders;

import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrdersSql.NewLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order about to be written, when everything about it is known.
 *
 * @param eventIds for the events that its log begins with, in order, and maybe more
 * @param webId ten letters and digits, unique in the shop
 * @param shippingCents what the buyer pays for the shipment
 * @param beginning as what it begins
 * @param partial whether lines that it was to have are missing, because their units could not be held
 * @param paymentMethod how the buyer is going to pay, where that is known before the money comes
 */
record OrderDraft(
        long orderId,
        List<Long> eventIds,
        String webId,
        String channelKey,
        String channelName,
        String number,
        @Nullable String externalId,
        long customerId,
        ShipTo shipTo,
        Shipping shipping,
        ShipmentStatus shipmentStatus,
        long shippingCents,
        Beginning beginning,
        Optional<String> paymentMethod,
        List<NewLine> lines,
        boolean partial,
        @Nullable String buyerMessage,
        Optional<String> note,
        @Nullable String actor) {

    /** As what an order begins, and what its log says of it then. */
    enum Beginning {
        OPEN("created"),
        /** It waits for a label. */
        PAUSED("created", "paused"),
        /** Paid, handed over and closed at the counter, all at once. */
        SETTLED("created", "payment_recorded", "paid", "delivered"),
        /** Given up before anything of it was held. */
        CANCELED("created", "canceled");

        private final List<String> events;

        Beginning(String... events) {
            this.events = List.of(events);
        }

        static Beginning of(CreateOrder order) {
            return order.paused() ? PAUSED : OPEN;
        }

        /** How many ids its events need at the most. */
        int eventCount() {
            return events.size();
        }
    }

    /** An event of the order's log, in the word by which it is kept. */
    record FirstEvent(long eventId, String kind) {

        /** Whether it belongs to the order's way to the buyer, of which receivers are told. */
        boolean isOfTheWay() {
            return Arrays.stream(ShipmentEventKind.values())
                    .anyMatch(way -> way.name().equalsIgnoreCase(kind));
        }
    }

    long productsTotalCents() {
        return lines.stream().mapToLong(NewLine::amountCents).reduce(0, Math::addExact);
    }

    long grandTotalCents() {
        return Math.addExact(productsTotalCents(), shippingCents);
    }

    boolean isSettled() {
        return beginning == Beginning.SETTLED;
    }

    /** What became so far of the payment that it begins with; nothing when it begins without one. */
    Optional<PaymentState> firstPayment() {
        if (grandTotalCents() == 0) {
            return Optional.empty();
        }
        return isSettled() ? Optional.of(PaymentState.APPROVED) : paymentMethod.map(_ -> PaymentState.PENDING);
    }

    /** Counts without overflow: units and prices are bounded, their products are not. */
    static boolean costsWithinBounds(List<NewLine> lines, long shippingCents) {
        BigInteger cents = lines.stream()
                .map(line -> BigInteger.valueOf(line.units()).multiply(BigInteger.valueOf(line.unitPriceCents())))
                .reduce(BigInteger.valueOf(shippingCents), BigInteger::add);
        return cents.compareTo(BigInteger.valueOf(Order.MAX_AMOUNT_CENTS)) <= 0;
    }

    FulfillmentStatus fulfillmentStatus() {
        return switch (beginning) {
            case OPEN -> FulfillmentStatus.UNFULFILLED;
            case PAUSED -> FulfillmentStatus.PAUSED;
            case SETTLED -> FulfillmentStatus.FULFILLED_BY_SELLER;
            case CANCELED -> FulfillmentStatus.CANCELED;
        };
    }

    /** What its log begins with. What costs nothing is paid without a payment. */
    List<FirstEvent> events() {
        List<FirstEvent> events = new ArrayList<>();
        for (String kind : beginning.events) {
            if (!kind.equals("payment_recorded") || grandTotalCents() > 0) {
                events.add(new FirstEvent(eventIds.get(events.size()), kind));
            }
        }
        return events;
    }
}
