package io.tianguis.orders;

/** Whether an order as a whole is paid. */
public enum PaymentStatus {
    PENDING,
    PAID,
    REFUNDED
}
