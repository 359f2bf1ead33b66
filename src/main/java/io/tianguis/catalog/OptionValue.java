package io.tianguis.catalog;

/** One value of one option of a product: {@code M} of {@code Talla}. */
public record OptionValue(String webId, String optionName, String value) {}
