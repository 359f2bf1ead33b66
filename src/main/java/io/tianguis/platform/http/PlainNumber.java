package io.tianguis.platform.http;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one notation in which numbers are read, so that JSON and forms answer alike: sign, digits, fraction. */
final class PlainNumber {

    private static final int LONGEST = 128;
    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?");
    private static final Pattern JSON = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{3}");

    private PlainNumber() {}

    static Optional<BigDecimal> read(String text) {
        return text.length() <= LONGEST && PLAIN.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    static boolean isJson(String literal) {
        return JSON.matcher(literal).matches();
    }

    /** A literal of JSON without exponent; nothing if it is so long or so large that this could fill the memory. */
    static Optional<String> ofJson(String literal) {
        return literal.length() <= LONGEST && !LONG_EXPONENT.matcher(literal).find()
                ? Optional.of(new BigDecimal(literal).toPlainString())
                : Optional.empty();
    }
}
