package io.tianguis.dialects.marketful;

import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnStatus;
import io.tianguis.returns.Returns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Returns as this dialect writes them. */
final class ReturnJson {

    private ReturnJson() {}

    /** The answer of the list. */
    record Listed(String message, Paging.Json paging, List<Written> results) {

        static Listed of(Returns.Page page, Paging paging) {
            return new Listed(
                    "Succes",
                    paging.json(page.total()),
                    page.returns().stream().map(Written::of).toList());
        }
    }

    /** The answer to a token. */
    record Found(String message, Result result) {

        record Result(Written devolucion, List<Line> detalle_devolucion) {}

        static Found of(CustomerReturn found) {
            return new Found(
                    "Succes",
                    new Result(
                            Written.of(found.header()),
                            found.lines().stream().map(Line::of).toList()));
        }
    }

    /** A return, by its padded id (K13). This backend keeps no account of notes, carrier and tracking of a return. */
    record Written(
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

        static Written of(CustomerReturn.Header header) {
            return new Written(
                    header.returnId(),
                    "%08d".formatted(header.returnId()),
                    Moments.utc(header.createdAt()),
                    Moments.utcIfKnown(header.arrivedAt()),
                    Moments.utcIfKnown(header.receivingBeganAt()),
                    null,
                    null,
                    null,
                    null,
                    word(header.status()),
                    Moments.utcIfKnown(header.closedAt()),
                    Moments.utcIfKnown(header.reopenedAt()));
        }
    }

    /** Units of one SKU. */
    record Line(
            long id,
            long cantidad_anunciada,
            long cantidad_recibida,
            @Nullable String fecha_de_llegada,
            String title,
            String seller_sku,
            @Nullable String ean) {

        static Line of(CustomerReturn.Line line) {
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

    private static String word(ReturnStatus status) {
        return switch (status) {
            case OPEN -> "open";
            case RECEIVING -> "receiving";
            case CLOSED -> "closed";
            case REOPENED -> "reopened";
        };
    }
}
