package io.tianguis.dialects.marketful;

import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads fields and notes what is wrong with them, one fault a field, in the order in which they are read. Blanks around a
 * value are dropped. A text that is at fault reads as empty, so that the reading goes on.
 */
final class FieldReader {

    static final int MAX_TEXT_LENGTH = 255;

    private final Parameters fields;
    private final String isMissing;
    private final List<FieldFault> faults = new ArrayList<>();

    FieldReader(Parameters fields) {
        this(fields, " no puede estar en blanco");
    }

    /** @param isMissing ends the sentence about a field that must be there and is not */
    FieldReader(Parameters fields, String isMissing) {
        this.fields = fields;
        this.isMissing = isMissing;
    }

    /** What was noted so far. */
    List<FieldFault> faults() {
        return List.copyOf(faults);
    }

    /**
     * A text that must be there.
     *
     * @param label begins the sentence, such as {@code La calle}
     */
    String required(String field, String label, int maxLength) {
        Optional<String> text = optional(field, label, maxLength);
        if (text.isEmpty() && !isFaulty(field)) {
            fault(field, label + isMissing);
        }
        return text.orElse("");
    }

    /** A value that must be there, in a format that the sentence tells. */
    <T> Optional<T> required(String field, String label, Function<String, Optional<T>> format, String sentence) {
        return required(field, label, MAX_TEXT_LENGTH, format, sentence);
    }

    /** The same for a text of another length. */
    <T> Optional<T> required(
            String field, String label, int maxLength, Function<String, Optional<T>> format, String sentence) {
        String text = required(field, label, maxLength);
        return isFaulty(field) ? Optional.empty() : formatted(field, text, format, sentence);
    }

    /** A text that may be missing: null and blank texts count as absent. */
    Optional<String> optional(String field, String label, int maxLength) {
        if (fields.isBlank(field)) {
            return Optional.empty();
        }
        Optional<String> text = fields.text(field).map(String::strip);
        if (text.isEmpty()) {
            fault(field, label + " debe ser un texto");
            return text;
        }
        if (text.get().length() > maxLength) {
            fault(field, label + " no puede tener más de " + maxLength + " caracteres");
            return Optional.empty();
        }
        return text.filter(value -> !value.isEmpty());
    }

    /** A value that may be missing, in a format that the sentence tells. */
    <T> Optional<T> optional(
            String field, String label, int maxLength, Function<String, Optional<T>> format, String sentence) {
        return optional(field, label, maxLength).flatMap(text -> formatted(field, text, format, sentence));
    }

    /** A number by which something is known, required: text, or a JSON number that is nothing but digits. */
    String identifier(String field, String label) {
        Optional<Parameter> sent = fields.find(field);
        boolean isOtherNumber = sent.filter(
                        value -> value instanceof Parameter.Numeral(String literal) && !isDigits(literal))
                .isPresent();
        if (isOtherNumber || sent.filter(Parameter.Flag.class::isInstance).isPresent()) {
            fault(field, label + " debe ser un texto o dígitos");
            return "";
        }
        return required(field, label, MAX_TEXT_LENGTH);
    }

    static boolean isDigits(String literal) {
        return literal.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private <T> Optional<T> formatted(
            String field, String text, Function<String, Optional<T>> format, String sentence) {
        Optional<T> value = format.apply(text);
        if (value.isEmpty()) {
            fault(field, sentence);
        }
        return value;
    }

    private boolean isFaulty(String field) {
        return !faults.isEmpty() && faults.getLast().field().equals(field);
    }

    private void fault(String field, String sentence) {
        faults.add(new FieldFault(field, sentence));
    }
}
