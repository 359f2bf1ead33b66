package io.tianguis.dialects.marketful;

import io.tianguis.kernel.Moments;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Orders.Page;
import io.tianguis.orders.PackingSlip;
import io.tianguis.platform.json.JsonFields;
import io.tianguis.platform.json.SelfWriting;
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

        static Found of(PackingSlip order, ZoneId zone) {
            return new Found("Orden encontrada", new Written(order, zone));
        }
    }

    /** The answer of {@code asignar_guia} to a label that is on its order. */
    record Labeled(String message) {

        static final Labeled NOW = new Labeled("Guía asignada correctamente");
    }

    /** The answer of {@code orders}. */
    record Listed(String message, Paging.Json paging, List<Written> results) {

        static Listed of(Page<PackingSlip> page, Paging paging, ZoneId zone) {
            return new Listed(
                    "Succes",
                    paging.json(page.total()),
                    page.orders().stream()
                            .map(order -> new Written(order, zone))
                            .toList());
        }
    }

    /**
     * An order, with the fields of the source in its order and the id after them (K11). What this backend keeps no account
     * of has the value that the source shows for an order without it.
     */
    record Written(PackingSlip order, ZoneId zone) implements SelfWriting {

        @Override
        public void write(JsonFields out) {
            out.beginObject();
            writeFields(out);
            out.endObject();
        }

        /** What stands between the braces. */
        void writeFields(JsonFields out) {
            PackingSlip.Header header = order.header();
            @Nullable Long shipmentId = header.shipmentId();
            out.text("shopify_name", header.number())
                    .text("shopify_created_at", Moments.local(header.createdAt(), zone))
                    .text("customer", header.receiver())
                    .text("payment_status", OrderWords.of(header.paymentStatus()))
                    .text("fulfillment_status", OrderWords.of(header.fulfillmentStatus()))
                    .text("tracking_number", header.trackingNumber())
                    .text("carrier_name", header.carrier())
                    .text("telefono", header.phone())
                    .text("calle", header.street())
                    .text("noexterior", header.exteriorNumber())
                    .text("nointerior", header.interiorNumber())
                    .text("colonia", header.neighborhood())
                    .text("ciudad", header.city())
                    .text("estado", header.state())
                    .text("codigo_postal", header.postalCode())
                    .text("canal", header.channelName())
                    .text("tipo_envio", header.service() == null ? null : OrderWords.of(header.service()))
                    .flag("asegurado", header.insured())
                    .text("file_name", header.labelUrl())
                    .text("costo_ff", "0.0")
                    .flag("cargada_a_cuenta", false)
                    .nothing("company")
                    .text("tracking_interno", shipmentId == null ? null : Long.toString(shipmentId))
                    .text("correo", header.email())
                    .nothing("latitude")
                    .nothing("longitude")
                    .flag("cambio_address", false)
                    .nothing("fulfillment_id")
                    .flag("recibido_paqueteria", header.fulfillmentStatus() == FulfillmentStatus.FULFILLED)
                    .nothing("guia_prepagada")
                    .flag("verificada", false)
                    .nothing("salida_on_time")
                    .array("line_items", order.lines(), line -> line(out, line))
                    .number("id", header.orderId());
        }

        /** Units of one SKU; {@code fecha_de_salida} is when they left the warehouse. */
        private void line(JsonFields out, PackingSlip.Line line) {
            out.beginObject()
                    .text("sku", line.sku())
                    .text("ean", line.ean())
                    .nothing("upc")
                    .text("title", line.title())
                    .text("fecha_de_salida", Moments.localIfKnown(line.shippedAt(), zone))
                    .number("cantidad", line.units())
                    .endObject();
        }
    }
}
