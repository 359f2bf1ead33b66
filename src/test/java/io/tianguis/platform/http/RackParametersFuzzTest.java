package io.tianguis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.tianguis.platform.http.InvalidParameters.Reason;
import java.time.Duration;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Hostile input. The largest body that is read takes some tens of milliseconds; work that grew with the square of the
 * parameters, or of the bytes, would take minutes.
 */
class RackParametersFuzzTest {

    private static final ParameterLimits LIMITS = ParameterLimits.BODY;
    private static final Duration GENEROUS = Duration.ofSeconds(3);
    private static final long FIRST_SEED = Long.getLong("fuzz.seed", 1);
    private static final int SEEDS = 2_000;
    private static final String[] SOUP = {
        "a", "b", "c", "[", "]", "[]", "[a]", "[b]", "[][a]", "[][b]", "[a][]", "&", "&a", "&a[]", "&a[b]", "=", "=1",
        "%", "%5B", "%5d", "%00", "%zz", "%C3%B1", "%ff", "+", ";", "ñ", "\uD83D", "\0"
    };

    /** Inputs of the largest size, each the worst that is known for some step of the reading. */
    private enum Shape {
        ELEMENTS(_ -> "a[][b]=1"),
        ELEMENTS_OF_OBJECTS(_ -> "a[][b][c]=1"),
        ELEMENTS_THAT_GO_ON(at -> "a[][b" + at + "]=1"),
        ELEMENTS_WITHIN_ONE(_ -> "a[][b][][c]=1"),
        TEXTS(_ -> "a[]=1"),
        TEXTS_WITHIN_ONE(_ -> "a[][b][]=1"),
        INNER_ARRAYS(_ -> "a[][]=1"),
        ONE_KEY(_ -> "a=1"),
        MANY_KEYS(at -> "a" + at + "=1"),
        MANY_OBJECTS(at -> "a[" + at + "][b]=1"),
        COLLIDING_KEYS(at -> colliding(at) + "=1"),
        COLLIDING_FIELDS(at -> "a[" + colliding(at) + "]=1"),
        DEEP(_ -> "a" + "[b]".repeat(19) + "=1"),
        DEEP_WITH_ARRAYS(_ -> "a" + "[][b]".repeat(10) + "=1"),
        ENCODED(_ -> "%61%5B%5D%5B%62%5D=%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1");

        private final IntFunction<String> pair;

        Shape(IntFunction<String> pair) {
            this.pair = pair;
        }

        /** Different keys of one hash, since "Aa" and "BB" have one. */
        private static String colliding(int number) {
            return IntStream.range(0, 14)
                    .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMostParametersAreReadInTimeAndOneMoreRefused(Shape shape) {
        String most = IntStream.range(0, LIMITS.count()).mapToObj(shape.pair).collect(Collectors.joining("&"));

        assertThat(within(GENEROUS, shape.name(), () -> readOrRefuse(most))).isInstanceOf(Parameters.class);
        assertThat(within(GENEROUS, shape.name(), () -> readOrRefuse("z&" + most)))
                .isEqualTo(Reason.TOO_MANY);
    }

    @Test
    void everyElementIsThere() throws InvalidParameters {
        String elements = "a[][b]=1&".repeat(LIMITS.count());

        assertThat(RackParameters.parse(elements, LIMITS).items("a").orElseThrow())
                .hasSize(LIMITS.count())
                .containsOnly(Trees.object("b", "1"));
    }

    @Test
    void aBodyOfOnePieceTakesNoLonger() {
        for (String piece : new String[] {"[", "]", "[]", "[b]", "a[b", "][", "[[]", "a", "=", "&", "+", "%41", "%"}) {
            String body = piece.repeat(LIMITS.bytes() / piece.length());

            within(GENEROUS, piece, () -> readOrRefuse(body));
            within(GENEROUS, "a[" + piece, () -> readOrRefuse("a[" + body.substring(2)));
            within(GENEROUS, "a[b][" + piece, () -> readOrRefuse("a[b][" + body.substring(5)));
        }
    }

    @Test
    void pathsCannotMultiplyTheMemory() {
        String paths = IntStream.range(0, LIMITS.count())
                .mapToObj(at -> "a" + at + "[b]".repeat(18))
                .collect(Collectors.joining("&"));

        assertThat(within(GENEROUS, "paths", () -> readOrRefuse(paths))).isEqualTo(Reason.TOO_MANY);
    }

    @Test
    void anyBytesAreReadOrRefused() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 65_536 : 64)];
            random.nextBytes(bytes);

            within(GENEROUS, "fuzz.seed=" + seed, () -> readOrRefuse(bytes));
        }
    }

    @Test
    void anyPrintableCharactersAreReadOrRefused() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            String text = new Random(seed)
                    .ints(200, ' ', 128)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());

            within(GENEROUS, "fuzz.seed=" + seed, () -> readOrRefuse(text.replace("%", "%25")));
        }
    }

    @Test
    void anySoupOfBracketsIsReadOrRefused() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            Random random = new Random(seed);
            int kinds = random.nextInt(20) == 0 ? SOUP.length : 17;
            String soup = random.ints(random.nextInt(random.nextInt(50) == 0 ? 50_000 : 40), 0, kinds)
                    .mapToObj(piece -> SOUP[piece])
                    .collect(Collectors.joining());

            within(GENEROUS, "fuzz.seed=" + seed, () -> readOrRefuse(soup));
        }
    }

    private static <T> T within(Duration time, String input, ThrowingSupplier<T> work) {
        return assertTimeout(time, work, input);
    }

    private static Object readOrRefuse(String raw) {
        try {
            return RackParameters.parse(raw, LIMITS);
        } catch (InvalidParameters refusal) {
            return refusal.reason();
        }
    }

    private static Object readOrRefuse(byte[] raw) {
        try {
            return RackParameters.parse(raw, LIMITS);
        } catch (InvalidParameters refusal) {
            return refusal.reason();
        }
    }
}
