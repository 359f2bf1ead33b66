package io.tianguis.fulfillment;

import io.tianguis.orders.FulfillmentStatus;
import io.tianguis.stock.Shortage;
import java.time.Instant;
import java.util.List;

/** Why an order was left as it is. */
public sealed interface FulfillmentRejection {

    /** The shop has no such order. */
    record OrderNotFound() implements FulfillmentRejection {}

    /** The step cannot be taken from the order's present state. */
    record IllegalMove(FulfillmentStep step, FulfillmentStatus present) implements FulfillmentRejection {}

    /** The order was delivered before. */
    record AlreadyDelivered(Instant at) implements FulfillmentRejection {}

    /** Units that the order needs are not on hand, as can be with back-orders. */
    record UnitsMissing(List<Shortage> shortages) implements FulfillmentRejection {}

    /** An event cannot be later than the present. */
    record InFuture(Instant now) implements FulfillmentRejection {}
}
