package io.tianguis.customers;

import java.util.Optional;

/**
 * A telephone number as an identity. Compare telephones by {@link #key()}, never by the spelling: it is equal for
 * two spellings of one telephone and different for two telephones (C6).
 *
 * <p>How a text is read, in order; examples in parentheses are written in a Mexican shop unless said:
 *
 * <ol>
 *   <li><b>Signs.</b> At most 40 characters: decimal digits of any script, blanks, dashes, dots, slashes, parentheses,
 *       invisible format marks, and one {@code +} before the first digit. Anything else is no telephone
 *       ({@code 449-CALL-ME}), nor are more than 20 digits.
 *   <li><b>Marked as international.</b> After {@code +} or {@code 00} the digits begin with a calling code
 *       ({@code +52 449 789 3345}, {@code 0052 1 449 789 3345}); no other reading is tried ({@code +449 789 3345} is
 *       British and too short, so no telephone).
 *   <li><b>National and assigned.</b> Digits without a mark are first read as a number of the shop's country; that
 *       stands when the numbering plan has the number ({@code 449 789 3345}, {@code 044 449 789 3345}).
 *   <li><b>International without a mark.</b> Else they are read with the calling code they begin with: any country's
 *       when they are more than ten, the shop's own when they are fewer. That stands when the numbering plan has the
 *       number, or when there is no national reading ({@code 5214497893345}, {@code 524497893345},
 *       {@code 5511987654321}, {@code 593987654321}; in Peru {@code 5112345678}). In Brazil {@code 56987654321} is
 *       Chilean, because no area has the code 56, but {@code 51987654321} is Porto Alegre, and a Peruvian number needs
 *       its {@code +} there.
 *   <li><b>National by length.</b> Else the national reading stands when its length is right ({@code 5212345678}: ten
 *       digits are a whole Mexican number, whatever they begin with; {@code 14497893345}: the abolished mobile 1
 *       without 52, because North America has no area 449).
 * </ol>
 *
 * <p>Within each reading the country's own habits are put right:
 *
 * <ul>
 *   <li>Mexico: 1 (the mobile prefix abolished in 2019), 01, 02, 044, 045 and 0 before ten digits are dropped.
 *   <li>Argentina: a mobile is written with 9 before the area or 15 after it or both ({@code 011 15 5555-1234},
 *       {@code +54 9 11 5555-1234}); E.164 has the 9, the key has neither, so that {@code +54 11 5555-1234} is the same
 *       telephone. Digits that begin with 15 lack their area and are no telephone.
 *   <li>Brazil: 0 and 0 with two digits of a carrier are dropped; a subscriber of eight digits that begins with 6 to 9
 *       is a mobile and gains the ninth digit, one that begins with 2 to 5 is a landline and never does. The key always
 *       has the ninth digit: dropping it would turn the mobile 9 2345-6789 into the landline 2345-6789.
 *   <li>Colombia: 0, and 03, 05, 07, 09 before ten digits, are dropped; a landline of eight digits, as they were until
 *       2021, gains the 60 of its area ({@code 1 234 5678} is {@code 601 234 5678}).
 *   <li>Elsewhere in Latin America (calling codes that begin with 5) one 0 is dropped; in the rest of the world the
 *       trunk prefix that the country's plan declares.
 * </ul>
 *
 * <p>A number is accepted when it is in the numbering plan, or when its length is that of the country's landlines or
 * mobiles: plans grow faster than deployed metadata. A local number without its area is no telephone of anybody
 * ({@code 789 3345}), because it would be shared by people of different cities.
 *
 * @param e164 the number to dial today: {@code +}, calling code and national number, at most 15 digits
 * @param key the digits by which telephones are compared and kept unique in a shop
 */
public record PhoneNumber(String e164, String key) {

    private static final int MAXIMUM_DIGITS = 15;

    /** @throws IllegalArgumentException if either part is not of its form */
    public PhoneNumber {
        if (!e164.startsWith("+") || !isNumber(e164, 1) || !isNumber(key, 0)) {
            throw new IllegalArgumentException("not a telephone number in E.164 with its key");
        }
    }

    /**
     * Reads a number as a person or a program wrote it; empty when it cannot be a telephone. Never throws.
     *
     * @param country the shop's country as ISO 3166-1 alpha-2 in capitals; with an unknown one only international
     *     spellings are read
     */
    public static Optional<PhoneNumber> parse(String text, String country) {
        return NumberingPlan.read(text, country);
    }

    private static boolean isNumber(String text, int from) {
        int digits = text.length() - from;
        return digits >= 2
                && digits <= MAXIMUM_DIGITS
                && text.charAt(from) != '0'
                && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }
}
