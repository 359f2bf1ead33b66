package io.tianguis.customers;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that leads to a person, unique in a shop. Two writings of the same identity are equal: each kind has its own
 * normal form, made by its factory, which answers nothing for a text that leads to nobody.
 *
 * @param value what identities are compared by, 1 to 254 characters
 * @param shown how people read it: a telephone in E.164, the others as their value
 */
public record Identity(Kind kind, String value, String shown) {

    /** What an identity is. The order is the one in which identities are locked. */
    public enum Kind {
        PHONE,
        EMAIL,
        WHATSAPP_SCOPED,
        MESSENGER,
        INSTAGRAM,
        MERCADOLIBRE,
        NICKNAME,
        DOCUMENT
    }

    private static final int MAXIMUM_LENGTH = 254;
    private static final int MAXIMUM_NICKNAME = 100;
    private static final int MAXIMUM_DOCUMENT_TYPE = 20;
    private static final int MAXIMUM_DOCUMENT_NUMBER = 40;
    private static final int FEWEST_SHOWN_DIGITS = 5;
    private static final int FEWEST_LOOSE_DIGITS = 9;
    private static final int MOST_LOOSE_DIGITS = 20;
    private static final Pattern ENTERED_FOR_NONE = Pattern.compile("\\d*?(\\d)\\1{7}|1234567890|0123456789");

    /** @throws IllegalArgumentException if the value is empty or too long */
    public Identity {
        if (value.isEmpty() || value.length() > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("not the value of an identity: " + value.length() + " characters");
        }
    }

    /**
     * A telephone as somebody wrote it. A number that no numbering plan has is still somebody's: it is kept by its bare
     * digits, so that the same writing finds the same person. These are 9 to 20: what is shorter lacks its area, and would
     * be shared by people of different cities. What is entered for want of a telephone, a row of one digit or the digits in
     * their order, leads to nobody.
     *
     * @param country of the shop, for national numbers
     */
    public static Optional<Identity> phone(String text, String country) {
        String digits = digits(text);
        if (ENTERED_FOR_NONE.matcher(digits).matches()) {
            return Optional.empty();
        }
        return PhoneNumber.parse(text, country)
                .map(number -> new Identity(Kind.PHONE, number.key(), number.e164()))
                .or(() -> looseDigits(digits));
    }

    /** The digits, 5 to 20, of what was written in place of a telephone. */
    static Optional<String> shownAlthoughNobodys(String text) {
        return Optional.of(digits(text))
                .filter(digits -> digits.length() >= FEWEST_SHOWN_DIGITS && digits.length() <= MOST_LOOSE_DIGITS);
    }

    /**
     * The number of a WhatsApp account, digits that begin with a calling code, with or without {@code +}. It is a telephone
     * like any other: who calls and buys with it is who writes from it.
     */
    public static Optional<Identity> whatsApp(String number) {
        String digits = number.strip();
        String international = digits.startsWith("+") ? digits : "+" + digits;
        return phone(international, "");
    }

    /** An email address. */
    public static Optional<Identity> email(String text) {
        return EmailAddress.parse(text).map(email -> new Identity(Kind.EMAIL, email.value(), email.value()));
    }

    /** What WhatsApp gives one business instead of a number, such as {@code MX.13491208655302741918}. */
    public static Optional<Identity> whatsAppScoped(String id) {
        return assigned(Kind.WHATSAPP_SCOPED, id);
    }

    /** The id of a person for one page on Messenger. */
    public static Optional<Identity> messenger(String id) {
        return assigned(Kind.MESSENGER, id);
    }

    /** The id of a person for one account on Instagram. */
    public static Optional<Identity> instagram(String id) {
        return assigned(Kind.INSTAGRAM, id);
    }

    /** The id of a user of MercadoLibre. */
    public static Optional<Identity> mercadoLibre(String id) {
        return assigned(Kind.MERCADOLIBRE, id);
    }

    /** A name that a marketplace keeps unique, of at most 100 characters, letter case aside. */
    public static Optional<Identity> nickname(String text) {
        String nickname = Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        boolean readable = nickname.length() <= MAXIMUM_NICKNAME
                && !nickname.isEmpty()
                && nickname.codePoints().noneMatch(Character::isISOControl);
        return readable ? Optional.of(new Identity(Kind.NICKNAME, nickname, nickname)) : Optional.empty();
    }

    /**
     * A document of identity: {@code 12.345.678-k} and {@code 12345678K} are one. Numbers that stand for whoever has none,
     * such as {@code 9999999999} or Mexico's {@code XAXX010101000}, lead to nobody.
     *
     * @param type at most 20 letters, digits and {@code _}, letter case aside, such as {@code cedula}
     * @param number at most 40 letters and digits, whatever stands between them
     */
    public static Optional<Identity> document(String type, String number) {
        String kind = type.strip().toLowerCase(Locale.ROOT);
        StringBuilder signs = new StringBuilder();
        number.codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(MAXIMUM_DOCUMENT_NUMBER + 1L)
                .forEach(signs::appendCodePoint);
        String value = signs.toString().toUpperCase(Locale.ROOT);
        boolean known = kind.matches("[a-z0-9_]{1," + MAXIMUM_DOCUMENT_TYPE + "}")
                && !value.isEmpty()
                && value.length() <= MAXIMUM_DOCUMENT_NUMBER
                && !isOfNobody(value);
        return known ? Optional.of(new Identity(Kind.DOCUMENT, kind + ":" + value, value)) : Optional.empty();
    }

    private static boolean isOfNobody(String document) {
        return document.equals("XAXX010101000")
                || document.equals("XEXX010101000")
                || document.chars().allMatch(sign -> sign == document.charAt(0));
    }

    /** An id that somebody else assigns is compared as it is, letter case included. */
    private static Optional<Identity> assigned(Kind kind, String id) {
        boolean printable = !id.isEmpty()
                && id.length() <= MAXIMUM_LENGTH
                && id.chars().allMatch(sign -> sign > ' ' && sign < '\u007f');
        return printable ? Optional.of(new Identity(kind, id, id)) : Optional.empty();
    }

    private static Optional<Identity> looseDigits(String digits) {
        return digits.length() < FEWEST_LOOSE_DIGITS || digits.length() > MOST_LOOSE_DIGITS
                ? Optional.empty()
                : Optional.of(new Identity(Kind.PHONE, digits, digits));
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
        return digits.toString();
    }
}
