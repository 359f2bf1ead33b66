package io.tianguis.customers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * An email address as an identity: two spellings that differ in case or in blanks around them are one address.
 *
 * <p>The domain is written with at least one dot, in labels of letters, digits and inner hyphens of at most 63
 * characters, the last of which is not a number. The local part has at most 64 characters: letters and digits of any
 * script, the signs that RFC 5322 allows outside quotes, and dots that stand alone and inside. Quoted local parts,
 * comments and address literals are refused: nobody's customers have them, and they hide typing errors.
 *
 * @param value the address in lower case and Unicode NFC, at most 254 characters
 */
public record EmailAddress(String value) {

    private static final int MAXIMUM_LENGTH = 254;
    private static final int MAXIMUM_LOCAL_LENGTH = 64;
    private static final int MAXIMUM_LABEL_LENGTH = 63;
    private static final String LOCAL_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    /** @throws IllegalArgumentException if the value is not what {@link #parse} makes of it */
    public EmailAddress {
        if (!value.equals(normalize(value)) || !isAddress(value)) {
            throw new IllegalArgumentException("not a normalized email address");
        }
    }

    /** Reads an address as a person or a program wrote it; empty when it cannot be one. Never throws. */
    public static Optional<EmailAddress> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.length() > MAXIMUM_LENGTH) {
            return Optional.empty();
        }
        String normalized = normalize(trimmed);
        return isAddress(normalized) ? Optional.of(new EmailAddress(normalized)) : Optional.empty();
    }

    private static String normalize(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return text.length() <= MAXIMUM_LENGTH
                && at > 0
                && at <= MAXIMUM_LOCAL_LENGTH
                && isLocalPart(text.substring(0, at))
                && isDomain(text.substring(at + 1));
    }

    private static boolean isLocalPart(String local) {
        return hasLoneInnerDots(local)
                && local.codePoints()
                        .allMatch(c -> c == '.' || Character.isLetterOrDigit(c) || LOCAL_SIGNS.indexOf(c) >= 0);
    }

    private static boolean isDomain(String domain) {
        if (!hasLoneInnerDots(domain) || domain.indexOf('.') < 0) {
            return false;
        }
        String[] labels = domain.split("\\.");
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        String last = labels[labels.length - 1];
        return last.length() >= 2 && !last.codePoints().allMatch(Character::isDigit);
    }

    private static boolean isLabel(String label) {
        return label.length() <= MAXIMUM_LABEL_LENGTH
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.codePoints().allMatch(c -> c == '-' || Character.isLetterOrDigit(c));
    }

    private static boolean hasLoneInnerDots(String text) {
        return !text.isEmpty() && !text.startsWith(".") && !text.endsWith(".") && !text.contains("..");
    }
}
