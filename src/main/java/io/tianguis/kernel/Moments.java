package io.tianguis.kernel;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments as texts of ISO 8601, cut to the millisecond. */
public final class Moments {

    private static final DateTimeFormatter OF_ANY_YEAR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
    private static final int LAST_SHORT_YEAR = 9_999;
    private static final int LENGTH = 29;

    private Moments() {}

    /** In UTC, with its letter: {@code 2019-08-24T14:15:22.000Z}. */
    public static String utc(Instant moment) {
        return localPart(moment, ZoneOffset.UTC).append('Z').toString();
    }

    public static @Nullable String utcIfKnown(@Nullable Instant moment) {
        return moment == null ? null : utc(moment);
    }

    /** With the zone's offset at that moment, in digits also where it is zero: {@code 2019-08-24T08:15:22.000-06:00}. */
    public static String local(Instant moment, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(moment);
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        StringBuilder text = localPart(moment, offset);
        text.append(offset.getTotalSeconds() < 0 && minutes > 0 ? '-' : '+');
        digits(text, minutes / 60, 10).append(':');
        return digits(text, minutes % 60, 10).toString();
    }

    public static @Nullable String localIfKnown(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? null : local(moment, zone);
    }

    /** Digit by digit: the formatter takes ten times as long, and a page of an API has hundreds of them. */
    private static StringBuilder localPart(Instant moment, ZoneOffset offset) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), offset);
        StringBuilder text = new StringBuilder(LENGTH);
        if (at.getYear() < 0 || at.getYear() > LAST_SHORT_YEAR) {
            OF_ANY_YEAR.formatTo(at, text);
            return text;
        }
        digits(text, at.getYear(), 1_000).append('-');
        digits(text, at.getMonthValue(), 10).append('-');
        digits(text, at.getDayOfMonth(), 10).append('T');
        digits(text, at.getHour(), 10).append(':');
        digits(text, at.getMinute(), 10).append(':');
        digits(text, at.getSecond(), 10).append('.');
        return digits(text, at.getNano() / 1_000_000, 100);
    }

    /** @param first what the first digit stands for */
    private static StringBuilder digits(StringBuilder text, int number, int first) {
        for (int place = first; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
        return text;
    }
}
