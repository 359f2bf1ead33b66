package io.tianguis.catalog;

/** Why the catalog did not take a product, or something new of it. */
public sealed interface CatalogRejection {

    /** The shop has no such product that is not deleted. */
    record ProductNotFound() implements CatalogRejection {}

    /** The category was removed since it was looked for. */
    record CategoryGone() implements CatalogRejection {}

    /** Another variant of the shop has the SKU. */
    record SkuTaken() implements CatalogRejection {}

    /**
     * Two variants of the product have the same option values.
     *
     * @param values in the order of the options; none for the one variant of a product without options
     */
    record CombinationTaken(String values) implements CatalogRejection {}

    /** A variant has a value that its product's options lack. */
    record UnknownOptionValue(String value) implements CatalogRejection {}

    /**
     * A variant has no value for one of its product's options.
     *
     * @param position of the option, from 1
     */
    record MissingOptionValue(int position) implements CatalogRejection {}

    /** The product has variants, which would lack a value for a further option. */
    record OptionsFixed(String option) implements CatalogRejection {}

    /** More than {@link NewProduct#MAX_OPTIONS}. */
    record TooManyOptions() implements CatalogRejection {}

    /** More than {@link NewProduct.NewOption#MAX_VALUES}. */
    record TooManyValues(String option) implements CatalogRejection {}

    /** More than {@link NewProduct#MAX_VARIANTS}. */
    record TooManyVariants() implements CatalogRejection {}
}
