package io.tianguis.dialects.mercately;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    @ParameterizedTest
    @CsvSource({
        "3500, 35.0",
        "1055, 10.55",
        "1050, 10.5",
        "1000, 10.0",
        "10000, 100.0",
        "0, 0.0",
        "1, 0.01",
        "10, 0.1",
        "100000000, 1000000.0",
        "999999999999, 9999999999.99",
        "9223372036854775807, 92233720368547758.07"
    })
    void moneyHasOneDecimalAtLeastAndNoZerosBeyondIt(long cents, String text) {
        assertThat(Formats.money(cents)).isEqualTo(text);
    }
}
