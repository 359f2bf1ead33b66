package io.tianguis.dialects.mercadoshops;

import java.util.Optional;
import java.util.regex.Pattern;

/** The ids in paths: numbers, as S12 has it for categories. */
final class MercadoShopsIds {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    /** What no sequence reaches: numbers beyond 64 bits are numbers still, and name nothing. */
    private static final long NOBODY = 0;

    private MercadoShopsIds() {}

    /** The id, or nothing when it is no number. */
    static Optional<Long> number(String segment) {
        if (!NUMBER.matcher(segment).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(segment));
        } catch (NumberFormatException tooLong) {
            return Optional.of(NOBODY);
        }
    }
}
