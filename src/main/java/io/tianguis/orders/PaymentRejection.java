package io.tianguis.orders;

/** Why a payment was not recorded. */
public sealed interface PaymentRejection {

    /** The shop has no such order. */
    record OrderNotFound(long orderId) implements PaymentRejection {}

    /** The order is in another currency. */
    record CurrencyDiffers(String orderCurrency) implements PaymentRejection {}

    /** The order has this payment of this provider already. */
    record AlreadyRecorded(long paymentId) implements PaymentRejection {}
}
