package io.tianguis.customers;

import java.util.Optional;

/** Turns what was written into the values under which identities are kept. */
final class Identities {

    private static final int MAX_DIGITS = 20;
    private static final int MIN_DIGITS = 5;

    private Identities() {}

    /**
     * The canonical digits of a telephone. A number that no numbering plan has is still somebody's: it is kept by its bare
     * digits, so that the same writing finds the same person.
     */
    static Optional<String> phoneKey(String text, String country) {
        Optional<String> planned = PhoneNumber.parse(text, country).map(PhoneNumber::key);
        return planned.isPresent() ? planned : digits(text);
    }

    /** How a telephone is shown: E.164, or its bare digits when no plan has it. */
    static Optional<String> phoneText(String text, String country) {
        Optional<String> planned = PhoneNumber.parse(text, country).map(PhoneNumber::e164);
        return planned.isPresent() ? planned : digits(text);
    }

    private static Optional<String> digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS
                ? Optional.empty()
                : Optional.of(digits.toString());
    }
}
