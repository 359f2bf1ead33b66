package io.tianguis.dialects.marketful;

import io.tianguis.fulfillment.Label;
import io.tianguis.fulfillment.Parcel;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameters;
import java.util.Optional;

/**
 * Reads the label of {@code asignar_guia}: the checks that need nothing but the call itself, in the order of the source's
 * table (K10). A carrier beyond the source's list keeps its name, since the table refuses none.
 */
final class LabelIntake {

    /** A label, and the order that it is for by the name of its channel and its number there. */
    record LabeledOrder(String channel, String number, Label label) {}

    private LabelIntake() {}

    /** @return rejected with what is wrong with the first field that is missing or at fault */
    static Outcome<LabeledOrder, FieldFault> read(Parameters parameters) {
        FieldReader fields = new FieldReader(parameters, " es obligatorio");
        String channel = fields.required("canal", "El canal", FieldReader.MAX_TEXT_LENGTH);
        String number = fields.required("orden", "El número de orden", FieldReader.MAX_TEXT_LENGTH);
        Optional<String> url = fields.required(
                "url_guia_pdf",
                "La URL del PDF de la guía",
                Label.MAX_URL_LENGTH,
                OrderWords::webAddress,
                "La URL del PDF de la guía debe empezar con http:// o https://");
        String carrier = fields.required("paqueteria", "El nombre de la paquetería", Parcel.MAX_TEXT_LENGTH);
        Optional<String> trackingNumber =
                fields.optional("tracking_number", "El número de guía", Parcel.MAX_TEXT_LENGTH);
        if (!fields.faults().isEmpty()) {
            return Outcome.rejected(fields.faults().getFirst());
        }
        Label label =
                new Label(url.orElseThrow(), OrderWords.carrier(carrier).orElse(carrier), trackingNumber.orElse(null));
        return Outcome.ok(new LabeledOrder(channel, number, label));
    }
}
