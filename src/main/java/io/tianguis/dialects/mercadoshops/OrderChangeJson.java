package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Moments;
import io.tianguis.orders.Invoice;
import io.tianguis.orders.ShipmentState;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What is kept of an order after a change of it (S17), with the fields of the source's examples first. */
final class OrderChangeJson {

    private OrderChangeJson() {}

    record Invoiced(InvoiceFields invoice) {

        static Invoiced of(Invoice invoice, ZoneId zone) {
            return new Invoiced(new InvoiceFields(
                    invoice.invoicedAt() != null,
                    invoice.number(),
                    invoice.type(),
                    Moments.localIfKnown(invoice.invoicedAt(), zone)));
        }
    }

    record InvoiceFields(
            boolean invoiced,
            @Nullable String number,
            @Nullable String type,
            @Nullable String invoiced_date) {}

    record Shipped(String status, @Nullable String tracking_code) {

        static Shipped of(ShipmentState state) {
            return new Shipped(MercadoShopsFormats.word(state.status()), state.trackingNumber());
        }
    }
}
