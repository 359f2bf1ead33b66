package io.tianguis.dialects.mercadoshops;

import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.inUnits;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.inUnitsOrNull;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.moment;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.momentOrNull;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.reference;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.word;

import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Header;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.Shipment;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.PaymentStatus;
import io.tianguis.orders.ShippingService;
import io.tianguis.shops.Shop;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An order as this dialect writes it (S16). A reference is a number or text, so its components are objects. Null throughout
 * is what only MercadoLibre knows: the variation's id, second telephones and emails.
 */
record OrderJson(
        long id,
        long store_id,
        String channel,
        @Nullable Object external_reference,
        String currency,
        BigDecimal amount,
        BigDecimal products_total,
        BigDecimal products_discounts_total,
        BigDecimal products_grand_total,
        BigDecimal discounts_total,
        BigDecimal shipping_total,
        BigDecimal grand_total,
        String creation_date,
        @Nullable String buyer_message,
        Status status,
        Buyer buyer,
        BillingData billing_data,
        List<Payment> payments,
        List<Shipping> shippings,
        Invoice invoice,
        List<Product> products,
        List<Note> notes,
        Feedback feedback,
        List<String> promotions,
        boolean free_shipping,
        String total_last_updated,
        boolean is_cart) {

    private static final Pattern STATE_ID = Pattern.compile("([A-Za-z]{2})\\s*-\\s*([A-Za-z0-9]{1,3})");

    record Status(
            boolean delivered,
            boolean paid,
            boolean closed,
            @Nullable String closed_reason,
            @Nullable String closed_date,
            boolean processed,
            @Nullable String processed_date,
            String contact_data_status,
            @Nullable String order_status) {}

    record Buyer(
            @Nullable Object id,
            @Nullable Object meli_cust_id,
            @Nullable String name,
            @Nullable String nickname,
            long client_id,
            @Nullable String mail,
            @Nullable String mail2,
            @Nullable String phone,
            @Nullable String phone2,
            @Nullable String doc_number,
            @Nullable String doc_type) {}

    record BillingData(
            long store_id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String zip_code,
            BillingAddress address,
            Recipient recipient,
            @Nullable Long id) {}

    record BillingAddress(
            @Nullable String additional_info,
            @Nullable String street,
            @Nullable String number,
            @Nullable String city,
            @Nullable String state) {}

    record Recipient(@Nullable String doc_number, @Nullable String type) {}

    record Payment(
            long id,
            @Nullable Object external_reference,
            String status,
            @Nullable String provider,
            @Nullable String method,
            String currency,
            BigDecimal amount,
            boolean paid,
            @Nullable String paid_date,
            @Nullable Integer installments,
            Fees fees,
            @Nullable Object provider_id,
            @Nullable Long meli_order_id) {}

    record Fees(@Nullable BigDecimal finance_fee) {}

    record Shipping(
            long id,
            @Nullable Object external_reference,
            String ship_type,
            String channel_status,
            String status,
            Receiver receiver,
            @Nullable String additional_info,
            @Nullable Long method_id,
            @Nullable String method,
            String currency,
            BigDecimal amount,
            @Nullable String tracking_code,
            @Nullable String observations,
            String date_created) {}

    record Receiver(
            @Nullable String doc_type,
            @Nullable String doc_number,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String zip,
            @Nullable String neighbourhood,
            @Nullable String municipality,
            @Nullable String city,
            @Nullable String state_id,
            @Nullable String country_id) {}

    record Invoice(
            boolean invoiced,
            @Nullable String type,
            @Nullable String number,
            @Nullable String invoiced_date) {}

    record Product(
            long id,
            String channel,
            @Nullable String external_reference,
            @Nullable String sku,
            String title,
            long quantity,
            @Nullable String method,
            String currency,
            BigDecimal unit_price,
            BigDecimal amount,
            boolean free_shipping,
            @Nullable Long meli_variation_id,
            List<NameAndValue> variations,
            @Nullable String promotion) {}

    record NameAndValue(String name, String value) {}

    record Note(long id, String note, String date_created) {}

    record Feedback(@Nullable String buyer, @Nullable String seller) {}

    static OrderJson of(Shop shop, Order order) {
        Header header = order.header();
        ZoneId zone = shop.zone();
        String channel = SalesChannels.word(header.channelName());
        @Nullable Object reference = reference(header.externalId() == null ? header.number() : header.externalId());
        @Nullable Long meliOrderId = channel.equals("meli") && reference instanceof Long number ? number : null;
        @Nullable
        Shipment shipment =
                order.shipments().isEmpty() ? null : order.shipments().getFirst();
        @Nullable String method = shipment == null ? null : method(shipment);
        return new OrderJson(
                header.orderId(),
                shop.shopId(),
                channel,
                reference,
                header.currency(),
                inUnits(header.grandTotalCents() - header.shippingTotalCents()),
                inUnits(header.productsTotalCents()),
                inUnits(header.productsDiscountCents()),
                inUnits(header.productsGrandTotalCents()),
                inUnits(header.discountCents()),
                inUnits(header.shippingTotalCents()),
                inUnits(header.grandTotalCents()),
                moment(header.createdAt(), zone),
                header.buyerMessage(),
                status(header, zone),
                buyer(header),
                billingData(shop, header, shipment),
                order.payments().stream()
                        .map(payment -> payment(header, payment, meliOrderId, zone))
                        .toList(),
                order.shipments().stream()
                        .map(sent -> shipping(header, sent, zone))
                        .toList(),
                new Invoice(
                        header.invoicedAt() != null,
                        header.invoiceType(),
                        header.invoiceNumber(),
                        momentOrNull(header.invoicedAt(), zone)),
                order.lines().stream()
                        .map(line -> product(header, channel, method, line))
                        .toList(),
                order.notes().stream()
                        .map(note -> new Note(note.noteId(), note.text(), moment(note.at(), zone)))
                        .toList(),
                new Feedback(header.buyerFeedback(), header.sellerFeedback()),
                List.of(),
                false,
                moment(header.updatedAt(), zone),
                order.lines().size() > 1);
    }

    private static Status status(Header header, ZoneId zone) {
        return new Status(
                header.deliveredAt() != null,
                header.paymentStatus() == PaymentStatus.PAID,
                header.closedAt() != null,
                header.closedReason(),
                momentOrNull(header.closedAt(), zone),
                header.processedAt() != null,
                momentOrNull(header.processedAt(), zone),
                word(header.contactStatus()),
                orderStatus(header).orElse(null));
    }

    /** The source knows {@code paid} and null; a canceled order is told in MercadoLibre's own word for it. */
    private static Optional<String> orderStatus(Header header) {
        if (header.fulfillmentStatus() == FulfillmentStatus.CANCELED) {
            return Optional.of("cancelled");
        }
        return switch (header.paymentStatus()) {
            case PAID -> Optional.of("paid");
            case REFUNDED -> Optional.of("refunded");
            case PENDING -> Optional.empty();
        };
    }

    private static Buyer buyer(Header header) {
        @Nullable Object marketplaceId = reference(header.buyerMarketplaceId());
        return new Buyer(
                marketplaceId,
                marketplaceId,
                header.buyerName(),
                header.buyerNickname(),
                header.customerId(),
                header.buyerEmail(),
                null,
                header.buyerPhone(),
                null,
                header.buyerDocumentNumber(),
                documentType(header));
    }

    private static @Nullable String documentType(Header header) {
        String type = header.buyerDocumentType();
        return type == null ? null : type.toUpperCase(Locale.ROOT);
    }

    /** The buyer's, at the address of the first shipment, which is the one that the order knows. */
    private static BillingData billingData(Shop shop, Header header, @Nullable Shipment shipment) {
        return new BillingData(
                shop.shopId(),
                header.buyerName(),
                header.buyerEmail(),
                header.buyerPhone(),
                shipment == null ? null : shipment.postalCode(),
                shipment == null
                        ? new BillingAddress(null, null, null, null, null)
                        : new BillingAddress(
                                shipment.interiorNumber(),
                                shipment.street(),
                                shipment.exteriorNumber(),
                                shipment.city(),
                                stateId(shipment.state())),
                new Recipient(header.buyerDocumentNumber(), documentType(header)),
                null);
    }

    private static Payment payment(Header header, Order.Payment payment, @Nullable Long meliOrderId, ZoneId zone) {
        @Nullable Object reference = reference(payment.externalReference());
        return new Payment(
                payment.paymentId(),
                reference,
                word(payment.status()),
                payment.provider(),
                payment.method(),
                header.currency(),
                inUnits(payment.amountCents()),
                payment.status() == PaymentState.APPROVED,
                momentOrNull(payment.paidAt(), zone),
                payment.installments(),
                new Fees(inUnitsOrNull(payment.financeFeeCents())),
                reference,
                meliOrderId);
    }

    private static Shipping shipping(Header header, Shipment shipment, ZoneId zone) {
        return new Shipping(
                shipment.shipmentId(),
                null,
                shipType(shipment),
                word(shipment.status()),
                word(shipment.status()),
                new Receiver(
                        null,
                        null,
                        shipment.recipientName(),
                        shipment.recipientEmail(),
                        shipment.recipientPhone(),
                        streetAndNumber(shipment),
                        shipment.postalCode(),
                        shipment.neighborhood(),
                        null,
                        shipment.city(),
                        stateId(shipment.state()),
                        shipment.country()),
                shipment.interiorNumber(),
                null,
                method(shipment),
                header.currency(),
                inUnits(shipment.amountCents()),
                shipment.trackingNumber(),
                null,
                moment(shipment.createdAt(), zone));
    }

    /** {@code me1} and {@code me2} are MercadoLibre's own services, which nothing here uses. */
    private static String shipType(Shipment shipment) {
        boolean agreed = shipment.status() != ShipmentStatus.TO_BE_AGREED
                && (shipment.service() != null || shipment.carrier() != null);
        return agreed ? "custom" : "not specified";
    }

    private static @Nullable String method(Shipment shipment) {
        ShippingService service = shipment.service();
        return switch (service) {
            case ECONOMY -> "Estándar";
            case NEXT_DAY -> "Día siguiente";
            case PICKUP -> "Retiro en persona";
            case null -> shipment.carrier();
        };
    }

    private static @Nullable String streetAndNumber(Shipment shipment) {
        List<String> parts = new ArrayList<>();
        if (shipment.street() != null) {
            parts.add(shipment.street());
        }
        if (shipment.exteriorNumber() != null) {
            parts.add(shipment.exteriorNumber());
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
    }

    /** {@code MX - AG}, as other integrations write a state, is {@code MX-AG} here; anything else stays as it came. */
    private static @Nullable String stateId(@Nullable String state) {
        if (state == null) {
            return null;
        }
        var id = STATE_ID.matcher(state.strip());
        return id.matches() ? (id.group(1) + "-" + id.group(2)).toUpperCase(Locale.ROOT) : state;
    }

    private static Product product(Header header, String channel, @Nullable String method, Order.Line line) {
        List<NameAndValue> variations = new ArrayList<>();
        for (int i = 0; i < line.optionNames().size(); i++) {
            variations.add(new NameAndValue(
                    line.optionNames().get(i), line.optionValues().get(i)));
        }
        return new Product(
                line.productId(),
                channel,
                null,
                line.sku(),
                line.title(),
                line.units(),
                method,
                header.currency(),
                inUnits(line.unitPriceCents()),
                inUnits(line.amountCents()),
                false,
                null,
                variations,
                null);
    }
}
