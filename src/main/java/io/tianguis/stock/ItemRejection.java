package io.tianguis.stock;

/** Why what is said of an item was not changed. */
public sealed interface ItemRejection {

    /** Another variant of the shop has the SKU. */
    record SkuTaken(long variantId) implements ItemRejection {}

    /** The shop has no variant of this id that is not deleted. */
    record ItemNotFound() implements ItemRejection {}
}
