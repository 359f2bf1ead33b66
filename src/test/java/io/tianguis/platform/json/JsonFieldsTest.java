package io.tianguis.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

    private record Named(String... names) implements SelfWriting {
        @Override
        public void write(JsonFields out) {
            out.beginObject();
            for (String name : names) {
                out.number(name, name.length());
            }
            out.endObject();
        }
    }

    @Test
    void aNameIsQuotedAsAnyTextTheNextTimeToo() {
        String quoted = "{\"a \\\"ñ\\\"\\n\\\\\":7}";

        assertThat(written(new Named("a \"ñ\"\n\\"))).isEqualTo(quoted);
        assertThat(written(new Named("a \"ñ\"\n\\"))).isEqualTo(quoted);
    }

    @Test
    void namesOfOneHashAreToldApart() {
        assertThat("Aa").hasSameHashCodeAs("BB");

        assertThat(written(new Named("Aa", "BB", "Aa"))).isEqualTo("{\"Aa\":2,\"BB\":2,\"Aa\":2}");
    }

    @Test
    void namesAreWrittenHoweverManyThereWereBefore() {
        for (int i = 0; i < 3_000; i++) {
            String name = "field" + i;
            assertThat(written(new Named(name))).isEqualTo("{\"" + name + "\":" + name.length() + "}");
        }
    }

    private static String written(SelfWriting value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
