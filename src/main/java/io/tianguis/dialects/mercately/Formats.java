package io.tianguis.dialects.mercately;

import io.tianguis.kernel.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How this dialect writes money and time (C3). */
final class Formats {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Formats() {}

    /** An amount with at least one decimal and no zeros after it: {@code 35.0}, {@code 10.55}, {@code 10.5}. */
    static String money(long cents) {
        BigDecimal units = Money.units(cents).stripTrailingZeros();
        return units.setScale(Math.max(1, units.scale())).toPlainString();
    }

    /** A point in time in UTC, cut to the millisecond: {@code 2019-08-24T14:15:22.000Z}; null for none. */
    static @Nullable String timestamp(@Nullable Instant instant) {
        return instant == null ? null : MILLISECONDS.format(instant);
    }
}
