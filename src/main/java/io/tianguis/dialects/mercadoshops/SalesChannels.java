package io.tianguis.dialects.mercadoshops;

import io.tianguis.customers.Venue;
import java.util.Locale;

/** The names of sales channels, which are known in any spelling (S16). */
public final class SalesChannels {

    /** The name of the shop's own site. */
    public static final String OWN_SITE = "MercadoShops";

    private SalesChannels() {}

    /** Where a channel is: this dialect's own site, the marketplace, or anywhere else. */
    public static Venue venue(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
            case "mercadolibre", "mercadolivre", "meli" -> Venue.MARKETPLACE;
            case "mercadoshops", "mshops" -> Venue.SITE;
            default -> Venue.ELSEWHERE;
        };
    }

    /** A channel as this dialect writes it. */
    static String word(String name) {
        return switch (venue(name)) {
            case MARKETPLACE -> "meli";
            case SITE -> "mshops";
            case ELSEWHERE -> name.toLowerCase(Locale.ROOT);
        };
    }
}
