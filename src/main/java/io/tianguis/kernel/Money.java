package io.tianguis.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of whole cents in one currency.
 *
 * @param cents hundredths of the currency's unit, also for currencies that are not divided in daily use
 * @param currency ISO 4217 code, such as {@code MXN}
 */
public record Money(long cents, String currency) {

    public Money {
        if (currency.length() != 3) {
            throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
        }
    }

    /**
     * The cents of an amount in units, rounded half up: clients send floats, and {@code 0.1 + 0.2} is meant as 0.30.
     *
     * @throws ArithmeticException if the amount does not fit
     */
    public static long cents(BigDecimal units) {
        return units.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** The amount in units with exactly two decimals, {@code 403.19}. */
    public static BigDecimal units(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other + " to " + this);
        }
        return new Money(Math.addExact(cents, other.cents), currency);
    }
}
