package io.tianguis.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an order of a point of sale was not taken. Lines are counted from 0. */
public sealed interface PointOfSaleRejection {

    /** Lines that name no variant, all of them. */
    record UnclearLines(List<UnclearLine> lines) implements PointOfSaleRejection {}

    /** The order costs more than {@link Order#MAX_AMOUNT_CENTS}. */
    record AmountOutOfRange() implements PointOfSaleRejection {}

    /** Lines whose units are not there, all of them. */
    record NotEnoughStock(List<ShortLine> lines) implements PointOfSaleRejection {}

    /** Why a line names no variant. */
    sealed interface UnclearLine {

        /** The shop has neither a product nor a variant of this web id. */
        record Unknown(int line, String webId) implements UnclearLine {}

        /** The product has several variants, of which the line chose none. */
        record SeveralVariants(int line, String title) implements UnclearLine {}
    }

    /** A line whose units are not there. */
    record ShortLine(int line, String title, @Nullable String sku) {}
}
