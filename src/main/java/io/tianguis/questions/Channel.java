package io.tianguis.questions;

/** Where people ask. */
public enum Channel {
    /** The marketplace. */
    MERCADOLIBRE,
    /** The shop's own site. */
    STOREFRONT
}
