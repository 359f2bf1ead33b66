package io.tianguis;

import io.tianguis.inbound.Entry;
import io.tianguis.inbound.EntryStatus;
import io.tianguis.inbound.ReceivingRejection;
import io.tianguis.inbound.Scan;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.Shop;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A step that changes an entry, and prints it with its lines. */
abstract class EntryStep extends ShopStep {

    @Option(
            names = "--entry",
            required = true,
            paramLabel = "TOKEN",
            description = "The entry's token, such as ENTFt2N4GPqqb86yv1_bUw, or its id.")
    private String token = "";

    /** Changes the entry that the token names. */
    abstract Outcome<Entry, ReceivingRejection> change(Backend backend, Shop shop, String entryToken);

    @Override
    final Object take(Backend backend, Shop shop) {
        return change(backend, shop, token).fold(Printed::of, rejection -> {
            throw new CommandRefused(explained(rejection));
        });
    }

    /** An entry as it is printed. Moments are UTC. */
    record Printed(
            long id,
            String token,
            String status,
            @Nullable String carrier,
            @Nullable String tracking_number,
            String created_at,
            @Nullable String arrived_at,
            @Nullable String receiving_began_at,
            @Nullable String closed_at,
            @Nullable String reopened_at,
            List<PrintedLine> lines) {

        static Printed of(Entry entry) {
            Entry.Header header = entry.header();
            return new Printed(
                    header.entryId(),
                    header.token(),
                    word(header.status()),
                    header.carrier(),
                    header.trackingNumber(),
                    header.createdAt().toString(),
                    moment(header.arrivedAt()),
                    moment(header.receivingBeganAt()),
                    moment(header.closedAt()),
                    moment(header.reopenedAt()),
                    entry.lines().stream().map(PrintedLine::of).toList());
        }
    }

    /** @param difference received less announced units */
    record PrintedLine(
            @Nullable String sku,
            @Nullable String ean,
            String title,
            long announced,
            long received,
            long difference,
            @Nullable String arrived_at) {

        static PrintedLine of(Entry.Line line) {
            return new PrintedLine(
                    line.sku(),
                    line.ean(),
                    line.title(),
                    line.announcedUnits(),
                    line.receivedUnits(),
                    line.differenceUnits(),
                    moment(line.arrivedAt()));
        }
    }

    private static @Nullable String moment(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String word(EntryStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String explained(ReceivingRejection rejection) {
        return switch (rejection) {
            case ReceivingRejection.EntryNotFound(String tokenOrId) -> "The shop has no entry " + tokenOrId + ".";
            case ReceivingRejection.KeyTaken(String key) ->
                "The key " + key + " is of another scan of this entry: give each scan its own with --key.";
            case ReceivingRejection.EntryClosed(long entryId) -> "Entry " + entryId + " is closed.";
            case ReceivingRejection.UnknownCode(Scan.Code.Sku(String sku)) ->
                "The shop has no item of SKU " + sku + ".";
            case ReceivingRejection.UnknownCode(Scan.Code.Ean(String ean)) ->
                "The shop has no item of EAN " + ean + ".";
            case ReceivingRejection.AmbiguousEan(String ean, List<String> skus) ->
                "Several items have the EAN " + ean + ": say which one with --sku"
                        + (skus.isEmpty() ? "." : ", such as " + String.join(", ", skus) + ".");
            case ReceivingRejection.EntryNotClosed(long entryId, EntryStatus status) ->
                "Entry " + entryId + " is " + word(status) + ", and only a closed one is reopened.";
        };
    }
}
