package io.tianguis.orders;

import io.tianguis.kernel.Money;
import io.tianguis.orders.Order.PaymentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in for an order, or did not.
 *
 * @param externalReference the provider's own id of it, by which a second notice of the same payment is known
 * @param provider who handled it, such as {@code mercadopago}; null for what the seller took by hand
 * @param method such as {@code pagofacil}
 * @param amount in the order's currency, more than nothing
 * @param installments in how many parts the buyer pays, at least one
 * @param financeFeeCents what the installments cost
 * @param paidAt when it was approved; null for the moment of recording
 * @param actor who records it
 */
public record NewPayment(
        @Nullable String externalReference,
        PaymentState state,
        @Nullable String provider,
        @Nullable String method,
        Money amount,
        @Nullable Integer installments,
        @Nullable Long financeFeeCents,
        @Nullable Instant paidAt,
        @Nullable String actor) {

    public NewPayment {
        if (amount.cents() <= 0) {
            throw new IllegalArgumentException("a payment is more than nothing: " + amount);
        }
        if (installments != null && installments < 1) {
            throw new IllegalArgumentException("not a number of installments: " + installments);
        }
        if (financeFeeCents != null && financeFeeCents < 0) {
            throw new IllegalArgumentException("a fee is not negative: " + financeFeeCents);
        }
    }
}
