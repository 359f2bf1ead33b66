package io.tianguis.shops;

import org.jspecify.annotations.Nullable;

/**
 * How the shop's own site sells: a buyer chooses one of its ways of shipping and one of its ways of paying.
 *
 * @param shippingToBeAgreed whether seller and buyer can agree on the shipment after the order
 * @param flatShippingCents what any shipment costs, whatever is in it; null when there is no such price
 * @param paymentToBeAgreed whether they can agree on the payment after the order
 * @param bankTransfer where buyers transfer the money to, in the shop's own words; null when they cannot
 * @param cashOnDelivery whether buyers can pay when they receive it
 */
public record CheckoutTerms(
        boolean shippingToBeAgreed,
        @Nullable Long flatShippingCents,
        boolean paymentToBeAgreed,
        @Nullable String bankTransfer,
        boolean cashOnDelivery) {

    /** A thousand million units of any currency. */
    public static final long MAX_SHIPPING_CENTS = 100_000_000_000L;

    /** Of {@code bankTransfer}, in characters. */
    public static final int MAX_BANK_TRANSFER_LENGTH = 1_000;

    /** Those of a shop that has not said any: everything is agreed on after the order. */
    public static final CheckoutTerms UNSAID = new CheckoutTerms(true, null, true, null, false);

    CheckoutTerms with(CheckoutTermsChange change) {
        return new CheckoutTerms(
                change.shippingToBeAgreed().orElse(shippingToBeAgreed),
                change.flatShippingCents().said() ? change.flatShippingCents().value() : flatShippingCents,
                change.paymentToBeAgreed().orElse(paymentToBeAgreed),
                change.bankTransfer().said() ? change.bankTransfer().value() : bankTransfer,
                change.cashOnDelivery().orElse(cashOnDelivery));
    }

    boolean shipsSomehow() {
        return shippingToBeAgreed || flatShippingCents != null;
    }

    boolean isPayableSomehow() {
        return paymentToBeAgreed || bankTransfer != null || cashOnDelivery;
    }
}
