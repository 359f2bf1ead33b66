package io.tianguis.orders;

/** In which order found orders come. Those that are alike in it come by their creation, then by their id, in the same direction. */
public record OrderSorting(By by, boolean ascending) {

    public enum By {
        CREATION,
        LAST_CHANGE,
        /** By the id of the customer's row that the order was made with. */
        CUSTOMER,
        /** By the buyer's name as it is today, in Spanish order; those without a name come last in ascending order. */
        BUYER_NAME
    }
}
