package io.tianguis.timeline;

import io.tianguis.conversations.Channel;
import io.tianguis.conversations.Direction;
import io.tianguis.kernel.Money;
import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.orders.Order.PaymentState;
import io.tianguis.orders.ShipmentEventKind;
import io.tianguis.questions.AnswerSource;
import io.tianguis.questions.QuestionState;
import io.tianguis.returns.ReturnStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a person did, or that was done for one, at its own time. */
public sealed interface TimelineEntry {

    /** When it happened: what somebody else dated has their time. */
    Instant at();

    /** The person bought something. */
    record OrderPlaced(Instant at, long orderId, FulfillmentStatus status, String channel, String number, Money total)
            implements TimelineEntry {}

    /**
     * Money of the person's came in, or did not.
     *
     * @param at when it was paid, else when it was recorded
     * @param method such as {@code visa}; null for what nobody said
     */
    record PaymentMade(
            Instant at,
            long paymentId,
            long orderId,
            PaymentState state,
            @Nullable String method,
            Money amount) implements TimelineEntry {}

    /**
     * An order of the person's came further on its way.
     *
     * @param description what a carrier said, in its own words
     */
    record ShipmentHappened(
            Instant at,
            long eventId,
            long orderId,
            ShipmentEventKind kind,
            @Nullable String description) implements TimelineEntry {}

    /** The person announced to send something of an order back. */
    record ReturnOpened(Instant at, long returnId, long orderId, ReturnStatus status, String token)
            implements TimelineEntry {}

    /**
     * The person wrote to the shop, or the shop to the person.
     *
     * @param at the sender's own time
     * @param text what was written, or the name of what was sent; null for what has none
     */
    record MessageWritten(
            Instant at,
            long messageId,
            Channel channel,
            Direction direction,
            @Nullable String text) implements TimelineEntry {}

    /** The person asked in public. */
    record QuestionAsked(
            Instant at, long questionId, io.tianguis.questions.Channel channel, QuestionState state, String text)
            implements TimelineEntry {}

    /** The shop answered the person in public. */
    record QuestionAnswered(
            Instant at, long questionId, io.tianguis.questions.Channel channel, AnswerSource source, String text)
            implements TimelineEntry {}
}
