package io.tianguis.dialects.mercately;

import io.tianguis.kernel.Money;
import java.math.BigDecimal;

/** How this dialect writes money (C3). */
final class Formats {

    private Formats() {}

    /** An amount with at least one decimal and no zeros after it: {@code 35.0}, {@code 10.55}, {@code 10.5}. */
    static String money(long cents) {
        BigDecimal units = Money.units(cents).stripTrailingZeros();
        return units.setScale(Math.max(1, units.scale())).toPlainString();
    }
}
