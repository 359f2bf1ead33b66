package io.tianguis.inbound;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry with its lines.
 *
 * @param lines the announced ones in the order in which they were announced, then those of what else was received
 */
public record Entry(Header header, List<Line> lines) {

    public Entry {
        lines = List.copyOf(lines);
    }

    /**
     * An entry without its lines.
     *
     * @param token its random name, {@code ENT} and 19 characters
     * @param arrivedAt when the first units were received
     * @param receivingBeganAt when it last turned from open or reopened into receiving
     * @param closedAt when it was last closed
     * @param reopenedAt when it was last reopened
     */
    public record Header(
            long entryId,
            String token,
            EntryStatus status,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            Instant createdAt,
            @Nullable Instant arrivedAt,
            @Nullable Instant receivingBeganAt,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt) {}

    /**
     * Units of one variant, with the SKU, EAN and title that it had when the line came to be.
     *
     * @param announcedUnits zero for what was not announced
     * @param arrivedAt when the first of them were received
     */
    public record Line(
            long lineId,
            long variantId,
            @Nullable String sku,
            @Nullable String ean,
            String title,
            long announcedUnits,
            long receivedUnits,
            @Nullable Instant arrivedAt) {

        /** How many more were received than announced; negative when units are missing. */
        public long differenceUnits() {
            return receivedUnits - announcedUnits;
        }
    }
}
