package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MercadoShopsFormatsTest {

    @ParameterizedTest
    @CsvSource({"140500, 1405", "5799, 57.99", "5790, 57.9", "0, 0", "-550, -5.5", "1, 0.01"})
    void amountsHaveNoNeedlessDecimals(long cents, String written) {
        assertThat(MercadoShopsFormats.inUnits(cents).toPlainString()).isEqualTo(written);
    }
}
