package io.tianguis.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlugTest {

    @Test
    void hasLowerCaseLettersAndDigits() {
        assertThat(Slug.of("Camisa 3XL")).isEqualTo("camisa-3xl");
    }

    @Test
    void hasLettersWithoutTheirAccents() {
        assertThat(Slug.of("Pi\u00f1ata de cumplea\u00f1os \u0130")).isEqualTo("pinata-de-cumpleanos-i");
        assertThat(Slug.of("Cafe\u0301")).isEqualTo("cafe");
    }

    @Test
    void hasLettersForWhatIsWrittenOtherwise() {
        assertThat(Slug.of("\uff21\ufb01\u2460 \u212a")).isEqualTo("afi1-k");
    }

    @Test
    void hasOneHyphenForAnyNumberOfOtherSignsButNoneAtTheEnds() {
        assertThat(Slug.of("  \u00a1Taza -- \ud83d\ude00 blanca! ")).isEqualTo("taza-blanca");
    }

    @Test
    void isEmptyWithoutLatinLettersOrDigits() {
        assertThat(Slug.of("\u8336 \u2014 \u0301")).isEmpty();
    }

    @Test
    void endsAfterEightyCharacters() {
        assertThat(Slug.of("a".repeat(81))).isEqualTo("a".repeat(80));
        assertThat(Slug.of("a".repeat(79) + " b")).isEqualTo("a".repeat(79));
        assertThat(Slug.of("a".repeat(80) + " ")).isEqualTo("a".repeat(80));
    }
}
