package io.tianguis.returns;

import io.tianguis.orders.FulfillmentStatus;

/** Why a return was not opened or changed. */
public sealed interface ReturnRejection {

    /** The shop has no such order. */
    record OrderNotFound(long orderId) implements ReturnRejection {}

    /** The order has not left, or was canceled since. */
    record OrderNotShipped(long orderId, FulfillmentStatus status) implements ReturnRejection {}

    /** The order has no line of this SKU. */
    record SkuNotInOrder(String sku) implements ReturnRejection {}

    /** The shop has no return of this token or id. */
    record ReturnNotFound(String tokenOrId) implements ReturnRejection {}

    /** The return is closed. */
    record ReturnClosed(long returnId) implements ReturnRejection {}

    /** The return is under way, so that it cannot be reopened. */
    record ReturnNotClosed(long returnId) implements ReturnRejection {}

    /** The order has another return under way. */
    record AnotherUnderWay(long returnId) implements ReturnRejection {}

    /** Nothing of this SKU was announced or received. */
    record SkuNotInReturn(String sku) implements ReturnRejection {}

    /**
     * More units would come back than left with the order.
     *
     * @param shippedUnits that left
     * @param countedUnits that the order's returns hold already
     */
    record MoreThanShipped(String sku, long shippedUnits, long countedUnits) implements ReturnRejection {}

    /** More units would be accepted than were received. */
    record MoreThanReceived(String sku, long receivedUnits, long acceptedUnits) implements ReturnRejection {}
}
