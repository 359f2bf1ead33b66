package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0      | es-MX | Ningún producto
                    1      | es-MX | 1 producto
                    999    | es-MX | 999 productos
                    100000 | es-MX | 100,000 productos
                    100000 | es-AR | 100.000 productos
                    """)
    void productsAreCountedAsTheCountryWritesNumbers(long count, String locale, String words) {
        assertThat(Texts.products(count, Locale.forLanguageTag(locale))).isEqualTo(words);
    }

    @Test
    void aTextIsShortenedBetweenWordsAndNeverWithinACharacter() {
        assertThat(Texts.shortened("uno  dos\ntres", 20)).isEqualTo("uno dos tres");
        assertThat(Texts.shortened("uno dos tres", 9)).isEqualTo("uno dos…");
        assertThat(Texts.shortened("🧦".repeat(5), 4)).isEqualTo("🧦…");
    }

    @Test
    void blankLinesPartParagraphs() {
        assertThat(Texts.paragraphs(" uno\ndos\r\n \r\n\n tres ")).containsExactly("uno\ndos", "tres");
        assertThat(Texts.paragraphs(null)).isEmpty();
    }
}
