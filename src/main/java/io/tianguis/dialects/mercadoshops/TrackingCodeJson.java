package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.json.Json;
import io.tianguis.shops.Shop;
import io.tianguis.shops.TrackingCode;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A tracking code as this dialect writes it (S11).
 *
 * @param options an object
 */
record TrackingCodeJson(
        long id,
        long shop_id,
        String name,
        String code,
        JsonNode options,
        String provider,
        String event,
        String status) {

    private static final String ACTIVE = "ACTIVE";
    private static final String INACTIVE = "INACTIVE";

    static TrackingCodeJson of(Shop shop, TrackingCode code) {
        return new TrackingCodeJson(
                code.trackingCodeId(),
                shop.shopId(),
                code.name(),
                code.code(),
                Json.read(code.options().getBytes(StandardCharsets.UTF_8)).orElseThrow(),
                word(code.provider()),
                word(code.event()),
                code.active() ? ACTIVE : INACTIVE);
    }

    static Optional<Provider> provider(String word) {
        return Arrays.stream(Provider.values())
                .filter(provider -> word(provider).equals(word))
                .findFirst();
    }

    static Optional<Event> event(String word) {
        return Arrays.stream(Event.values())
                .filter(event -> word(event).equals(word))
                .findFirst();
    }

    /** Whether the status is that of an active code, or nothing when it is no status. */
    static Optional<Boolean> active(String word) {
        return switch (word) {
            case ACTIVE -> Optional.of(true);
            case INACTIVE -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String word(Provider provider) {
        return switch (provider) {
            case GOOGLE_ANALYTICS -> "G_ANALYTICS";
            case GOOGLE_ADS -> "G_ADWORDS";
            case MERCADO_CLICS -> "M_CLICS";
            case EBIT_SURVEY -> "EBIT_SURVEY";
            case EBIT_STAMP -> "EBIT_STAMP";
            case FACEBOOK_ADS -> "FB_AD";
            case OTHER -> "OTHER";
        };
    }

    private static String word(Event event) {
        return switch (event) {
            case NAVIGATION -> "NAVIGATION";
            case BUYING -> "BUY_BUTTON";
            case CONTACT -> "CONTACT_BUTTON";
            case PAYMENT -> "PAY_BUTTON";
            case PURCHASE -> "CONGRAT_PAGE";
        };
    }
}
