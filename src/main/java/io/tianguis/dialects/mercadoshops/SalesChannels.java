package io.tianguis.dialects.mercadoshops;

import io.tianguis.customers.Venue;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of sales channels, which are known in any spelling (S16). */
public final class SalesChannels {

    /** The name of the shop's own site. */
    public static final String OWN_SITE = "MercadoShops";

    private static final Pattern OTHER_SIGNS = Pattern.compile("[^a-z]");

    private SalesChannels() {}

    /** Where a channel is: this dialect's own site, the marketplace, or anywhere else. */
    public static Venue venue(String name) {
        return switch (OTHER_SIGNS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("")) {
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
