package io.tianguis.customers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reading that {@link PhoneNumber} describes, over libphonenumber's metadata. */
final class NumberingPlan {

    private static final int MAXIMUM_TEXT = 40;
    private static final int MAXIMUM_WRITTEN_DIGITS = 20;
    private static final int MAXIMUM_DIGITS = 15;
    private static final int LONGEST_NEVER_FOREIGN = 10;

    private static final int MEXICO = 52;
    private static final int ARGENTINA = 54;
    private static final int BRAZIL = 55;
    private static final int COLOMBIA = 57;

    private static final List<String> MEXICAN_PREFIXES = List.of("044", "045", "01", "02", "0", "1");
    private static final List<String> COLOMBIAN_PREFIXES = List.of("03", "05", "07", "09");

    private NumberingPlan() {}

    /** The metadata takes tens of milliseconds to load, which only a process that meets a telephone has to spend. */
    private static final class Metadata {
        static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    }

    /** A possible meaning of the digits; `assigned` when the numbering plan has the number. */
    private record Reading(PhoneNumber number, boolean assigned) {}

    static Optional<PhoneNumber> read(String text, String country) {
        Written written = Written.of(text);
        if (written == null) {
            return Optional.empty();
        }
        Reading reading = written.international()
                ? international(written.digits())
                : nationalOrInternational(written.digits(), country);
        return Optional.ofNullable(reading).map(Reading::number);
    }

    private static @Nullable Reading nationalOrInternational(String digits, String country) {
        boolean known = Metadata.LIBRARY.getSupportedRegions().contains(country);
        int ownCode = known ? Metadata.LIBRARY.getCountryCodeForRegion(country) : 0;
        Reading national = known ? national(ownCode, digits, true) : null;
        if (national != null && national.assigned()) {
            return national;
        }
        boolean mayBeInternational =
                digits.length() > LONGEST_NEVER_FOREIGN || known && digits.startsWith(Integer.toString(ownCode));
        Reading international = mayBeInternational ? international(digits) : null;
        if (international != null && (international.assigned() || national == null)) {
            return international;
        }
        return national;
    }

    private static @Nullable Reading international(String digits) {
        for (int length = 1; length <= 3 && length < digits.length(); length++) {
            int code = Integer.parseInt(digits.substring(0, length));
            if (digits.charAt(0) != '0' && isCallingCode(code)) {
                return national(code, digits.substring(length), false);
            }
        }
        return null;
    }

    private static boolean isCallingCode(int code) {
        return Metadata.LIBRARY.getSupportedCallingCodes().contains(code);
    }

    private static @Nullable Reading national(int code, String digits, boolean codeWasSupposed) {
        return switch (code) {
            case MEXICO -> mexican(digits, codeWasSupposed);
            case ARGENTINA -> argentine(digits);
            case BRAZIL -> brazilian(digits);
            case COLOMBIA -> colombian(digits);
            default -> isLatinAmerican(code) ? plain(code, withoutTrunkZero(digits)) : elsewhere(code, digits);
        };
    }

    /**
     * Eleven digits that begin with 1 are a North American number as often as a Mexican one with the abolished prefix,
     * so without the 52 they are never taken for assigned.
     */
    private static @Nullable Reading mexican(String digits, boolean codeWasSupposed) {
        Reading reading = plain(MEXICO, withoutPrefix(digits, MEXICAN_PREFIXES));
        boolean doubtful = codeWasSupposed && digits.length() == 11 && digits.startsWith("1");
        return reading != null && doubtful ? new Reading(reading.number(), false) : reading;
    }

    private static @Nullable Reading argentine(String digits) {
        String subscriber = withoutTrunkZero(digits);
        boolean mobile = false;
        if (subscriber.startsWith("9") && subscriber.length() > 10) {
            mobile = true;
            subscriber = withoutTrunkZero(subscriber.substring(1));
        }
        if (subscriber.length() == 12) {
            // Only the plan knows whether the area before the 15 has two, three or four digits.
            String withNine = significantNumber(ARGENTINA, subscriber);
            if (withNine == null || withNine.length() != 11 || !withNine.startsWith("9")) {
                return null;
            }
            mobile = true;
            subscriber = withNine.substring(1);
        }
        if (subscriber.length() != 10 || subscriber.startsWith("0") || subscriber.startsWith("15")) {
            return null;
        }
        String dialed = mobile ? "9" + subscriber : subscriber;
        return reading(number(ARGENTINA, dialed), "54" + dialed, "54" + subscriber);
    }

    private static @Nullable Reading brazilian(String digits) {
        String subscriber = withoutTrunkZero(digits);
        if (digits.startsWith("0") && subscriber.length() >= 12) {
            subscriber = subscriber.substring(2);
        }
        boolean mobileOfEightDigits = subscriber.length() == 10
                && subscriber.charAt(0) != '0'
                && subscriber.charAt(1) != '0'
                && subscriber.charAt(2) >= '6';
        if (mobileOfEightDigits) {
            subscriber = subscriber.substring(0, 2) + '9' + subscriber.substring(2);
        }
        return plain(BRAZIL, subscriber);
    }

    private static @Nullable Reading colombian(String digits) {
        String subscriber = withoutTrunkZero(withoutPrefix(digits, COLOMBIAN_PREFIXES));
        boolean landlineBefore2021 = subscriber.length() == 8 && "1245678".indexOf(subscriber.charAt(0)) >= 0;
        return plain(COLOMBIA, landlineBefore2021 ? "60" + subscriber : subscriber);
    }

    private static @Nullable Reading plain(int code, String subscriber) {
        if (subscriber.isEmpty() || subscriber.startsWith("0")) {
            return null;
        }
        String digits = code + subscriber;
        return digits.length() > MAXIMUM_DIGITS ? null : reading(number(code, subscriber), digits, digits);
    }

    /** Drops trunk prefixes until none is left, so that the answer read again is itself. */
    private static @Nullable Reading elsewhere(int code, String digits) {
        String before = digits;
        while (true) {
            Phonenumber.PhoneNumber number = parsed(code, before);
            if (number == null) {
                return null;
            }
            String subscriber = Metadata.LIBRARY.getNationalSignificantNumber(number);
            if (subscriber.length() >= before.length()) {
                String all = code + subscriber;
                return all.length() > MAXIMUM_DIGITS ? null : reading(number, all, all);
            }
            before = subscriber;
        }
    }

    private static @Nullable Reading reading(Phonenumber.PhoneNumber number, String digits, String key) {
        boolean assigned = Metadata.LIBRARY.isValidNumber(number);
        if (!assigned && !hasLengthOfSomebodysTelephone(number)) {
            return null;
        }
        return new Reading(new PhoneNumber("+" + digits, key), assigned);
    }

    /**
     * Lengths that only toll-free, shared-cost or emergency numbers have are left out: they would admit local numbers
     * without their area, and would take a foreign number without its mark for a national one.
     */
    private static boolean hasLengthOfSomebodysTelephone(Phonenumber.PhoneNumber number) {
        return Metadata.LIBRARY.isPossibleNumberForTypeWithReason(number, PhoneNumberType.FIXED_LINE_OR_MOBILE)
                == ValidationResult.IS_POSSIBLE;
    }

    private static Phonenumber.PhoneNumber number(int code, String subscriber) {
        return new Phonenumber.PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(subscriber));
    }

    private static @Nullable String significantNumber(int code, String digits) {
        Phonenumber.PhoneNumber number = parsed(code, digits);
        return number == null ? null : Metadata.LIBRARY.getNationalSignificantNumber(number);
    }

    private static Phonenumber.@Nullable PhoneNumber parsed(int code, String digits) {
        try {
            return Metadata.LIBRARY.parse("+" + code + digits, null);
        } catch (NumberParseException tooShortOrTooLong) {
            return null;
        }
    }

    /** Mexico and Colombia have ten digits in every number of a person, so the length tells what a prefix is. */
    private static String withoutPrefix(String digits, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (digits.length() == prefix.length() + 10 && digits.startsWith(prefix)) {
                return digits.substring(prefix.length());
            }
        }
        return digits;
    }

    private static String withoutTrunkZero(String digits) {
        return digits.startsWith("0") ? digits.substring(1) : digits;
    }

    private static boolean isLatinAmerican(int code) {
        return code / 10 == 5 || code / 100 == 5;
    }

    /** The digits of a text, without the mark `+` or `00` that says that they begin with a calling code. */
    private record Written(String digits, boolean international) {

        private static final String SIGNS = "./()\t\u2212";

        static @Nullable Written of(String text) {
            if (text.length() > MAXIMUM_TEXT) {
                return null;
            }
            StringBuilder digits = new StringBuilder(MAXIMUM_WRITTEN_DIGITS);
            boolean plus = false;
            for (int at = 0; at < text.length(); ) {
                int sign = text.codePointAt(at);
                at += Character.charCount(sign);
                int digit = Character.digit(sign, 10);
                if (digit >= 0) {
                    digits.append((char) ('0' + digit));
                } else if (sign == '+' || sign == '\uFF0B') {
                    if (plus || !digits.isEmpty()) {
                        return null;
                    }
                    plus = true;
                } else if (!isPunctuation(sign)) {
                    return null;
                }
            }
            if (digits.isEmpty() || digits.length() > MAXIMUM_WRITTEN_DIGITS) {
                return null;
            }
            boolean doubleZero = digits.length() > 2 && digits.charAt(0) == '0' && digits.charAt(1) == '0';
            return new Written(doubleZero ? digits.substring(2) : digits.toString(), plus || doubleZero);
        }

        private static boolean isPunctuation(int sign) {
            if (SIGNS.indexOf(sign) >= 0) {
                return true;
            }
            int type = Character.getType(sign);
            return type == Character.SPACE_SEPARATOR || type == Character.DASH_PUNCTUATION || type == Character.FORMAT;
        }
    }
}
