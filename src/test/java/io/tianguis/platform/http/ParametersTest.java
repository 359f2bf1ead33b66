package io.tianguis.platform.http;

import static io.tianguis.platform.http.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.http.Parameter.Flag;
import io.tianguis.platform.http.Parameter.Null;
import io.tianguis.platform.http.Parameter.Numeral;
import io.tianguis.platform.http.Parameter.Text;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {

    @Test
    void theQueryWinsOverTheBody() {
        Parameters query = object("a", "query", "b", "query");
        Parameters body = object("b", "body", "c", "body");

        assertThat(query.over(body)).isEqualTo(object("a", "query", "b", "query", "c", "body"));
    }

    @Test
    void theWinnerIsTakenWhole() {
        Parameters query = object("order", object("items", List.of("q")), "list", List.of("q"));
        Parameters body = object("order", object("contact_info", "b"), "list", List.of("b", "b"));

        assertThat(query.over(body)).isEqualTo(query);
    }

    @Test
    void nullInTheQueryWinsToo() {
        assertThat(object("a", new Null(), "b", "").over(object("a", "1", "b", "2")))
                .isEqualTo(object("a", new Null(), "b", ""));
    }

    @Test
    void nothingChangesWhatItIsLaidOver() {
        Parameters some = object("a", "1");

        assertThat(Parameters.NONE.over(some)).isEqualTo(some);
        assertThat(some.over(Parameters.NONE)).isEqualTo(some);
        assertThat(Parameters.NONE.over(Parameters.NONE).isEmpty()).isTrue();
    }

    @Test
    void absentAndNullAreBothBlankButNotTheSame() {
        Parameters parameters = object("null", new Null(), "empty", "", "text", "x");

        assertThat(parameters.isBlank("null")).isTrue();
        assertThat(parameters.isBlank("empty")).isTrue();
        assertThat(parameters.isBlank("absent")).isTrue();
        assertThat(parameters.isBlank("text")).isFalse();
        assertThat(parameters.has("null")).isTrue();
        assertThat(parameters.has("absent")).isFalse();
        assertThat(parameters.find("null")).hasValue(new Null());
        assertThat(parameters.find("absent")).isEmpty();
    }

    @Test
    void readsValuesByTheirKeys() {
        Parameters parameters = object(
                "text",
                "x",
                "integer",
                new Numeral("2"),
                "decimal",
                "1.50",
                "flag",
                new Flag(true),
                "items",
                List.of("1"),
                "object",
                object("a", "1"));

        assertThat(parameters.text("text")).hasValue("x");
        assertThat(parameters.integer("integer")).hasValue(2L);
        assertThat(parameters.decimal("decimal")).hasValue(new BigDecimal("1.50"));
        assertThat(parameters.flag("flag")).hasValue(true);
        assertThat(parameters.items("items")).hasValue(List.of(new Text("1")));
        assertThat(parameters.object("object")).hasValue(object("a", "1"));
        assertThat(parameters.text("absent")).isEmpty();
        assertThat(parameters.integer("absent")).isEmpty();
        assertThat(parameters.decimal("absent")).isEmpty();
        assertThat(parameters.flag("absent")).isEmpty();
        assertThat(parameters.items("absent")).isEmpty();
        assertThat(parameters.object("absent")).isEmpty();
    }

    @Test
    void equalWhateverTheOrderOfTheKeys() {
        assertThat(object("a", "1", "b", "2")).isEqualTo(object("b", "2", "a", "1"));
        assertThat(object("b", "2", "a", "1").values().keySet()).containsExactly("b", "a");
    }
}
