package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ana@example.com             | ana@example.com
                    ' Ana.Lopez@Example.COM '   | ana.lopez@example.com
                    ana+pos@example.com.mx      | ana+pos@example.com.mx
                    o'brien@example.com         | o'brien@example.com
                    a@b.co                      | a@b.co
                    ana_1-2@sub.ex-ample.mx     | ana_1-2@sub.ex-ample.mx
                    AÑO@EXAMPLE.COM             | año@example.com
                    ana@niño.mx                 | ana@niño.mx
                    ana@xn--nio-8ma.mx          | ana@xn--nio-8ma.mx
                    1@2.mx                      | 1@2.mx
                    """)
    void an_address_is_trimmed_and_in_lower_case(String text, String value) {
        assertThat(EmailAddress.parse(text)).contains(new EmailAddress(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "ana",
                "ana@",
                "@example.com",
                "ana@example",
                "ana@@example.com",
                "ana@b@example.com",
                "ana lopez@example.com",
                "ana@exam ple.com",
                "ana\u0000@example.com",
                "ana\n@example.com",
                "ana@example.com\u0007",
                "ana@.example.com",
                "ana@example.com.",
                "ana@example..com",
                ".ana@example.com",
                "ana.@example.com",
                "a..na@example.com",
                "ana@-example.com",
                "ana@example-.com",
                "ana@example.c",
                "ana@127.0.0.1",
                "ana@[127.0.0.1]",
                "\"ana lopez\"@example.com",
                "Ana <ana@example.com>",
                "ana@example.com,luis@example.com",
                "ana;@example.com",
                "ana@exa_mple.com",
                "ana\u200B@example.com",
                "ana@example.com\u200B",
                "ana\uD800@example.com"
            })
    void what_cannot_be_an_address_is_empty(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void every_part_is_bounded() {
        String longest = "a".repeat(64) + "@" + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(61);
        assertThat(longest).hasSize(254);
        assertThat(EmailAddress.parse(longest)).isPresent();
        assertThat(EmailAddress.parse(longest + "d")).isEmpty();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b".repeat(64) + ".com")).isEmpty();
    }

    @Test
    void two_ways_to_write_an_accent_are_one_address() {
        assertThat(EmailAddress.parse("jose\u0301@example.com")).isEqualTo(EmailAddress.parse("jos\u00E9@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ana@example.com", " ana@example.com", "ana", "jose\u0301@example.com"})
    void a_record_is_made_of_a_normalized_address_only(String value) {
        assertThatThrownBy(() -> new EmailAddress(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 5000)
    void no_text_throws_and_what_is_read_reads_back(@ForAll("texts") String text) {
        EmailAddress.parse(text).ifPresent(address -> {
            assertThat(address.value()).hasSizeBetween(6, 254).containsOnlyOnce("@");
            assertThat(EmailAddress.parse(address.value())).contains(address);
        });
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<String> likely =
                Arbitraries.strings().withChars("aAñÑİßΣς1.-@+ ").ofMaxLength(12);
        return Arbitraries.oneOf(
                any,
                likely,
                likely.map(local -> local + "@example.com"),
                any.map(local -> local + "@example.com"),
                any.map(domain -> "ana@" + domain + ".mx"),
                likely.map(domain -> "ana@" + domain + ".mx"));
    }
}
