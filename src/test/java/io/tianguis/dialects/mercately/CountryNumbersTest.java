package io.tianguis.dialects.mercately;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.shops.Market;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryNumbersTest {

    @ParameterizedTest
    @CsvSource({"MX, 484", "EC, 218", "AR, 32", "BR, 76", "BO, 68", "CO, 170", "CL, 152", "ES, 724", "US, 840", "AF, 4"
    })
    void aCountryHasItsNumber(String country, int number) {
        assertThat(CountryNumbers.of(country)).contains(number);
    }

    @Test
    void everyCountryThatTheJdkKnowsHasANumberOfItsOwn() {
        assertThat(Arrays.stream(Locale.getISOCountries())
                        .map(country -> CountryNumbers.of(country).orElseThrow()))
                .doesNotHaveDuplicates()
                .allMatch(number -> number > 0 && number < 1000);
    }

    @ParameterizedTest
    @EnumSource(Market.class)
    void everyMarketHasANumber(Market market) {
        assertThat(CountryNumbers.of(market.name())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mx", "MEX", "ZZ", "484"})
    void whatIsNoCountryHasNone(String text) {
        assertThat(CountryNumbers.of(text)).isEmpty();
    }

    @Test
    void anUnknownCountryHasNone() {
        assertThat(CountryNumbers.of(null)).isEmpty();
    }
}
