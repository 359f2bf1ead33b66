package io.tianguis.timeline;

import static java.util.Objects.requireNonNull;

import io.tianguis.conversations.Channel;
import io.tianguis.conversations.Direction;
import io.tianguis.kernel.Money;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.ShipmentEventKind;
import io.tianguis.questions.AnswerSource;
import io.tianguis.questions.QuestionState;
import io.tianguis.returns.ReturnStatus;
import io.tianguis.timeline.TimelineEntry.MessageWritten;
import io.tianguis.timeline.TimelineEntry.OrderPlaced;
import io.tianguis.timeline.TimelineEntry.PaymentMade;
import io.tianguis.timeline.TimelineEntry.QuestionAnswered;
import io.tianguis.timeline.TimelineEntry.QuestionAsked;
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
    ORDER("timeline_order", TimelineSql.OF_PERSON, TimelineSource::order),
    PAYMENT("timeline_payment", TimelineSql.OF_PERSON, TimelineSource::payment),
    SHIPMENT("timeline_shipment_event", TimelineSql.OF_PERSON, TimelineSource::shipment),
    RETURN("timeline_return", TimelineSql.OF_PERSON, TimelineSource::customerReturn),
    MESSAGE("timeline_message", TimelineSql.OF_TALK, TimelineSource::message),
    QUESTION("timeline_question", TimelineSql.OF_PERSON, TimelineSource::question),
    ANSWER("timeline_answer", TimelineSql.OF_PERSON, TimelineSource::answer);

    private final String view;
    private final String holders;
    private final Function<Row, TimelineEntry> reader;

    /**
     * @param view with the columns of {@link Row}, the shop and the holder
     * @param holders whose entries they are: one of the statement's lists of holders
     */
    TimelineSource(String view, String holders, Function<Row, TimelineEntry> reader) {
        this.view = view;
        this.holders = holders;
        this.reader = reader;
    }

    static TimelineSource newest() {
        return values()[values().length - 1];
    }

    String view() {
        return view;
    }

    String holders() {
        return holders;
    }

    TimelineEntry entry(Row row) {
        return reader.apply(row);
    }

    private static TimelineEntry order(Row row) {
        return new OrderPlaced(
                row.at(),
                requireNonNull(row.orderId()),
                word(FulfillmentStatus.class, row),
                requireNonNull(row.channel()),
                requireNonNull(row.text()),
                amount(row));
    }

    private static TimelineEntry payment(Row row) {
        return new PaymentMade(
                row.at(),
                row.id(),
                requireNonNull(row.orderId()),
                word(PaymentState.class, row),
                row.text(),
                amount(row));
    }

    private static TimelineEntry shipment(Row row) {
        return new ShipmentHappened(
                row.at(), row.id(), requireNonNull(row.orderId()), word(ShipmentEventKind.class, row), row.text());
    }

    private static TimelineEntry customerReturn(Row row) {
        return new ReturnOpened(
                row.at(),
                row.id(),
                requireNonNull(row.orderId()),
                word(ReturnStatus.class, row),
                requireNonNull(row.text()));
    }

    private static TimelineEntry message(Row row) {
        return new MessageWritten(
                row.at(),
                row.id(),
                constant(Channel.class, requireNonNull(row.channel())),
                word(Direction.class, row),
                row.text());
    }

    private static TimelineEntry question(Row row) {
        return new QuestionAsked(
                row.at(),
                row.id(),
                constant(io.tianguis.questions.Channel.class, requireNonNull(row.channel())),
                word(QuestionState.class, row),
                requireNonNull(row.text()));
    }

    private static TimelineEntry answer(Row row) {
        return new QuestionAnswered(
                row.at(),
                row.id(),
                constant(io.tianguis.questions.Channel.class, requireNonNull(row.channel())),
                word(AnswerSource.class, row),
                requireNonNull(row.text()));
    }

    private static <T extends Enum<T>> T word(Class<T> type, Row row) {
        return constant(type, row.word());
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    private static Money amount(Row row) {
        return new Money(requireNonNull(row.amountCents()), requireNonNull(row.currency()));
    }
}
