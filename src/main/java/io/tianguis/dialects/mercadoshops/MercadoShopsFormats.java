package io.tianguis.dialects.mercadoshops;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How this dialect writes moments, amounts and references. */
final class MercadoShopsFormats {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private MercadoShopsFormats() {}

    /** With milliseconds and the offset of that zone at that moment (S7). */
    static String moment(Instant moment, ZoneId zone) {
        return MOMENT.format(moment.atZone(zone));
    }

    static @Nullable String momentOrNull(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? null : moment(moment, zone);
    }

    /** A number without needless decimals, as the source's 1405 and 57.99. */
    static BigDecimal inUnits(long cents) {
        BigDecimal units = BigDecimal.valueOf(cents, 2).stripTrailingZeros();
        return units.scale() < 0 ? units.setScale(0) : units;
    }

    static @Nullable BigDecimal inUnitsOrNull(@Nullable Long cents) {
        return cents == null ? null : inUnits(cents);
    }

    /** A reference of somebody else's: a number when it is all digits, else text (S16). Ids have 64 bits at most. */
    static @Nullable Object reference(@Nullable String text) {
        if (text == null || !DIGITS.matcher(text).matches()) {
            return text;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException tooLong) {
            return text;
        }
    }

    /** A constant's name as wire text. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
