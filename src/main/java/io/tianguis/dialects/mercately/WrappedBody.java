package io.tianguis.dialects.mercately;

import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.util.Optional;
import java.util.function.Function;

/** A body whose fields stand in a wrapper of one name, or beside each other where there is none. */
final class WrappedBody {

    private static final Intake INTAKE = Intake.strict();

    private WrappedBody() {}

    /** Answers with the fields, or 400 for a body that cannot be read and for a wrapper that is no object. */
    static Response answer(
            Request request, String wrapper, MercatelyErrors language, Function<Parameters, Response> operation) {
        try {
            Parameters body = INTAKE.body(request);
            Optional<Parameters> fields = body.isBlank(wrapper)
                    ? Optional.of(body)
                    : body.find(wrapper).flatMap(Parameter::object);
            return fields.map(operation).orElseGet(language::malformed);
        } catch (InvalidParameters unreadable) {
            return language.unreadable(unreadable.reason());
        }
    }
}
