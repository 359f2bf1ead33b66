package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.json.JsonFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How this dialect writes moments, amounts and references. */
final class MercadoShopsFormats {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
    private static final int LAST_SHORT_YEAR = 9_999;
    private static final int MOMENT_LENGTH = 29;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private MercadoShopsFormats() {}

    /** With milliseconds and the offset of that zone at that moment (S7). */
    static String moment(Instant moment, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(moment);
        LocalDateTime at = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), offset);
        if (at.getYear() < 0 || at.getYear() > LAST_SHORT_YEAR) {
            return MOMENT.format(at.atOffset(offset));
        }
        // An order has five of them, and the formatter takes ten times as long.
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        StringBuilder text = new StringBuilder(MOMENT_LENGTH);
        digits(text, at.getYear(), 1_000).append('-');
        digits(text, at.getMonthValue(), 10).append('-');
        digits(text, at.getDayOfMonth(), 10).append('T');
        digits(text, at.getHour(), 10).append(':');
        digits(text, at.getMinute(), 10).append(':');
        digits(text, at.getSecond(), 10).append('.');
        digits(text, at.getNano() / 1_000_000, 100).append(offset.getTotalSeconds() < 0 && minutes > 0 ? '-' : '+');
        digits(text, minutes / 60, 10).append(':');
        return digits(text, minutes % 60, 10).toString();
    }

    /** @param first what the first digit stands for */
    private static StringBuilder digits(StringBuilder text, int number, int first) {
        for (int place = first; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
        return text;
    }

    static @Nullable String momentOrNull(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? null : moment(moment, zone);
    }

    /** A number without needless decimals, as the source's 1405 and 57.99. */
    static BigDecimal inUnits(long cents) {
        BigDecimal units = BigDecimal.valueOf(cents, 2).stripTrailingZeros();
        return units.scale() < 0 ? units.setScale(0) : units;
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

    /** Writes a reference of somebody else's. */
    static void idOrText(JsonFields out, String name, @Nullable Object reference) {
        if (reference instanceof Long number) {
            out.number(name, number);
        } else {
            out.text(name, (String) reference);
        }
    }

    /** A constant's name as wire text. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
