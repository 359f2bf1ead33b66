package io.tianguis.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    private static final long SEED = 20_261_122;

    /** Before zones had whole minutes offsets have seconds, which no text tells. */
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
    void localTextsAreWhatTheJdksFormatterMakesOfThem(String name) {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);
        ZoneId zone = ZoneId.of(name);
        moments()
                .forEach(moment ->
                        assertThat(Moments.local(moment, zone)).isEqualTo(formatter.format(moment.atZone(zone))));
    }

    @Test
    void textsInUtcAreWhatTheJdksFormatterMakesOfThem() {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        moments().forEach(moment -> assertThat(Moments.utc(moment)).isEqualTo(formatter.format(moment)));
    }

    @ParameterizedTest
    @CsvSource({
        "2019-08-24T14:15:22Z, 2019-08-24T14:15:22.000Z",
        "2019-08-24T14:15:22.1239Z, 2019-08-24T14:15:22.123Z",
        "2019-12-31T23:59:59.999999Z, 2019-12-31T23:59:59.999Z",
        "2026-01-01T00:00:00-06:00, 2026-01-01T06:00:00.000Z"
    })
    void theyAreCutToTheMillisecond(String moment, String text) {
        assertThat(Moments.utc(Instant.parse(moment))).isEqualTo(text);
    }

    @Test
    void nobodysMomentIsNull() {
        assertThat(Moments.utcIfKnown(null)).isNull();
        assertThat(Moments.localIfKnown(null, ZoneOffset.UTC)).isNull();
    }

    private static Stream<Instant> moments() {
        Random random = new Random(SEED);
        return Stream.generate(() -> Instant.ofEpochSecond(
                        random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond()), random.nextInt(1_000_000_000)))
                .limit(20_000);
    }
}
