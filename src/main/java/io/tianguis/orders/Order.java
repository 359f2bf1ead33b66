package io.tianguis.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order with everything that hangs on it. */
public record Order(
        Header header, List<Line> lines, List<Shipment> shipments, List<Payment> payments, List<Note> notes) {

    /** What an order may cost: more than any does, and so little that sums over a shop's orders fit 64 bits. */
    public static final long MAX_AMOUNT_CENTS = 1_000_000_000_000_000L;

    /**
     * The order itself and its buyer as the shop knows them today.
     *
     * @param webId ten letters and digits, unique in the shop
     * @param channelName in the spelling of its first use
     * @param buyerMarketplaceId by which MercadoLibre knows the buyer, like the nickname
     * @param currency ISO 4217, of all its amounts
     */
    public record Header(
            long orderId,
            String webId,
            String channelKey,
            String channelName,
            String number,
            @Nullable String externalId,
            long customerId,
            String buyerPublicId,
            @Nullable String buyerFirstName,
            @Nullable String buyerLastName,
            @Nullable String buyerEmail,
            @Nullable String buyerPhone,
            @Nullable String buyerDocumentType,
            @Nullable String buyerDocumentNumber,
            @Nullable String buyerMarketplaceId,
            @Nullable String buyerNickname,
            String currency,
            long productsTotalCents,
            long productsDiscountCents,
            long discountCents,
            long shippingTotalCents,
            PaymentStatus paymentStatus,
            FulfillmentStatus fulfillmentStatus,
            ContactStatus contactStatus,
            @Nullable Instant processedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant closedAt,
            @Nullable String closedReason,
            @Nullable String buyerMessage,
            @Nullable String buyerFeedback,
            @Nullable String sellerFeedback,
            @Nullable String invoiceType,
            @Nullable String invoiceNumber,
            @Nullable Instant invoicedAt,
            Instant createdAt,
            Instant updatedAt) {

        /** What the products cost after their own discounts. */
        public long productsGrandTotalCents() {
            return productsTotalCents - productsDiscountCents;
        }

        /** What the buyer pays for all of it. */
        public long grandTotalCents() {
            return productsGrandTotalCents() - discountCents + shippingTotalCents;
        }

        /** The buyer's whole name, null when neither part is known. */
        public @Nullable String buyerName() {
            return BuyerName.of(buyerFirstName, buyerLastName);
        }
    }

    /** Units of one variant, with its title, SKU and price of the day. */
    public record Line(
            long orderId,
            int line,
            long productId,
            long variantId,
            @Nullable String sku,
            @Nullable String ean,
            String title,
            long units,
            long unitPriceCents,
            List<String> optionNames,
            List<String> optionValues,
            @Nullable Instant shippedAt) {

        public long amountCents() {
            return Math.multiplyExact(units, unitPriceCents);
        }
    }

    /** Where the goods go, and how. */
    public record Shipment(
            long orderId,
            long shipmentId,
            ShipmentStatus status,
            @Nullable ShippingService service,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String labelUrl,
            boolean insured,
            long amountCents,
            @Nullable String recipientName,
            @Nullable String recipientPhone,
            @Nullable String recipientEmail,
            @Nullable String street,
            @Nullable String exteriorNumber,
            @Nullable String interiorNumber,
            @Nullable String neighborhood,
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode,
            @Nullable String country,
            Instant createdAt) {}

    /** How far a shipment is. */
    public enum ShipmentStatus {
        TO_BE_AGREED,
        PENDING,
        PICKUP,
        PRINT_TAG,
        IN_PROGRESS,
        ON_ROUTE,
        DELIVERED
    }

    /** Money that came in, or did not. */
    public record Payment(
            long orderId,
            long paymentId,
            @Nullable String externalReference,
            PaymentState status,
            @Nullable String provider,
            @Nullable String method,
            long amountCents,
            @Nullable Integer installments,
            @Nullable Long financeFeeCents,
            @Nullable Instant paidAt,
            Instant createdAt) {}

    /** What somebody, or the program, wrote beside the order. */
    public record Note(long orderId, long noteId, String text, Instant at) {}

    /** What became of one payment. */
    public enum PaymentState {
        PENDING,
        APPROVED,
        IN_PROCESS,
        REJECTED,
        CANCELLED,
        REFUNDED,
        CHARGED_BACK
    }
}
