package io.tianguis.catalog;

/** Why the catalog did not change a variant. */
public sealed interface VariantRejection {

    /** The shop has no such variant that is not deleted. */
    record VariantNotFound() implements VariantRejection {}

    /** Another variant of the shop has the SKU. */
    record SkuTaken() implements VariantRejection {}
}
