package io.tianguis.orders;

import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.OrdersSql.NewLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order about to be written, when everything about it is known.
 *
 * @param webId ten letters and digits, unique in the shop
 * @param shippingCents what the buyer pays for the shipment
 * @param beginning as what it begins
 */
record OrderDraft(
        long orderId,
        String webId,
        String channelKey,
        String channelName,
        String number,
        @Nullable String externalId,
        long customerId,
        ShipTo shipTo,
        Shipping shipping,
        long shippingCents,
        Beginning beginning,
        List<NewLine> lines,
        Optional<String> note,
        @Nullable String actor) {

    /** As what an order begins. */
    enum Beginning {
        OPEN,
        /** It waits for a label. */
        PAUSED,
        /** Paid, handed over and closed at the counter, all at once. */
        SETTLED,
        /** Given up before anything of it was held. */
        CANCELED
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

    FulfillmentStatus fulfillmentStatus() {
        return switch (beginning) {
            case OPEN -> FulfillmentStatus.UNFULFILLED;
            case PAUSED -> FulfillmentStatus.PAUSED;
            case SETTLED -> FulfillmentStatus.FULFILLED_BY_SELLER;
            case CANCELED -> FulfillmentStatus.CANCELED;
        };
    }

    /** What its log begins with. What costs nothing is paid without a payment. */
    String[] events() {
        List<String> events = new ArrayList<>(List.of("created"));
        switch (beginning) {
            case OPEN -> {}
            case PAUSED -> events.add("paused");
            case SETTLED -> {
                if (grandTotalCents() > 0) {
                    events.add("payment_recorded");
                }
                events.addAll(List.of("paid", "delivered"));
            }
            case CANCELED -> events.add("canceled");
        }
        return events.toArray(String[]::new);
    }
}
