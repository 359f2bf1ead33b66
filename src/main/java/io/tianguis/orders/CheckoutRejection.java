package io.tianguis.orders;

import java.util.List;

/** Why a purchase on the shop's own site did not become an order. Lines are counted from 0. */
public sealed interface CheckoutRejection {

    /** The shop is closed. */
    record Closed() implements CheckoutRejection {}

    /** What was typed or chosen cannot be used: every such field. */
    record Unusable(List<Fault> faults) implements CheckoutRejection {}

    /** Lines whose variants are not offered any more, all of them. */
    record NotOffered(List<Integer> lines) implements CheckoutRejection {}

    /** The order costs more than {@link Order#MAX_AMOUNT_CENTS}. */
    record AmountOutOfRange() implements CheckoutRejection {}

    /** It costs something else than the buyer was told. */
    record TotalDiffers(long totalCents) implements CheckoutRejection {}

    /** Lines whose units are not there any more, all of them. */
    record NotEnoughStock(List<Integer> lines) implements CheckoutRejection {}

    /** What a buyer fills in. */
    enum Field {
        FIRST_NAME,
        LAST_NAME,
        PHONE,
        EMAIL,
        DELIVERY,
        STREET,
        EXTERIOR_NUMBER,
        INTERIOR_NUMBER,
        NEIGHBORHOOD,
        CITY,
        STATE,
        POSTAL_CODE,
        PAYMENT,
        MESSAGE
    }

    /** What is wrong with a field. */
    enum Reason {
        MISSING,
        TOO_LONG,
        /** It is no telephone, or no email address. */
        UNREADABLE,
        /** The shop does not offer what was chosen. */
        NOT_OFFERED
    }

    record Fault(Field field, Reason reason) {}
}
