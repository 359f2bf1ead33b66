package io.tianguis.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody needs of an order who packs and sends it: the units, and where they go. */
public record PackingSlip(Header header, List<Line> lines) {

    /**
     * The order, its buyer as the shop knows them today, and its first shipment, if it has one.
     *
     * @param channelName in the spelling of its first use
     * @param insured null without a shipment, as all that follows from it
     */
    public record Header(
            long orderId,
            String channelName,
            String number,
            PaymentStatus paymentStatus,
            FulfillmentStatus fulfillmentStatus,
            Instant createdAt,
            @Nullable String buyerFirstName,
            @Nullable String buyerLastName,
            @Nullable String buyerEmail,
            @Nullable String buyerPhone,
            @Nullable Long shipmentId,
            @Nullable ShippingService service,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String labelUrl,
            @Nullable Boolean insured,
            @Nullable String recipientName,
            @Nullable String recipientPhone,
            @Nullable String recipientEmail,
            @Nullable String street,
            @Nullable String exteriorNumber,
            @Nullable String interiorNumber,
            @Nullable String neighborhood,
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode) {

        /** Who receives the goods: the buyer, where the shipment names nobody. */
        public @Nullable String receiver() {
            return recipientName == null ? BuyerName.of(buyerFirstName, buyerLastName) : recipientName;
        }

        /** Under which telephone the receiver is reached. */
        public @Nullable String phone() {
            return recipientPhone == null ? buyerPhone : recipientPhone;
        }

        /** Under which email the receiver is reached. */
        public @Nullable String email() {
            return recipientEmail == null ? buyerEmail : recipientEmail;
        }
    }

    /** Units of one variant, with its title and SKU of the day. */
    public record Line(
            long orderId,
            @Nullable String sku,
            @Nullable String ean,
            String title,
            long units,
            @Nullable Instant shippedAt) {}
}
