package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.InvoiceChange;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.ShipmentChange;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.Optional;

/**
 * Reads what is to be changed of an order (S17), from the body alone. What is absent stays, null and the empty text clear.
 * What is refused is answered in the order in which the source's tables name the fields.
 */
final class OrderChangeIntake {

    private static final Intake INTAKE = Intake.lenient();

    private OrderChangeIntake() {}

    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Response answer;

        Refused(Response answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }

    static Outcome<InvoiceChange, Response> invoice(Request request) {
        try {
            Parameters invoice = body(request).object("invoice").orElse(Parameters.NONE);
            if (!invoice.has("invoiced") && !invoice.has("number") && !invoice.has("type")) {
                throw new Refused(MercadoShopsErrors.invoiceMissing());
            }
            Optional<Boolean> invoiced = invoice.flag("invoiced");
            if (invoice.has("invoiced") && invoiced.isEmpty()) {
                throw new Refused(MercadoShopsErrors.invoicedNotBoolean());
            }
            return Outcome.ok(new InvoiceChange(
                    invoiced,
                    text(invoice, "number", InvoiceChange.MAX_TEXT_LENGTH),
                    text(invoice, "type", InvoiceChange.MAX_TEXT_LENGTH)));
        } catch (Refused refused) {
            return Outcome.rejected(refused.answer);
        }
    }

    static Outcome<ShipmentChange, Response> shipment(Request request) {
        try {
            Parameters shipment = body(request);
            if (!shipment.has("status") && !shipment.has("tracking_code")) {
                throw new Refused(MercadoShopsErrors.shippingChangeMissing());
            }
            Optional<ShipmentStatus> status = shipment.text("status").flatMap(OrderChangeIntake::status);
            if (shipment.has("status") && status.isEmpty()) {
                throw new Refused(MercadoShopsErrors.shippingStatusUnknown());
            }
            return Outcome.ok(
                    new ShipmentChange(status, text(shipment, "tracking_code", ShipmentChange.MAX_TEXT_LENGTH)));
        } catch (Refused refused) {
            return Outcome.rejected(refused.answer);
        }
    }

    private static Parameters body(Request request) throws Refused {
        try {
            return INTAKE.body(request);
        } catch (InvalidParameters malformed) {
            throw new Refused(MercadoShopsErrors.bodyUnreadable());
        }
    }

    /** Those of the source's table; the others are for reading alone. */
    private static Optional<ShipmentStatus> status(String word) {
        return switch (word) {
            case "pickup" -> Optional.of(ShipmentStatus.PICKUP);
            case "pending" -> Optional.of(ShipmentStatus.PENDING);
            case "in_progress" -> Optional.of(ShipmentStatus.IN_PROGRESS);
            case "on_route" -> Optional.of(ShipmentStatus.ON_ROUTE);
            case "delivered" -> Optional.of(ShipmentStatus.DELIVERED);
            default -> Optional.empty();
        };
    }

    private static Change<String> text(Parameters fields, String name, int most) throws Refused {
        Optional<Parameter> field = fields.find(name);
        if (field.isEmpty()) {
            return Change.none();
        }
        if (field.get().isBlank()) {
            return Change.to(null);
        }
        String text = field.get()
                .text()
                .map(String::strip)
                .orElseThrow(() -> new Refused(MercadoShopsErrors.notText(name, most)));
        if (text.length() > most) {
            throw new Refused(MercadoShopsErrors.notText(name, most));
        }
        return Change.to(text.isEmpty() ? null : text);
    }
}
