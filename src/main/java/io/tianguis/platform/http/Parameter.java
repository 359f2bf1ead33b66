package io.tianguis.platform.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One value of a call: text, as everything in a query or form is, or one of JSON's kinds. An object is
 * {@link Parameters}.
 *
 * <p>The readers look at the value, not at the kind (K3): {@code "2"} and {@code 2} are both the integer 2,
 * {@code "true"} and {@code true} both true. A reader answers nothing where the value is not what it asks for, and never
 * fails.
 */
public sealed interface Parameter
        permits Parameter.Text, Parameter.Numeral, Parameter.Flag, Parameter.Null, Parameter.Items, Parameters {

    /** Any text, the empty one included. */
    record Text(String value) implements Parameter {}

    /**
     * A number of JSON, kept as it was written, so that no digit is lost.
     *
     * @param literal by JSON's grammar, of any length; {@link #text()} says which ones can be read
     */
    record Numeral(String literal) implements Parameter {
        public Numeral {
            if (!PlainNumber.isJson(literal)) {
                throw new IllegalArgumentException("Not a number of JSON");
            }
        }
    }

    /** JSON's true or false. */
    record Flag(boolean value) implements Parameter {}

    /** JSON's null, or a key of a query without {@code =}. It is present, unlike a key that was not sent. */
    record Null() implements Parameter {}

    /** An array. */
    record Items(List<Parameter> elements) implements Parameter {
        public Items {
            elements = List.copyOf(elements);
        }
    }

    /**
     * The text, or the text that a form would have carried: {@code true} or {@code false}, or a number in plain notation
     * with the zeros it was written with ({@code 1.50}, but {@code 1e3} is {@code 1000}). Nothing for null, arrays,
     * objects, and numbers whose literal is longer than 128 characters or has an exponent of more than two digits, so
     * that a few bytes such as {@code 1e999999999} cannot fill the memory.
     */
    default Optional<String> text() {
        return switch (this) {
            case Text(String value) -> Optional.of(value);
            case Numeral(String literal) -> PlainNumber.ofJson(literal);
            case Flag(boolean value) -> Optional.of(Boolean.toString(value));
            case Null _, Items _, Parameters _ -> Optional.empty();
        };
    }

    /**
     * The exact decimal number that {@link #text()} is: a sign if any, digits, and a fraction if any, at most 128
     * characters. Text has no exponent form, since what looks like one is more often a code such as {@code 12E4}.
     */
    default Optional<BigDecimal> decimal() {
        return text().flatMap(PlainNumber::read);
    }

    /**
     * The integer of 64 bits that {@link #decimal()} is. A fraction of zeros alone does not make it another number:
     * {@code 2.0} is 2, from JSON as from a form, and so is JSON's {@code 20e-1}; {@code 2.5} is none.
     */
    default Optional<Long> integer() {
        return decimal()
                .filter(decimal -> decimal.stripTrailingZeros().scale() <= 0)
                .map(BigDecimal::toBigInteger)
                .filter(integer -> integer.bitLength() < Long.SIZE)
                .map(Number::longValue);
    }

    /** True or false, of JSON or as the texts {@code true} and {@code false}, in lower case. */
    default Optional<Boolean> flag() {
        return text().filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    /** The elements of an array, in their order. */
    default Optional<List<Parameter>> items() {
        return this instanceof Items(List<Parameter> elements) ? Optional.of(elements) : Optional.empty();
    }

    /** The object, if it is one. */
    default Optional<Parameters> object() {
        return this instanceof Parameters object ? Optional.of(object) : Optional.empty();
    }

    /** Whether it counts as absent where a value is required (K3): null or the empty text, and nothing else. */
    default boolean isBlank() {
        return this instanceof Null || this instanceof Text(String value) && value.isEmpty();
    }
}
