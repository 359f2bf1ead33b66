package io.tianguis.dialects.marketful;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments as the source writes them, to the millisecond: in UTC with its letter, or with the offset of the shop. */
final class Moments {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The offset is written in digits also where it is zero. */
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private Moments() {}

    static String utc(Instant instant) {
        return UTC.format(instant);
    }

    static @Nullable String utcIfKnown(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    static String local(Instant instant, ZoneId zone) {
        return LOCAL.format(instant.atZone(zone));
    }
}
