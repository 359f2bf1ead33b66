package io.tianguis.dialects.marketful;

/**
 * One fault of an order as sent.
 *
 * @param field its name in the source, of lines with their position
 * @param sentence for the seller, in Spanish
 */
record FieldFault(String field, String sentence) {

    /** @param index of the line, from 0 */
    static FieldFault ofSku(int index, String sentence) {
        return new FieldFault("sku_item_" + index, sentence);
    }

    /** @param index of the line, from 0 */
    static FieldFault ofUnits(int index, String sentence) {
        return new FieldFault("cantidad_item_" + index, sentence);
    }
}
