package io.tianguis.orders;

import java.util.List;

/** Why an order was not taken. */
public sealed interface OrderRejection {

    /** The channel has an order with this number, or with this id of its own. */
    record NumberTaken(String number) implements OrderRejection {}

    /** Lines whose SKUs the shop does not have. */
    record UnknownSkus(List<UnknownSku> lines) implements OrderRejection {

        /** @param index of the line in the order, from 0 */
        public record UnknownSku(int index, String sku) {}
    }

    /** No line's units could be reserved. */
    record NothingReserved() implements OrderRejection {}

    /** The lines together cost more than {@link Order#MAX_AMOUNT_CENTS}. */
    record AmountOutOfRange() implements OrderRejection {}
}
