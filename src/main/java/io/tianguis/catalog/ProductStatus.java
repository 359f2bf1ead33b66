package io.tianguis.catalog;

/** Whether a product is offered to buyers. */
public enum ProductStatus {
    ACTIVE,
    PAUSED
}
