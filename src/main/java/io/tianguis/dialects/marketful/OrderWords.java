package io.tianguis.dialects.marketful;

import io.tianguis.fulfillment.BuyerSentence;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.PaymentStatus;
import io.tianguis.orders.ShipmentEvent;
import io.tianguis.orders.ShippingService;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of this dialect for what an order has, as they come in (K7) and as they go out (K12). */
final class OrderWords {

    private static final List<String> CARRIERS = List.of("Fedex", "DHL", "UPS", "Estafeta", "Paquetexpress");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?://[^\\s/?#]\\S*");
    private static final Pattern STATE = Pattern.compile("(?i)MX\\s*-\\s*([A-Z]{2})");
    private static final Set<String> STATE_CODES = Set.of(
            "AG", "BC", "BS", "CM", "CS", "CH", "CO", "CL", "CX", "DF", "DG", "GT", "GR", "HG", "JA", "EM", "MX", "MI",
            "MO", "NA", "NL", "OA", "PU", "QT", "QE", "QR", "SL", "SI", "SO", "TB", "TM", "TL", "VE", "YU", "ZA");

    private OrderWords() {}

    /** A carrier in any letter case, in the source's spelling. */
    static Optional<String> carrier(String text) {
        return CARRIERS.stream()
                .filter(carrier -> carrier.equalsIgnoreCase(text))
                .findFirst();
    }

    /** An address that begins with {@code http://} or {@code https://}. */
    static Optional<String> webAddress(String text) {
        return Optional.of(text).filter(address -> WEB_ADDRESS.matcher(address).matches());
    }

    /** A state of Mexico, {@code MX - AG}, whatever its spaces and letter case. */
    static Optional<String> state(String text) {
        Matcher matcher = STATE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1).toUpperCase(Locale.ROOT))
                .filter(STATE_CODES::contains)
                .map(code -> "MX - " + code);
    }

    /** A service by one of its spellings; an accent may be a character of its own. */
    static Optional<ShippingService> service(String text) {
        return switch (Normalizer.normalize(text, Form.NFC)) {
            case "economico", "económico" -> Optional.of(ShippingService.ECONOMY);
            case "dia_siguiente", "dia siguiente", "día siguiente" -> Optional.of(ShippingService.NEXT_DAY);
            default -> Optional.empty();
        };
    }

    /** The source has no word for a buyer who comes for it: null. */
    static @Nullable String of(ShippingService service) {
        return switch (service) {
            case ECONOMY -> "economico";
            case NEXT_DAY -> "dia_siguiente";
            case PICKUP -> null;
        };
    }

    static String of(FulfillmentStatus status) {
        return switch (status) {
            case PAUSED -> "pausado";
            case UNFULFILLED -> "unfulfilled";
            case PICKING -> "picking";
            case PACKED -> "packed";
            case FULFILLED -> "fulfilled";
            case FULFILLED_BY_SELLER -> "fulfilled_by_seller";
            case CANCELED -> "canceled";
        };
    }

    /** The {@code event_name} (K22); the carrier's own text is one. */
    static String of(ShipmentEvent event) {
        return switch (event.kind()) {
            case CREATED -> "new";
            case PAUSED -> "paused";
            case LABEL_ASSIGNED -> "label_assigned";
            case PICKED -> "Pick & Pack";
            case PACKED -> "packed";
            case SHIPPED -> "shipped";
            case DELIVERED -> "delivered";
            case CANCELED -> "canceled";
            case RETURNED -> "returned";
            case ADDRESS_CHANGED -> "address_changed";
            case CARRIER_NOTICE -> BuyerSentence.of(event);
        };
    }

    static String of(PaymentStatus status) {
        return switch (status) {
            case PENDING -> "pending";
            case PAID -> "paid";
            case REFUNDED -> "refunded";
        };
    }
}
