package io.tianguis.dialects.marketful;

import io.tianguis.dialects.marketful.IncomingJson.Header;
import io.tianguis.dialects.marketful.IncomingJson.Line;
import io.tianguis.kernel.Moments;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnStatus;
import io.tianguis.returns.Returns;
import java.util.List;

/** Returns as this dialect writes them. */
final class ReturnJson {

    private ReturnJson() {}

    /** The answer of the list. */
    record Listed(String message, Paging.Json paging, List<Header> results) {

        static Listed of(Returns.Page page, Paging paging) {
            return new Listed(
                    "Succes",
                    paging.json(page.total()),
                    page.returns().stream().map(ReturnJson::header).toList());
        }
    }

    /** The answer to a token. */
    record Found(String message, Result result) {

        record Result(Header devolucion, List<Line> detalle_devolucion) {}

        static Found of(CustomerReturn found) {
            return new Found(
                    "Succes",
                    new Result(
                            header(found.header()),
                            found.lines().stream().map(ReturnJson::line).toList()));
        }
    }

    /** This backend keeps no account of the carrier and the tracking number of a return either. */
    private static Header header(CustomerReturn.Header header) {
        return new Header(
                header.returnId(),
                Header.token(header.returnId()),
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

    private static Line line(CustomerReturn.Line line) {
        return new Line(
                line.lineId(),
                line.announcedUnits(),
                line.receivedUnits(),
                Moments.utcIfKnown(line.arrivedAt()),
                line.title(),
                line.sku(),
                line.ean());
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
