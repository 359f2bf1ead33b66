package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PhoneNumberPropertyTest {

    private static final List<String> COUNTRIES =
            List.of("MX", "AR", "BR", "CO", "EC", "CL", "PE", "VE", "UY", "PY", "DO", "US", "ES", "IT", "ZZ", "");

    /** A telephone made up by its parts, with the digits of every way in which people of its country write it. */
    private record Telephone(String country, String identity, List<String> national, List<String> international) {

        List<String> spellings() {
            List<String> all = new ArrayList<>(national);
            for (String digits : international) {
                all.add(digits);
                all.add("+" + digits);
                all.add("00" + digits);
            }
            return all;
        }
    }

    @Property(tries = 2000)
    void every_spelling_of_a_telephone_gives_one_key(@ForAll("telephones") Telephone telephone, @ForAll long seed) {
        Random random = new Random(seed);
        for (String spelling : telephone.spellings()) {
            String text = punctuated(spelling, random);
            assertThat(PhoneNumber.parse(text, telephone.country()).map(PhoneNumber::key))
                    .as("%s in %s", text, telephone.country())
                    .contains(telephone.identity());
        }
    }

    @Property(tries = 1000)
    void a_marked_spelling_means_the_same_in_every_country(@ForAll("telephones") Telephone telephone) {
        for (String digits : telephone.international()) {
            Optional<PhoneNumber> expected = PhoneNumber.parse("+" + digits, telephone.country());
            for (String country : COUNTRIES) {
                assertThat(PhoneNumber.parse("+" + digits, country)).isEqualTo(expected);
                assertThat(PhoneNumber.parse("00" + digits, country)).isEqualTo(expected);
            }
        }
    }

    @Property(tries = 2000)
    void different_telephones_have_different_keys(
            @ForAll("telephones") Telephone one, @ForAll("telephones") Telephone other) {
        for (String first : one.spellings()) {
            for (String second : other.spellings()) {
                boolean sameKey = PhoneNumber.parse(first, one.country())
                        .map(PhoneNumber::key)
                        .equals(PhoneNumber.parse(second, other.country()).map(PhoneNumber::key));
                assertThat(sameKey)
                        .as("%s and %s", first, second)
                        .isEqualTo(one.identity().equals(other.identity()));
            }
        }
    }

    @Property(tries = 2000)
    void one_changed_digit_is_another_telephone(@ForAll("telephones") Telephone telephone, @ForAll long seed) {
        Random random = new Random(seed);
        String identity = telephone.identity();
        int at = identity.length() - 1 - random.nextInt(6);
        int changed = (identity.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
        String neighbor = identity.substring(0, at) + changed + identity.substring(at + 1);
        assertThat(PhoneNumber.parse("+" + neighbor, "MX").map(PhoneNumber::key))
                .contains(neighbor);
    }

    @Property(tries = 2000)
    void a_brazilian_landline_and_mobile_never_share_a_key(
            @ForAll("brazilianAreas") String area, @ForAll("sevenDigits") String rest, @ForAll long seed) {
        Random random = new Random(seed);
        String landline = area + (2 + random.nextInt(4)) + rest;
        String mobile = area + "9" + landline.substring(2);
        assertThat(PhoneNumber.parse("+55" + landline, "BR").orElseThrow().key())
                .isEqualTo("55" + landline);
        assertThat(PhoneNumber.parse(landline, "BR").orElseThrow().key()).isEqualTo("55" + landline);
        assertThat(PhoneNumber.parse("+55" + mobile, "BR").orElseThrow().key()).isEqualTo("55" + mobile);
    }

    @Property(tries = 1000)
    void any_ten_digits_of_a_mexican_shop_that_do_not_begin_with_0_are_mexican(@ForAll("tenDigits") String digits) {
        PhoneNumber expected = new PhoneNumber("+52" + digits, "52" + digits);
        assertThat(PhoneNumber.parse(digits, "MX")).contains(expected);
        assertThat(PhoneNumber.parse("52" + digits, "MX")).contains(expected);
        assertThat(PhoneNumber.parse("521" + digits, "MX")).contains(expected);
    }

    @Property(tries = 20_000)
    void digits_in_any_order_never_throw_and_what_is_read_reads_back(
            @ForAll("digitSoup") String text, @ForAll("countries") String country) {
        assertReadsBack(text, country);
    }

    @Property(tries = 20_000)
    void any_international_number_reads_back(@ForAll("manyDigits") String digits) {
        assertReadsBack("+" + digits, "MX");
    }

    @Property(tries = 10_000)
    void no_text_throws_and_what_is_read_reads_back(@ForAll String text, @ForAll("countries") String country) {
        assertReadsBack(text, country);
        assertThat(PhoneNumber.parse(text, text)).isEqualTo(PhoneNumber.parse(text, ""));
    }

    private static void assertReadsBack(String text, String country) {
        PhoneNumber.parse(text, country).ifPresent(number -> {
            assertThat(number.e164()).matches("\\+[1-9][0-9]{1,14}");
            assertThat(number.key()).matches("[1-9][0-9]{1,14}");
            for (String any : COUNTRIES) {
                assertThat(PhoneNumber.parse(number.e164(), any)).contains(number);
            }
            assertThat(PhoneNumber.parse("+" + number.key(), country).map(PhoneNumber::key))
                    .contains(number.key());
        });
    }

    @Provide
    Arbitrary<String> countries() {
        return Arbitraries.of(COUNTRIES);
    }

    @Provide
    Arbitrary<String> digitSoup() {
        return Arbitraries.strings().withChars("00112345556789+ -()").ofMaxLength(24);
    }

    @Provide
    Arbitrary<String> manyDigits() {
        return Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(16);
    }

    @Provide
    Arbitrary<String> tenDigits() {
        return digits(10).filter(digits -> !digits.startsWith("0"));
    }

    @Provide
    Arbitrary<String> sevenDigits() {
        return digits(7);
    }

    @Provide
    Arbitrary<String> brazilianAreas() {
        return Arbitraries.of("11", "21", "31", "41", "47", "51", "55", "61", "71", "81", "85", "91", "98");
    }

    @Provide
    Arbitrary<Telephone> telephones() {
        return Arbitraries.oneOf(
                digits(8)
                        .flatMap(rest -> Arbitraries.of("44", "55", "52", "33", "81", "99")
                                .map(area -> mexican(area + rest))),
                Combinators.combine(Arbitraries.of("11", "221", "351", "2966", "3541"), digits(7))
                        .as((area, rest) -> argentine(area, "4" + rest.substring(0, 9 - area.length()))),
                Combinators.combine(brazilianAreas(), Arbitraries.integers().between(6, 9), sevenDigits())
                        .as((area, first, rest) -> brazilianMobile(area, first + rest)),
                Combinators.combine(brazilianAreas(), Arbitraries.integers().between(2, 5), sevenDigits())
                        .as((area, first, rest) -> brazilianLandline(area + first + rest)),
                digits(7).map(rest -> colombian("300" + rest)),
                digits(8).map(rest -> withTrunkZero("EC", "593", "9" + rest)),
                digits(7).map(rest -> withTrunkZero("EC", "593", "2" + rest)),
                digits(8).map(rest -> withTrunkZero("CL", "56", "9" + rest)),
                digits(8).map(rest -> withTrunkZero("PE", "51", "9" + rest)),
                digits(7).map(rest -> withTrunkZero("PE", "51", "1" + rest)),
                digits(7).map(rest -> withTrunkZero("VE", "58", "412" + rest)),
                digits(6).map(rest -> withTrunkZero("UY", "598", "99" + rest)));
    }

    private static Arbitrary<String> digits(int count) {
        return Arbitraries.strings().numeric().ofLength(count);
    }

    private static Telephone mexican(String number) {
        return new Telephone(
                "MX",
                "52" + number,
                List.of(number, "01" + number, "044" + number, "045" + number),
                List.of("52" + number, "521" + number));
    }

    private static Telephone argentine(String area, String subscriber) {
        String number = area + subscriber;
        return new Telephone(
                "AR",
                "54" + number,
                List.of(number, "0" + number, area + "15" + subscriber, "0" + area + "15" + subscriber, "9" + number),
                List.of("54" + number, "549" + number, "549" + area + "15" + subscriber));
    }

    private static Telephone brazilianMobile(String area, String eight) {
        String nine = "9" + eight;
        return new Telephone(
                "BR",
                "55" + area + nine,
                List.of(area + nine, area + eight, "0" + area + nine, "0" + area + eight, "015" + area + eight),
                List.of("55" + area + nine, "55" + area + eight));
    }

    private static Telephone brazilianLandline(String number) {
        return new Telephone(
                "BR", "55" + number, List.of(number, "0" + number, "015" + number), List.of("55" + number));
    }

    private static Telephone colombian(String number) {
        return new Telephone("CO", "57" + number, List.of(number, "0" + number, "03" + number), List.of("57" + number));
    }

    private static Telephone withTrunkZero(String country, String code, String number) {
        return new Telephone(
                country, code + number, List.of(number, "0" + number), List.of(code + number, code + "0" + number));
    }

    private static String punctuated(String spelling, Random random) {
        StringBuilder text = new StringBuilder();
        for (char sign : spelling.toCharArray()) {
            text.append(sign);
            if (text.length() < 36 && random.nextInt(4) == 0) {
                text.append(" -.()/\u00A0".charAt(random.nextInt(7)));
            }
        }
        return text.length() <= 40 ? text.toString() : spelling;
    }
}
