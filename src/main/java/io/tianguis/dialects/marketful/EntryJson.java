package io.tianguis.dialects.marketful;

import io.tianguis.inbound.Entry;
import io.tianguis.inbound.EntryAnnounced;
import io.tianguis.inbound.EntryStatus;
import io.tianguis.inbound.Inbound;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                    page.entries().stream().map(Header::of).toList());
        }
    }

    /** The answer of one entry. */
    record Found(String message, Result result) {

        static Found of(Entry entry) {
            return new Found(
                    "Succes",
                    new Result(
                            Header.of(entry.header()),
                            entry.lines().stream().map(Line::of).toList()));
        }
    }

    record Result(Header entrada, List<Line> detalle_entrada) {}

    /**
     * An entry without its lines. This backend keeps neither notes nor a link, which are null as the source shows them.
     *
     * @param entrada_token the id in eight digits at least (K13)
     */
    record Header(
            long id,
            String entrada_token,
            String fecha_creada,
            @Nullable String fecha_de_llegada,
            @Nullable String fecha_de_inicio_entrada,
            @Nullable String notas,
            @Nullable String tracking_number,
            @Nullable String carrier_name,
            @Nullable String link,
            String status,
            @Nullable String fecha_cerrada,
            @Nullable String fecha_reabierta) {

        static Header of(Entry.Header entry) {
            return new Header(
                    entry.entryId(),
                    "%08d".formatted(entry.entryId()),
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
    }

    /** Units of one SKU, announced and received. */
    record Line(
            long id,
            long cantidad_anunciada,
            long cantidad_recibida,
            @Nullable String fecha_de_llegada,
            String title,
            @Nullable String seller_sku,
            @Nullable String ean) {

        static Line of(Entry.Line line) {
            return new Line(
                    line.lineId(),
                    line.announcedUnits(),
                    line.receivedUnits(),
                    Moments.utcIfKnown(line.arrivedAt()),
                    line.title(),
                    line.sku(),
                    line.ean());
        }
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
