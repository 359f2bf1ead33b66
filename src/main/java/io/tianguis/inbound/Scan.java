package io.tianguis.inbound;

import org.jspecify.annotations.Nullable;

/**
 * Units of one variant that were taken off the truck.
 *
 * @param units 1 to {@link NewEntry#MAX_UNITS}
 * @param key names the scan within its entry, so that it is counted once however often it is sent: 1 to
 *     {@link #MAX_KEY_LENGTH} characters; null for a scan that counts whenever it is sent
 */
public record Scan(Code code, long units, @Nullable String key) {

    public static final int MAX_KEY_LENGTH = 255;

    public Scan {
        if (units <= 0 || units > NewEntry.MAX_UNITS) {
            throw new IllegalArgumentException("cannot receive " + units + " units");
        }
        if (key != null && (key.isEmpty() || key.length() > MAX_KEY_LENGTH)) {
            throw new IllegalArgumentException("a key of " + key.length() + " characters");
        }
    }

    /** What the scanner read. */
    public sealed interface Code {

        /** The shop's own name of the variant; letter case matters. */
        record Sku(String sku) implements Code {}

        /** The digits under the bars, which several variants may share. */
        record Ean(String ean) implements Code {}
    }
}
