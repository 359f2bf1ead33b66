package io.tianguis.stock;

/** Why an item was not changed. */
public sealed interface StockRejection {

    /** No variant that is not deleted has this web id. */
    record ItemNotFound(String webId) implements StockRejection {}

    /** Another variant of the shop has the SKU. */
    record SkuTaken() implements StockRejection {}

    /**
     * The units that can be sold are none of those that were expected.
     *
     * @param available those that there are
     */
    record UnitsDiffer(long available) implements StockRejection {}

    /** Back-orders cannot be switched off while orders hold more units than are on hand. */
    record UnitsOwed() implements StockRejection {}
}
