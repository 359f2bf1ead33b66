package io.tianguis.fulfillment;

import org.jspecify.annotations.Nullable;

/**
 * How an order leaves. Null leaves what the order has.
 *
 * @param carrier in any spelling, at most {@value #MAX_TEXT_LENGTH} characters
 * @param trackingNumber as long at the most
 */
public record Parcel(@Nullable String carrier, @Nullable String trackingNumber) {

    public static final int MAX_TEXT_LENGTH = 255;

    /** As the order has it. */
    public static final Parcel AS_LABELED = new Parcel(null, null);

    public Parcel {
        requireLength(carrier, MAX_TEXT_LENGTH);
        requireLength(trackingNumber, MAX_TEXT_LENGTH);
    }

    static void requireLength(@Nullable String text, int most) {
        if (text != null && (text.isBlank() || text.length() > most)) {
            throw new IllegalArgumentException("not 1 to " + most + " characters: " + text);
        }
    }
}
