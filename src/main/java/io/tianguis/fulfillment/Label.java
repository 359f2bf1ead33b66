package io.tianguis.fulfillment;

import org.jspecify.annotations.Nullable;

/**
 * A carrier's label, which goes on the parcel.
 *
 * @param url of its file, at most {@value #MAX_URL_LENGTH} characters
 * @param carrier in any spelling, at most {@value Parcel#MAX_TEXT_LENGTH} characters
 * @param trackingNumber as long at the most; null leaves the one that the order has
 */
public record Label(String url, String carrier, @Nullable String trackingNumber) {

    public static final int MAX_URL_LENGTH = 2_048;

    public Label {
        Parcel.requireLength(url, MAX_URL_LENGTH);
        Parcel.requireLength(carrier, Parcel.MAX_TEXT_LENGTH);
        Parcel.requireLength(trackingNumber, Parcel.MAX_TEXT_LENGTH);
    }
}
