package io.tianguis.dialects.marketful;

import io.tianguis.kernel.Moments;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order;
import io.tianguis.orders.Order.Header;
import io.tianguis.orders.Order.Shipment;
import io.tianguis.orders.Orders.Page;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as this dialect writes them. */
final class OrderJson {

    private OrderJson() {}

    /** The answer of {@code multicanal_api} to an order that stands whole. */
    record Created(String message) {

        static final Created NOW = new Created("Orden creada correctamente!");
    }

    /** The answer of {@code get_orders}. */
    record Found(String message, Written orden) {

        static Found of(Order order, ZoneId zone) {
            return new Found("Orden encontrada", Written.of(order, zone));
        }
    }

    /** The answer of {@code asignar_guia} to a label that is on its order. */
    record Labeled(String message) {

        static final Labeled NOW = new Labeled("Guía asignada correctamente");
    }

    /** The answer of {@code orders}. */
    record Listed(String message, Paging.Json paging, List<Written> results) {

        static Listed of(Page page, Paging paging, ZoneId zone) {
            return new Listed(
                    "Succes",
                    paging.json(page.total()),
                    page.orders().stream().map(order -> Written.of(order, zone)).toList());
        }
    }

    /**
     * An order, with the fields of the source in its order and the id after them (K11). What this backend keeps no account
     * of has the value that the source shows for an order without it.
     */
    record Written(
            String shopify_name,
            String shopify_created_at,
            @Nullable String customer,
            String payment_status,
            String fulfillment_status,
            @Nullable String tracking_number,
            @Nullable String carrier_name,
            @Nullable String telefono,
            @Nullable String calle,
            @Nullable String noexterior,
            @Nullable String nointerior,
            @Nullable String colonia,
            @Nullable String ciudad,
            @Nullable String estado,
            @Nullable String codigo_postal,
            String canal,
            @Nullable String tipo_envio,
            @Nullable Boolean asegurado,
            @Nullable String file_name,
            String costo_ff,
            boolean cargada_a_cuenta,
            @Nullable String company,
            @Nullable String tracking_interno,
            @Nullable String correo,
            @Nullable String latitude,
            @Nullable String longitude,
            boolean cambio_address,
            @Nullable Long fulfillment_id,
            boolean recibido_paqueteria,
            @Nullable Boolean guia_prepagada,
            boolean verificada,
            @Nullable Boolean salida_on_time,
            List<Line> line_items,
            long id) {

        static Written of(Order order, ZoneId zone) {
            Header header = order.header();
            @Nullable
            Shipment shipment =
                    order.shipments().isEmpty() ? null : order.shipments().getFirst();
            return new Written(
                    header.number(),
                    Moments.local(header.createdAt(), zone),
                    recipient(header, shipment),
                    OrderWords.of(header.paymentStatus()),
                    OrderWords.of(header.fulfillmentStatus()),
                    shipment == null ? null : shipment.trackingNumber(),
                    shipment == null ? null : shipment.carrier(),
                    phone(header, shipment),
                    shipment == null ? null : shipment.street(),
                    shipment == null ? null : shipment.exteriorNumber(),
                    shipment == null ? null : shipment.interiorNumber(),
                    shipment == null ? null : shipment.neighborhood(),
                    shipment == null ? null : shipment.city(),
                    shipment == null ? null : shipment.state(),
                    shipment == null ? null : shipment.postalCode(),
                    header.channelName(),
                    service(shipment),
                    shipment == null ? null : shipment.insured(),
                    shipment == null ? null : shipment.labelUrl(),
                    "0.0",
                    false,
                    null,
                    shipment == null ? null : Long.toString(shipment.shipmentId()),
                    email(header, shipment),
                    null,
                    null,
                    false,
                    null,
                    header.fulfillmentStatus() == FulfillmentStatus.FULFILLED,
                    null,
                    false,
                    null,
                    order.lines().stream().map(line -> Line.of(line, zone)).toList(),
                    header.orderId());
        }

        private static @Nullable String recipient(Header header, @Nullable Shipment shipment) {
            return shipment == null || shipment.recipientName() == null ? header.buyerName() : shipment.recipientName();
        }

        private static @Nullable String phone(Header header, @Nullable Shipment shipment) {
            return shipment == null || shipment.recipientPhone() == null
                    ? header.buyerPhone()
                    : shipment.recipientPhone();
        }

        private static @Nullable String email(Header header, @Nullable Shipment shipment) {
            return shipment == null || shipment.recipientEmail() == null
                    ? header.buyerEmail()
                    : shipment.recipientEmail();
        }

        private static @Nullable String service(@Nullable Shipment shipment) {
            return shipment == null || shipment.service() == null ? null : OrderWords.of(shipment.service());
        }
    }

    /** Units of one SKU; {@code fecha_de_salida} is when they left the warehouse. */
    record Line(
            @Nullable String sku,
            @Nullable String ean,
            @Nullable String upc,
            String title,
            @Nullable String fecha_de_salida,
            long cantidad) {

        static Line of(Order.Line line, ZoneId zone) {
            @Nullable Instant shippedAt = line.shippedAt();
            return new Line(
                    line.sku(),
                    line.ean(),
                    null,
                    line.title(),
                    shippedAt == null ? null : Moments.local(shippedAt, zone),
                    line.units());
        }
    }
}
