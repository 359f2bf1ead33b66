package io.tianguis.orders;

/** Why an order was left as it is. */
public sealed interface OrderChangeRejection {

    /** The shop has no such order. */
    record OrderNotFound(long orderId) implements OrderChangeRejection {}

    /** The order has no such shipment. */
    record ShipmentNotFound(long shipmentId) implements OrderChangeRejection {}

    /** The order has no such payment. */
    record PaymentNotFound(long paymentId) implements OrderChangeRejection {}

    /** Somebody else changed the same thing at the same moment, to something else, and was first: what they asked for stands. */
    record Overtaken(long orderId) implements OrderChangeRejection {}
}
