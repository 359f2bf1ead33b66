package io.tianguis.timeline;

import static java.util.Objects.requireNonNull;

import io.tianguis.kernel.Money;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.ShipmentEventKind;
import io.tianguis.returns.ReturnStatus;
import io.tianguis.timeline.TimelineEntry.OrderPlaced;
import io.tianguis.timeline.TimelineEntry.PaymentMade;
import io.tianguis.timeline.TimelineEntry.ReturnOpened;
import io.tianguis.timeline.TimelineEntry.ShipmentHappened;
import io.tianguis.timeline.TimelineSql.Row;
import java.util.Locale;
import java.util.function.Function;

/**
 * Where entries come from. Of several that have the same time, those of a later constant are the newer ones: an order is
 * there before its payment.
 */
public enum TimelineSource {
    ORDER("timeline_order", TimelineSource::order),
    PAYMENT("timeline_payment", TimelineSource::payment),
    SHIPMENT("timeline_shipment_event", TimelineSource::shipment),
    RETURN("timeline_return", TimelineSource::customerReturn);

    private final String view;
    private final Function<Row, TimelineEntry> reader;

    /** @param view with the columns of {@link Row}, the shop and the customer */
    TimelineSource(String view, Function<Row, TimelineEntry> reader) {
        this.view = view;
        this.reader = reader;
    }

    static TimelineSource newest() {
        return values()[values().length - 1];
    }

    String view() {
        return view;
    }

    TimelineEntry entry(Row row) {
        return reader.apply(row);
    }

    private static TimelineEntry order(Row row) {
        return new OrderPlaced(
                row.at(),
                row.orderId(),
                word(FulfillmentStatus.class, row),
                requireNonNull(row.channel()),
                requireNonNull(row.text()),
                amount(row));
    }

    private static TimelineEntry payment(Row row) {
        return new PaymentMade(
                row.at(), row.id(), row.orderId(), word(PaymentState.class, row), row.text(), amount(row));
    }

    private static TimelineEntry shipment(Row row) {
        return new ShipmentHappened(row.at(), row.id(), row.orderId(), word(ShipmentEventKind.class, row), row.text());
    }

    private static TimelineEntry customerReturn(Row row) {
        return new ReturnOpened(
                row.at(), row.id(), row.orderId(), word(ReturnStatus.class, row), requireNonNull(row.text()));
    }

    private static <T extends Enum<T>> T word(Class<T> type, Row row) {
        return Enum.valueOf(type, row.word().toUpperCase(Locale.ROOT));
    }

    private static Money amount(Row row) {
        return new Money(requireNonNull(row.amountCents()), requireNonNull(row.currency()));
    }
}
