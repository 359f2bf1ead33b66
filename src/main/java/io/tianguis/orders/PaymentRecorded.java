package io.tianguis.orders;

/**
 * A payment that is kept with its order.
 *
 * @param orderPaid whether the order as a whole is paid now
 */
public record PaymentRecorded(long paymentId, boolean orderPaid) {}
