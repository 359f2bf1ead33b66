package io.tianguis;

import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis warehouse event}. */
@Command(
        name = "event",
        description = "Keeps what the carrier says of an order, for whoever follows it.",
        mixinStandardHelpOptions = true)
final class EventStep extends WarehouseOrderStep {

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "In the carrier's own words.")
    private String text = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it happened, such as 2026-03-02T10:30:00-06:00 (default: now).")
    private @Nullable OffsetDateTime at;

    @Override
    Outcome<Long, FulfillmentRejection> step(Backend backend, Tx tx, Shop shop, long orderId) {
        requireLength("--text", text);
        return backend.fulfillment()
                .recordEvent(
                        tx, shop.id(), orderId, text, Optional.ofNullable(at).map(OffsetDateTime::toInstant), ACTOR);
    }
}
