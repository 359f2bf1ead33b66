package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.json.JsonFields;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How this dialect writes amounts and references. */
final class MercadoShopsFormats {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private MercadoShopsFormats() {}

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
