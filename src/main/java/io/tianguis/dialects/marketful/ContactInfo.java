package io.tianguis.dialects.marketful;

import io.tianguis.customers.Person;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.ShippingService;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code contact_info} of an order (K7).
 *
 * @param faults of all fields; the other components mean something only when there are none
 * @param sentId the {@code orden_id} in the type in which it was sent
 */
record ContactInfo(
        List<FieldFault> faults,
        String channel,
        String number,
        String externalId,
        Object sentId,
        Person buyer,
        ShipTo shipTo,
        Shipping shipping,
        boolean paused) {

    /** Goes on an order that stands with some of its lines only, as the source words it (K9). */
    static final String PARTIAL_NOTE =
            "{\"message\":{\"result\": 205,\"mensaje\": \" - orden generada parcialmente\"}}";

    /** An address has one of Mexico's states. */
    private static final String COUNTRY = "MX";

    private static final int MAX_CHANNEL_LENGTH = 120;
    private static final int MAX_URL_LENGTH = 2_048;
    private static final int PHONE_DIGITS = 10;
    private static final Pattern POSTAL_CODE = Pattern.compile("[0-9]{5}");

    /** Reads every field, in the order of the source's table, so that all faults are told at once. */
    static ContactInfo read(Parameters contactInfo) {
        FieldReader fields = new FieldReader(contactInfo);
        String number = fields.identifier("num_orden", "El número de orden");
        String externalId = fields.identifier("orden_id", "El id de la orden");
        String customer = text(fields, "customer", "El nombre del destinatario");
        Optional<String> carrier = fields.required(
                "carrier_name",
                "La paquetería",
                OrderWords::carrier,
                "La paquetería debe ser Fedex, DHL, UPS, Estafeta o Paquetexpress");
        Optional<String> phone = fields.required(
                "telefono",
                "El teléfono",
                accepted(ContactInfo::isPhone),
                "El teléfono debe tener al menos " + PHONE_DIGITS + " dígitos");
        String street = text(fields, "calle", "La calle");
        String exteriorNumber = text(fields, "no_exterior", "El número exterior");
        Optional<String> interiorNumber =
                fields.optional("no_interior", "El número interior", FieldReader.MAX_TEXT_LENGTH);
        String neighborhood = text(fields, "colonia", "La colonia");
        String city = text(fields, "ciudad", "La ciudad");
        Optional<String> state = fields.required(
                "estado",
                "El estado",
                OrderWords::state,
                "El estado debe tener el formato MX - AG, con un código de estado de dos letras");
        Optional<String> postalCode = fields.required(
                "codigo_postal",
                "El código postal",
                accepted(text -> POSTAL_CODE.matcher(text).matches()),
                "El código postal debe tener 5 dígitos");
        String channel = fields.required("canal", "El canal de venta", MAX_CHANNEL_LENGTH);
        Optional<ShippingService> service = fields.required(
                "tipo_envio",
                "El tipo de envío",
                OrderWords::service,
                "El tipo de envío debe ser economico o dia_siguiente");
        Optional<Boolean> insured = fields.optional(
                "asegurado",
                "El seguro",
                FieldReader.MAX_TEXT_LENGTH,
                text -> new Parameter.Text(text).flag(),
                "El seguro debe ser true o false");
        Optional<String> labelUrl = fields.optional(
                "url_guia_pdf",
                "La URL de la guía",
                MAX_URL_LENGTH,
                OrderWords::webAddress,
                "La URL de la guía debe empezar con http:// o https://");
        Optional<String> trackingNumber =
                fields.optional("tracking_number", "El número de guía", FieldReader.MAX_TEXT_LENGTH);
        Optional<String> paused = fields.optional(
                "fulfillment_status",
                "El fulfillment_status",
                FieldReader.MAX_TEXT_LENGTH,
                accepted("pausado"::equals),
                "El fulfillment_status sólo puede ser pausado");
        return new ContactInfo(
                fields.faults(),
                channel,
                number,
                externalId,
                sent(contactInfo, "orden_id"),
                person(customer, phone),
                new ShipTo(
                        customer,
                        phone.orElse(null),
                        null,
                        street,
                        exteriorNumber,
                        interiorNumber.orElse(null),
                        neighborhood,
                        city,
                        state.orElse(null),
                        postalCode.orElse(null),
                        COUNTRY),
                new Shipping(
                        service.orElse(null),
                        carrier.orElse(null),
                        trackingNumber.orElse(null),
                        labelUrl.orElse(null),
                        insured.orElse(false)),
                paused.isPresent());
    }

    /** The order of these fields and lines. */
    CreateOrder order(List<Line> lines, String actor) {
        return new CreateOrder(
                channel, number, externalId, buyer, shipTo, shipping, paused, lines, Optional.of(PARTIAL_NOTE), actor);
    }

    private static String text(FieldReader fields, String field, String label) {
        return fields.required(field, label, FieldReader.MAX_TEXT_LENGTH);
    }

    private static Function<String, Optional<String>> accepted(Predicate<String> format) {
        return text -> Optional.of(text).filter(format);
    }

    private static boolean isPhone(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').count() >= PHONE_DIGITS;
    }

    /** The first word is the first name, the rest the last name. */
    private static Person person(String customer, Optional<String> phone) {
        String[] names = customer.split("\\s+", 2);
        @Nullable String lastName = names.length == 2 ? names[1] : null;
        return new Person(names[0], lastName, phone.orElse(null), null);
    }

    private static Object sent(Parameters fields, String field) {
        Optional<Parameter> value = fields.find(field);
        return value.isPresent()
                        && value.get() instanceof Parameter.Numeral(String literal)
                        && FieldReader.isDigits(literal)
                ? new BigInteger(literal)
                : value.flatMap(Parameter::text).orElse("");
    }
}
