package io.tianguis.shops;

/**
 * A snippet of HTML that another service gave the shop for its pages, such as a counter of visits.
 *
 * @param name for the people of the shop, 1 to 255 characters
 * @param code the snippet, at most 64 KiB, perhaps empty
 * @param options what the provider needs to know, at most 64 KiB in the notation of the surface that wrote it
 * @param active whether the storefront places it
 */
public record TrackingCode(
        long trackingCodeId, String name, String code, String options, Provider provider, Event event, boolean active) {

    /** Whose snippet it is. */
    public enum Provider {
        GOOGLE_ANALYTICS,
        GOOGLE_ADS,
        MERCADO_CLICS,
        EBIT_SURVEY,
        EBIT_STAMP,
        FACEBOOK_ADS,
        OTHER
    }

    /** What a visitor does when the snippet runs. */
    public enum Event {
        /** Any page is seen. */
        NAVIGATION,
        /** The button that begins a purchase. */
        BUYING,
        /** The button that sends the shop a message. */
        CONTACT,
        /** The button that pays. */
        PAYMENT,
        /** The page that thanks for the purchase. */
        PURCHASE
    }
}
