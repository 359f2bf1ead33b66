package io.tianguis.catalog;

/** Why the catalog did not take something. */
public sealed interface CatalogRejection {

    /** No variant that is not deleted has this web id. */
    record VariantNotFound(String webId) implements CatalogRejection {}

    /** Another variant of the shop has the SKU. */
    record SkuTaken() implements CatalogRejection {}

    /** Two variants of the product have the same option values. */
    record CombinationTaken() implements CatalogRejection {}

    /** A variant has a value that its product's options lack. */
    record UnknownOptionValue(String value) implements CatalogRejection {}
}
