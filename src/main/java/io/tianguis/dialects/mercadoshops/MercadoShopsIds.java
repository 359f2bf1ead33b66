package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** The ids in paths: numbers, as S12 has it for categories. */
final class MercadoShopsIds {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    /** What no sequence reaches: numbers beyond 64 bits are numbers still, and name nothing. */
    private static final long NOBODY = 0;

    private MercadoShopsIds() {}

    /** Answers for the id that a parameter of the path is: 400 when it is no number. */
    static Response answer(Request request, String parameter, LongFunction<Response> operation) {
        return number(request.pathParameter(parameter))
                .map(id -> operation.apply(id))
                .orElseGet(MercadoShopsErrors::idNotNumeric);
    }

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
