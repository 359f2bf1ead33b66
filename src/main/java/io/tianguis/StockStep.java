package io.tianguis;

import io.tianguis.shops.Shop;
import io.tianguis.stock.Movement;
import io.tianguis.stock.StockHistory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis warehouse stock}. */
@Command(
        name = "stock",
        description = {
            "Prints how many units of a SKU there are, how many of them orders hold, and the movements behind it.",
            "Of a past moment it tells the units that there were; what orders held then is not kept."
        },
        mixinStandardHelpOptions = true)
final class StockStep extends ShopStep {

    private static final int MOVEMENTS = 100;

    @Option(names = "--sku", required = true, paramLabel = "SKU", description = "Letter case matters.")
    private String sku = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "A past moment, with its offset, such as 2026-03-02T12:00:00Z (default: now).")
    private @Nullable OffsetDateTime at;

    /** What is printed. */
    record Level(
            String sku,
            @Nullable String at,
            long on_hand,
            @Nullable Long reserved,
            @Nullable Long available,
            List<Change> movements) {

        static Level of(String sku, @Nullable Instant moment, StockHistory history) {
            return new Level(
                    sku,
                    moment == null ? null : moment.toString(),
                    history.onHand(),
                    history.reserved(),
                    history.available(),
                    history.movements().stream().map(Change::of).toList());
        }
    }

    /** One movement of it. */
    record Change(
            String at,
            long delta,
            long on_hand_after,
            String reason,
            @Nullable String reference,
            @Nullable String actor) {

        static Change of(Movement movement) {
            return new Change(
                    movement.at().toString(),
                    movement.delta(),
                    movement.onHandAfter(),
                    movement.reason().name().toLowerCase(Locale.ROOT),
                    movement.reference(),
                    movement.actor());
        }
    }

    @Override
    Object take(Backend backend, Shop shop) {
        @Nullable Instant moment = at == null ? null : at.toInstant();
        Optional<StockHistory> history = moment == null
                ? backend.stock().history(shop.id(), sku, MOVEMENTS)
                : backend.stock().historyUntil(shop.id(), sku, moment, MOVEMENTS);
        return history.map(found -> Level.of(sku, moment, found))
                .orElseThrow(() -> new CommandRefused(
                        "Shop " + shop.id() + " has no item with the SKU " + sku + "; letter case matters."));
    }
}
