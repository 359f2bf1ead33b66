package io.tianguis.orders;

import io.tianguis.customers.Person;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order to be taken.
 *
 * @param channel where it was sold, as written; compared without letter case
 * @param number unique in the channel
 * @param externalId the channel's own id, unique in the channel
 * @param paused whether the warehouse waits for a label
 * @param partialNote kept with the order when some of its lines could not be saved
 * @param actor who takes it
 */
public record CreateOrder(
        String channel,
        String number,
        @Nullable String externalId,
        Person buyer,
        ShipTo shipTo,
        Shipping shipping,
        boolean paused,
        List<Line> lines,
        Optional<String> partialNote,
        @Nullable String actor) {

    public CreateOrder {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has lines");
        }
    }

    /** Units of one SKU, priced from the catalog. */
    public record Line(String sku, long units) {}

    /**
     * Who receives it, and where.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public record ShipTo(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String street,
            @Nullable String exteriorNumber,
            @Nullable String interiorNumber,
            @Nullable String neighborhood,
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode,
            String country) {}

    /** How it travels. */
    public record Shipping(
            @Nullable ShippingService service,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String labelUrl,
            boolean insured) {}
}
