package io.tianguis.dialects.mercadoshops;

import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.idOrText;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.inUnits;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.reference;
import static io.tianguis.dialects.mercadoshops.MercadoShopsFormats.word;

import io.tianguis.kernel.Moments;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Header;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.Order.Shipment;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.PaymentStatus;
import io.tianguis.orders.ShippingService;
import io.tianguis.platform.json.JsonFields;
import io.tianguis.platform.json.SelfWriting;
import io.tianguis.shops.Shop;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An order as this dialect writes it (S16). A reference is a number or text. Null throughout is what only MercadoLibre knows: the
 * variation's id, second telephones and emails.
 */
final class OrderJson implements SelfWriting {

    private static final Pattern STATE_ID = Pattern.compile("([A-Za-z]{2})\\s*-\\s*([A-Za-z0-9]{1,3})");
    private static final int CENTS = 100;

    private final Shop shop;
    private final ZoneId zone;
    private final Order order;
    private final Header header;
    private final String channel;
    private final @Nullable Object reference;

    /** The first one, which is the one that the order knows. */
    private final @Nullable Shipment shipment;

    private OrderJson(Shop shop, Order order) {
        this.shop = shop;
        this.zone = shop.zone();
        this.order = order;
        this.header = order.header();
        this.channel = SalesChannels.word(header.channelName());
        this.reference = reference(header.externalId() == null ? header.number() : header.externalId());
        this.shipment = order.shipments().isEmpty() ? null : order.shipments().getFirst();
    }

    static OrderJson of(Shop shop, Order order) {
        return new OrderJson(shop, order);
    }

    @Override
    public void write(JsonFields out) {
        out.beginObject().number("id", header.orderId()).number("store_id", shop.shopId());
        out.text("channel", channel);
        idOrText(out, "external_reference", reference);
        out.text("currency", header.currency());
        amounts(out);
        out.text("creation_date", Moments.local(header.createdAt(), zone)).text("buyer_message", header.buyerMessage());
        status(out);
        buyer(out);
        billingData(out);
        out.array("payments", order.payments(), payment -> payment(out, payment));
        out.array("shippings", order.shipments(), sent -> shipping(out, sent));
        invoice(out);
        @Nullable String method = shipment == null ? null : method(shipment);
        out.array("products", order.lines(), line -> product(out, method, line));
        out.array("notes", order.notes(), note -> note(out, note));
        out.beginObject("feedback")
                .text("buyer", header.buyerFeedback())
                .text("seller", header.sellerFeedback())
                .endObject();
        out.array("promotions", List.of(), _ -> {});
        out.flag("free_shipping", false);
        out.text("total_last_updated", Moments.local(header.updatedAt(), zone));
        out.flag("is_cart", order.lines().size() > 1).endObject();
    }

    private void amounts(JsonFields out) {
        amount(out, "amount", header.grandTotalCents() - header.shippingTotalCents());
        amount(out, "products_total", header.productsTotalCents());
        amount(out, "products_discounts_total", header.productsDiscountCents());
        amount(out, "products_grand_total", header.productsGrandTotalCents());
        amount(out, "discounts_total", header.discountCents());
        amount(out, "shipping_total", header.shippingTotalCents());
        amount(out, "grand_total", header.grandTotalCents());
    }

    private static void amount(JsonFields out, String name, long cents) {
        if (cents % CENTS == 0) {
            out.number(name, cents / CENTS);
        } else {
            out.number(name, inUnits(cents));
        }
    }

    private void status(JsonFields out) {
        out.beginObject("status")
                .flag("delivered", header.deliveredAt() != null)
                .flag("paid", header.paymentStatus() == PaymentStatus.PAID)
                .flag("closed", header.closedAt() != null)
                .text("closed_reason", header.closedReason())
                .text("closed_date", Moments.localIfKnown(header.closedAt(), zone))
                .flag("processed", header.processedAt() != null)
                .text("processed_date", Moments.localIfKnown(header.processedAt(), zone))
                .text("contact_data_status", word(header.contactStatus()))
                .text("order_status", orderStatus(header).orElse(null))
                .endObject();
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

    private void buyer(JsonFields out) {
        @Nullable Object marketplaceId = reference(header.buyerMarketplaceId());
        out.beginObject("buyer");
        idOrText(out, "id", marketplaceId);
        idOrText(out, "meli_cust_id", marketplaceId);
        out.text("name", header.buyerName())
                .text("nickname", header.buyerNickname())
                .number("client_id", header.customerId())
                .text("mail", header.buyerEmail())
                .nothing("mail2")
                .text("phone", header.buyerPhone())
                .nothing("phone2")
                .text("doc_number", header.buyerDocumentNumber())
                .text("doc_type", documentType(header))
                .endObject();
    }

    private static @Nullable String documentType(Header header) {
        String type = header.buyerDocumentType();
        return type == null ? null : type.toUpperCase(Locale.ROOT);
    }

    /** The buyer's, at the address of the first shipment. */
    private void billingData(JsonFields out) {
        @Nullable Shipment sent = shipment;
        out.beginObject("billing_data")
                .number("store_id", shop.shopId())
                .text("name", header.buyerName())
                .text("email", header.buyerEmail())
                .text("phone", header.buyerPhone())
                .text("zip_code", sent == null ? null : sent.postalCode());
        out.beginObject("address")
                .text("additional_info", sent == null ? null : sent.interiorNumber())
                .text("street", sent == null ? null : sent.street())
                .text("number", sent == null ? null : sent.exteriorNumber())
                .text("city", sent == null ? null : sent.city())
                .text("state", sent == null ? null : stateId(sent.state()))
                .endObject();
        out.beginObject("recipient")
                .text("doc_number", header.buyerDocumentNumber())
                .text("type", documentType(header))
                .endObject();
        out.nothing("id").endObject();
    }

    private void payment(JsonFields out, Order.Payment payment) {
        @Nullable Object paid = reference(payment.externalReference());
        out.beginObject().number("id", payment.paymentId());
        idOrText(out, "external_reference", paid);
        out.text("status", word(payment.status()))
                .text("provider", payment.provider())
                .text("method", payment.method())
                .text("currency", header.currency());
        amount(out, "amount", payment.amountCents());
        out.flag("paid", payment.status() == PaymentState.APPROVED)
                .text("paid_date", Moments.localIfKnown(payment.paidAt(), zone));
        numberOrNothing(out, "installments", payment.installments());
        out.beginObject("fees");
        if (payment.financeFeeCents() == null) {
            out.nothing("finance_fee");
        } else {
            amount(out, "finance_fee", payment.financeFeeCents());
        }
        out.endObject();
        idOrText(out, "provider_id", paid);
        numberOrNothing(out, "meli_order_id", channel.equals("meli") && reference instanceof Long id ? id : null);
        out.endObject();
    }

    private static void numberOrNothing(JsonFields out, String name, @Nullable Number value) {
        if (value == null) {
            out.nothing(name);
        } else {
            out.number(name, value.longValue());
        }
    }

    private void shipping(JsonFields out, Shipment sent) {
        out.beginObject()
                .number("id", sent.shipmentId())
                .nothing("external_reference")
                .text("ship_type", shipType(sent))
                .text("channel_status", word(sent.status()))
                .text("status", word(sent.status()));
        out.beginObject("receiver")
                .nothing("doc_type")
                .nothing("doc_number")
                .text("name", sent.recipientName())
                .text("email", sent.recipientEmail())
                .text("phone", sent.recipientPhone())
                .text("address", streetAndNumber(sent))
                .text("zip", sent.postalCode())
                .text("neighbourhood", sent.neighborhood())
                .nothing("municipality")
                .text("city", sent.city())
                .text("state_id", stateId(sent.state()))
                .text("country_id", sent.country())
                .endObject();
        out.text("additional_info", sent.interiorNumber())
                .nothing("method_id")
                .text("method", method(sent))
                .text("currency", header.currency());
        amount(out, "amount", sent.amountCents());
        out.text("tracking_code", sent.trackingNumber())
                .nothing("observations")
                .text("date_created", Moments.local(sent.createdAt(), zone))
                .endObject();
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

    private void invoice(JsonFields out) {
        out.beginObject("invoice")
                .flag("invoiced", header.invoicedAt() != null)
                .text("type", header.invoiceType())
                .text("number", header.invoiceNumber())
                .text("invoiced_date", Moments.localIfKnown(header.invoicedAt(), zone))
                .endObject();
    }

    private void product(JsonFields out, @Nullable String method, Order.Line line) {
        out.beginObject()
                .number("id", line.productId())
                .text("channel", channel)
                .nothing("external_reference")
                .text("sku", line.sku())
                .text("title", line.title())
                .number("quantity", line.units())
                .text("method", method)
                .text("currency", header.currency());
        amount(out, "unit_price", line.unitPriceCents());
        amount(out, "amount", line.amountCents());
        out.flag("free_shipping", false).nothing("meli_variation_id");
        Iterator<String> values = line.optionValues().iterator();
        out.array(
                "variations",
                line.optionNames(),
                name -> out.beginObject()
                        .text("name", name)
                        .text("value", values.next())
                        .endObject());
        out.nothing("promotion").endObject();
    }

    private void note(JsonFields out, Order.Note note) {
        out.beginObject()
                .number("id", note.noteId())
                .text("note", note.text())
                .text("date_created", Moments.local(note.at(), zone))
                .endObject();
    }
}
