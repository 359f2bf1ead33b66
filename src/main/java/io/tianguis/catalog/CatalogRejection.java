package io.tianguis.catalog;

/** Why the catalog did not take something. */
public sealed interface CatalogRejection {

    /** The shop has no such variant, or, but for its deletion, none that is not deleted. */
    record VariantNotFound() implements CatalogRejection {}

    /** The variant that was to be deleted is deleted already. */
    record VariantDeleted() implements CatalogRejection {}

    /** Another variant of the shop has the SKU. */
    record SkuTaken() implements CatalogRejection {}

    /** Two variants of the product have the same option values. */
    record CombinationTaken() implements CatalogRejection {}

    /** A variant has a value that its product's options lack. */
    record UnknownOptionValue(String value) implements CatalogRejection {}
}
