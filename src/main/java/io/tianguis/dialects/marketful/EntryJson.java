package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.IncomingJson.Header;
import io.tianguis.dialects.marketful.IncomingJson.Line;
import io.tianguis.inbound.Entry;
import io.tianguis.inbound.EntryAnnounced;
import io.tianguis.inbound.EntryStatus;
import io.tianguis.inbound.Inbound;
import io.tianguis.kernel.Moments;
import java.util.List;

/** Entries as this dialect writes them. */
final class EntryJson {

    private EntryJson() {}

    /** The answer of {@code nueva_entrada_api}. */
    record Announced(String message, String order_token, String description) {

        static Announced of(EntryAnnounced entry) {
            return new Announced("Succes", entry.token(), "Order created successfully");
        }
    }

    /** The answer of the list of entries. */
    record Listed(String message, Paging.Json paging, List<Header> results) {

        static Listed of(Inbound.Page page, Paging paging) {
            return new Listed(
                    "Succes",
                    paging.json(page.total()),
                    page.entries().stream().map(EntryJson::header).toList());
        }
    }

    /** The answer of one entry. */
    record Found(String message, Result result) {

        static Found of(Entry entry) {
            return new Found(
                    "Succes",
                    new Result(
                            header(entry.header()),
                            entry.lines().stream().map(EntryJson::line).toList()));
        }
    }

    record Result(Header entrada, List<Line> detalle_entrada) {}

    private static Header header(Entry.Header entry) {
        return new Header(
                entry.entryId(),
                Header.token(entry.entryId()),
                Moments.utc(entry.createdAt()),
                Moments.utcIfKnown(entry.arrivedAt()),
                Moments.utcIfKnown(entry.receivingBeganAt()),
                null,
                entry.trackingNumber(),
                entry.carrier(),
                null,
                word(entry.status()),
                Moments.utcIfKnown(entry.closedAt()),
                Moments.utcIfKnown(entry.reopenedAt()));
    }

    private static Line line(Entry.Line line) {
        return new Line(
                line.lineId(),
                line.announcedUnits(),
                line.receivedUnits(),
                Moments.utcIfKnown(line.arrivedAt()),
                line.title(),
                line.sku(),
                line.ean());
    }

    private static String word(EntryStatus status) {
        return switch (status) {
            case OPEN -> "open";
            case RECEIVING -> "receiving";
            case CLOSED -> "closed";
            case REOPENED -> "reopened";
        };
    }
}
