package io.tianguis.inbound;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Units that the shop announces.
 *
 * @param lines 1 to {@link #MAX_LINES}, each with a SKU of its own
 * @param carrier who brings them, at most {@link #MAX_TEXT_LENGTH} characters
 * @param trackingNumber the carrier's, at most {@link #MAX_TEXT_LENGTH} characters
 */
public record NewEntry(
        List<Line> lines,
        @Nullable String carrier,
        @Nullable String trackingNumber) {

    /** As many parameters as one call may have. */
    public static final int MAX_LINES = 16_384;

    public static final int MAX_TEXT_LENGTH = 255;

    /** More than any shop sends of one thing at once, and far from the edge of 64 bits. */
    public static final long MAX_UNITS = 1_000_000_000;

    public NewEntry {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("an entry of " + lines.size() + " lines");
        }
        Set<String> skus = new HashSet<>();
        for (Line line : lines) {
            if (!skus.add(line.sku())) {
                throw new IllegalArgumentException("two lines of the SKU " + line.sku());
            }
        }
        requireShort(carrier);
        requireShort(trackingNumber);
    }

    /**
     * Units of one SKU.
     *
     * @param units as announced, good or not; empty for what is no whole number
     */
    public record Line(String sku, Optional<Long> units) {

        /** Whether so many units can be announced: none, which is a SKU to be counted on arrival, to {@link #MAX_UNITS}. */
        boolean isCountable() {
            return units.filter(count -> count >= 0 && count <= MAX_UNITS).isPresent();
        }
    }

    private static void requireShort(@Nullable String text) {
        if (text != null && text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException("a text of " + text.length() + " characters");
        }
    }
}
