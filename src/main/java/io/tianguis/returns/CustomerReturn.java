package io.tianguis.returns;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer sends back of one order.
 *
 * @param lines at most one a variant, in the order in which they came to be
 */
public record CustomerReturn(Header header, List<Line> lines) {

    public CustomerReturn {
        lines = List.copyOf(lines);
    }

    /** The line of a SKU; letter case matters. */
    public Optional<Line> line(String sku) {
        return lines.stream().filter(line -> line.sku().equals(sku)).findFirst();
    }

    /**
     * The return itself.
     *
     * @param token {@code DEV} and 19 characters that are safe in a URL
     * @param arrivedAt when the first units were received
     * @param receivingBeganAt when it last turned from open or reopened into receiving
     * @param closedAt when it was last closed
     * @param reopenedAt when it was last reopened
     */
    public record Header(
            long returnId,
            String token,
            long orderId,
            ReturnStatus status,
            Instant createdAt,
            @Nullable Instant arrivedAt,
            @Nullable Instant receivingBeganAt,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt) {}

    /**
     * Units of one variant, with the SKU, EAN and title that the order keeps.
     *
     * @param announcedUnits what the buyer says; zero for what came without a word
     * @param receivedUnits what came, be it less or more
     * @param acceptedUnits what of it was found good and is in stock again
     * @param arrivedAt when the first of them were received
     */
    public record Line(
            long lineId,
            long variantId,
            String sku,
            @Nullable String ean,
            String title,
            long announcedUnits,
            long receivedUnits,
            long acceptedUnits,
            @Nullable Instant arrivedAt) {}
}
