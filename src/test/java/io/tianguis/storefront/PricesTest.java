package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.shops.Shop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts as people of the shop's country read them. */
class PricesTest {

    @ParameterizedTest
    @CsvSource({
        "es_MX, MXN, 140500, '$1,405.00'",
        "es_AR, ARS, 140550, '$ 1.405,50'",
        "es_CL, CLP, 140500, '$1.405'",
        "es_CL, CLP, 140550, '$1.405,50'",
        "pt_BR, BRL, 140500, 'R$ 1.405,00'"
    })
    void anAmountIsWrittenAsInTheShopsCountry(String locale, String currency, long cents, String shown) {
        assertThat(new Prices(shop(locale, currency)).of(cents).replace('\u00a0', ' '))
                .isEqualTo(shown);
    }

    private static Shop shop(String locale, String currency) {
        return new Shop(
                1,
                "Prueba",
                "active",
                "MX",
                locale,
                currency,
                "America/Mexico_City",
                "a@b.mx",
                "free",
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
