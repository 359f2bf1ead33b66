package io.tianguis.storefront;

import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Response;
import java.util.Optional;
import java.util.function.Function;

/** Reads the forms of our own pages. */
final class Forms {

    private final SameOrigin sameOrigin;
    private final Pages pages;
    private final Intake intake = Intake.strict();

    Forms(SameOrigin sameOrigin, Pages pages) {
        this.sameOrigin = sameOrigin;
        this.pages = pages;
    }

    /** Answers a form. In the order of the checks: 403 for one that is not ours, 400 for one that cannot be read. */
    Response answer(Visit visit, Function<Parameters, Response> operation) {
        if (!sameOrigin.sent(visit.request())) {
            return pages.notice(
                    visit.front(), 403, "No pudimos recibirlo", "Abre de nuevo la página y complétalo desde ahí.");
        }
        return read(visit)
                .map(operation)
                .orElseGet(() -> pages.notice(
                        visit.front(), 400, "No pudimos leerlo", "Abre de nuevo la página y complétalo otra vez."));
    }

    private Optional<Parameters> read(Visit visit) {
        try {
            return Optional.of(intake.body(visit.request()));
        } catch (InvalidParameters malformed) {
            return Optional.empty();
        }
    }
}
