package io.tianguis.stock;

/** Why a level was not adjusted. */
public sealed interface AdjustmentRejection {

    /** No variant that is not deleted has this SKU. */
    record UnknownSku(String sku) implements AdjustmentRejection {}

    /**
     * Fewer units would remain than orders hold or, where back-orders are taken, fewer than none.
     *
     * @param onHandUnits those that there are
     */
    record UnitsHeld(long onHandUnits, long reservedUnits) implements AdjustmentRejection {}
}
