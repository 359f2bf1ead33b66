package io.tianguis.stock;

import io.tianguis.catalog.CatalogRejection;

/** Why a product was not changed. */
public sealed interface ProductRejection {

    /** What the catalog does not take. */
    record NotTaken(CatalogRejection rejection) implements ProductRejection {}

    /** The product has no variant of this web id that is not deleted. */
    record VariantNotFound(String webId) implements ProductRejection {}

    /** A variant that is new to the product has no price. */
    record PriceMissing() implements ProductRejection {}

    /** Back-orders cannot be switched off while orders hold more units than are on hand. */
    record UnitsOwed() implements ProductRejection {}
}
