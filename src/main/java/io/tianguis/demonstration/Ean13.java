package io.tianguis.demonstration;

/** Article numbers of thirteen digits. */
final class Ean13 {

    private static final int DIGITS_BEFORE_CHECK = 12;

    private Ean13() {}

    /** @param prefix of the country's numbering body, three digits */
    static String of(String prefix, long number) {
        String digits = prefix + Numbers.digits(number, DIGITS_BEFORE_CHECK - prefix.length());
        return digits + checkDigit(digits);
    }

    /** Digits at even places count three times; the check digit fills up to the next ten. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (10 - sum % 10) % 10;
    }
}
