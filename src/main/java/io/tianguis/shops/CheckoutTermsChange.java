package io.tianguis.shops;

import io.tianguis.kernel.Change;
import java.util.Optional;

/**
 * What is to be different about a shop's {@link CheckoutTerms}; what is empty or not said stays as it is.
 *
 * @param flatShippingCents 0 to {@link CheckoutTerms#MAX_SHIPPING_CENTS}
 * @param bankTransfer 1 to {@link CheckoutTerms#MAX_BANK_TRANSFER_LENGTH} characters, not only blanks
 */
public record CheckoutTermsChange(
        Optional<Boolean> shippingToBeAgreed,
        Change<Long> flatShippingCents,
        Optional<Boolean> paymentToBeAgreed,
        Change<String> bankTransfer,
        Optional<Boolean> cashOnDelivery) {

    /** Everything stays as it is. */
    public static final CheckoutTermsChange NONE =
            new CheckoutTermsChange(Optional.empty(), Change.none(), Optional.empty(), Change.none(), Optional.empty());
}
