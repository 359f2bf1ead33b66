package io.tianguis.dialects.marketful;

import io.tianguis.inbound.NewEntry;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.util.List;
import java.util.Optional;

/** Reads the entry of {@code nueva_entrada_api}, an object of units by SKU (K13). */
final class EntryIntake {

    private static final String ENTRY = "entry_order";

    /** Why the parameters are no entry, in the order of the checks. */
    enum Refusal {
        /** {@code entry_order} was not sent. */
        ABSENT,
        /** It is null or the empty text. */
        BLANK,
        /** It is anything but an object, or an empty one. */
        NO_HASH,
        /** One of its keys is blank. */
        BLANK_SKU,
        /** {@code tracking_number} or {@code carrier_name} is no text, or one of more than 255 characters. */
        BAD_TEXT
    }

    private EntryIntake() {}

    static Outcome<NewEntry, Refusal> read(Parameters parameters) {
        if (!parameters.has(ENTRY)) {
            return Outcome.rejected(Refusal.ABSENT);
        }
        if (parameters.isBlank(ENTRY)) {
            return Outcome.rejected(Refusal.BLANK);
        }
        Optional<Parameters> units = parameters.object(ENTRY).filter(object -> !object.isEmpty());
        if (units.isEmpty()) {
            return Outcome.rejected(Refusal.NO_HASH);
        }
        if (units.get().values().keySet().stream().anyMatch(String::isBlank)) {
            return Outcome.rejected(Refusal.BLANK_SKU);
        }
        if (isBadText(parameters, "tracking_number") || isBadText(parameters, "carrier_name")) {
            return Outcome.rejected(Refusal.BAD_TEXT);
        }
        List<NewEntry.Line> lines = units.get().values().entrySet().stream()
                .map(line -> new NewEntry.Line(line.getKey(), line.getValue().integer()))
                .toList();
        return Outcome.ok(new NewEntry(
                lines,
                text(parameters, "carrier_name").orElse(null),
                text(parameters, "tracking_number").orElse(null)));
    }

    private static boolean isBadText(Parameters parameters, String name) {
        return !parameters.isBlank(name)
                && parameters
                        .find(name)
                        .flatMap(Parameter::text)
                        .filter(text -> text.strip().length() <= NewEntry.MAX_TEXT_LENGTH)
                        .isEmpty();
    }

    private static Optional<String> text(Parameters parameters, String name) {
        return parameters.text(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
