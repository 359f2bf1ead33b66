package io.tianguis.stock;

/** Why an item was not changed. */
public sealed interface StockRejection {

    /** No variant that is not deleted has this web id. */
    record ItemNotFound(String webId) implements StockRejection {}

    /** Another variant of the shop has the SKU. */
    record SkuTaken() implements StockRejection {}

    /** Back-orders cannot be switched off while orders hold more units than are on hand. */
    record UnitsOwed() implements StockRejection {}
}
