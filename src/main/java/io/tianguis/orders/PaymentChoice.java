package io.tianguis.orders;

import java.util.Locale;
import java.util.Optional;

/** How a buyer of the shop's own site is going to pay. */
public enum PaymentChoice {
    /** Seller and buyer agree on it after the order. */
    TO_BE_AGREED,
    BANK_TRANSFER,
    CASH_ON_DELIVERY;

    /** By what the order's payment is known then; nothing as long as it is to be agreed. */
    Optional<String> method() {
        return this == TO_BE_AGREED ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
    }

    /** What the buyer chose, as the order tells it. */
    public static PaymentChoice of(Order order) {
        for (Order.Payment payment : order.payments()) {
            for (PaymentChoice choice : values()) {
                if (choice.method().equals(Optional.ofNullable(payment.method()))) {
                    return choice;
                }
            }
        }
        return TO_BE_AGREED;
    }
}
