package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MercadoShopsFormatsTest {

    private static final long SEED = 20_261_122;

    /** Before zones had whole minutes offsets have seconds, which the dialect leaves out. */
    private static final Instant FIRST = Instant.parse("-0004-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("+10004-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/Mexico_City",
                "America/Argentina/Buenos_Aires",
                "America/St_Johns",
                "Asia/Kolkata",
                "UTC"
            })
    void momentsAreWhatTheJdksFormatterMakesOfThem(String name) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
        ZoneId zone = ZoneId.of(name);
        Random random = new Random(SEED);
        for (int time = 0; time < 20_000; time++) {
            Instant moment = Instant.ofEpochSecond(
                    random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond()), random.nextInt(1_000_000_000));
            assertThat(MercadoShopsFormats.moment(moment, zone)).isEqualTo(formatter.format(moment.atZone(zone)));
        }
    }

    @ParameterizedTest
    @CsvSource({"140500, 1405", "5799, 57.99", "5790, 57.9", "0, 0", "-550, -5.5", "1, 0.01"})
    void amountsHaveNoNeedlessDecimals(long cents, String written) {
        assertThat(MercadoShopsFormats.inUnits(cents).toPlainString()).isEqualTo(written);
    }

    @Test
    void nobodysMomentIsNull() {
        assertThat(MercadoShopsFormats.momentOrNull(null, ZoneId.of("UTC"))).isNull();
    }
}
