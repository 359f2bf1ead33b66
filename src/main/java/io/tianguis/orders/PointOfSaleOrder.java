package io.tianguis.orders;

import io.tianguis.customers.Person;
import io.tianguis.orders.CreateOrder.ShipTo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as a point of sale rings it up. It has no number of its own.
 *
 * @param channel where it was sold, as written, 1 to 120 characters; compared without letter case
 * @param pickup whether the buyer takes it along or comes for it
 * @param shippingCents what the buyer pays for the shipment, at most {@link Order#MAX_AMOUNT_CENTS}
 * @param note kept with the order
 * @param actor who takes it, kept with the movements
 */
public record PointOfSaleOrder(
        String channel,
        State state,
        Person buyer,
        ShipTo shipTo,
        boolean pickup,
        long shippingCents,
        Optional<String> note,
        List<Line> lines,
        @Nullable String actor) {

    /** More than anybody carries to a counter. */
    public static final int MAX_LINES = 1_000;

    public PointOfSaleOrder {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("an order does not have " + lines.size() + " lines");
        }
        if (shippingCents < 0 || shippingCents > Order.MAX_AMOUNT_CENTS) {
            throw new IllegalArgumentException("a shipment does not cost " + shippingCents);
        }
    }

    /** How far the sale is. */
    public enum State {
        /** Its units are held. */
        PENDING,
        /** Paid and handed over: its units are gone. */
        SETTLED,
        /** It came to nothing, and holds no units. */
        CANCELED
    }

    /**
     * Units of one variant.
     *
     * @param webId the variant's, or that of a product with one variant
     * @param unitPriceCents empty for the catalog's price
     */
    public record Line(String webId, long units, Optional<Long> unitPriceCents) {

        public Line {
            unitPriceCents.ifPresent(cents -> {
                if (cents < 0 || cents > Order.MAX_AMOUNT_CENTS) {
                    throw new IllegalArgumentException("a unit does not cost " + cents);
                }
            });
        }
    }
}
