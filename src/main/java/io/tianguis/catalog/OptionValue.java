package io.tianguis.catalog;

/** One value of one option of a product: {@code M} of {@code Talla}. */
public record OptionValue(String optionWebId, String optionName, String webId, String value) {}
