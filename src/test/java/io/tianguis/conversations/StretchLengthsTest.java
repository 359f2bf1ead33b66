package io.tianguis.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page adds all stretches up and walks through a part of one, so neither may be many. */
class StretchLengthsTest {

    @ParameterizedTest
    @CsvSource({"9000, 10, 1024", "1000000, 500, 4096", "10000000, 1700, 13312"})
    void aConversationWrittenFromItsBeginningHasFewStretchesAndNoneIsLong(long messages, long most, long longest) {
        long stretches = 1;
        long open = 0;
        for (long message = 0; message < messages; message++) {
            open++;
            assertThat(open).isLessThanOrEqualTo(longest);
            if (StretchLengths.isToBeLookedAt(open) && StretchLengths.isFull(open, stretches)) {
                open -= StretchLengths.kept(open, true);
                stretches++;
            }
        }
        assertThat(stretches).isBetween(most * 9 / 10, most);
    }
}
