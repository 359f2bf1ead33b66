package io.tianguis.platform.http;

import static io.tianguis.platform.http.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tianguis.platform.http.Parameter.Flag;
import io.tianguis.platform.http.Parameter.Items;
import io.tianguis.platform.http.Parameter.Null;
import io.tianguis.platform.http.Parameter.Numeral;
import io.tianguis.platform.http.Parameter.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "2, 2",
        "-17, -17",
        "2.0, 2",
        "-2.000, -2",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775807.0, 9223372036854775807"
    })
    void theSameIntegerWhetherTextOrNumber(String written, long integer) {
        assertThat(new Text(written).integer()).hasValue(integer);
        assertThat(new Numeral(written).integer()).hasValue(integer);
    }

    @ParameterizedTest
    @CsvSource({"+5, 5", "007, 7", "-00, 0", "+2.0, 2"})
    void textMayHaveAPlusAndZerosInFront(String written, long integer) {
        assertThat(new Text(written).integer()).hasValue(integer);
    }

    @ParameterizedTest
    @CsvSource({"1e3, 1000", "1E+3, 1000", "20e-1, 2", "1.5e1, 15", "0e99, 0", "-12E0, -12"})
    void aNumberOfJsonMayHaveAnExponent(String literal, long integer) {
        assertThat(new Numeral(literal).integer()).hasValue(integer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2.5",
                " 2",
                "2 ",
                "+",
                "-",
                "--2",
                "+-2",
                "2.",
                ".0",
                "1e3",
                "12E4",
                "0x10",
                "1_000",
                "1,000",
                "２",
                "٢",
                "abc",
                "NaN",
                "Infinity",
                "9223372036854775808",
                "-9223372036854775809",
                "2L",
                "2\n"
            })
    void otherTextIsNoInteger(String text) {
        assertThat(new Text(text).integer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2.5", "1e-1", "9223372036854775808", "1e19", "1e99", "1e-99", "1e999999999", "1e-999999999"})
    void otherNumbersAreNoInteger(String literal) {
        assertThat(new Numeral(literal).integer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.50, 1.50", "-0.1, -0.1", "120, 120", "9223372036854775808, 9223372036854775808"})
    void decimalsAreExact(String written, BigDecimal decimal) {
        assertThat(new Text(written).decimal()).hasValue(decimal);
        assertThat(new Numeral(written).decimal()).hasValue(decimal);
    }

    @Test
    void numbersHaveAnEnd() {
        String longest = "1".repeat(128);

        assertThat(new Text(longest).decimal()).hasValue(new BigDecimal(longest));
        assertThat(new Numeral(longest).text()).hasValue(longest);
        assertThat(new Text(longest + "1").decimal()).isEmpty();
        assertThat(new Numeral(longest + "1").text()).isEmpty();
        assertThat(new Numeral("1e99").text()).hasValue("1" + "0".repeat(99));
        assertThat(Stream.of("1e100", "1e-100", "1e999999999", "1E+999999999", "0e99999999999999999999"))
                .allSatisfy(literal -> {
                    assertThat(new Numeral(literal).text()).isEmpty();
                    assertThat(new Numeral(literal).decimal()).isEmpty();
                });
        assertThat(new Numeral("7".repeat(1 << 20)).text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"234233423, 234233423", "1.50, 1.50", "-7, -7", "1e3, 1000", "2.5E-3, 0.0025", "100e-2, 1.00"})
    void aNumberHasTheTextThatAFormWouldCarry(String literal, String text) {
        assertThat(new Numeral(literal).text()).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+1", "01", "1.", ".5", "1e", "NaN", "-", " 1", "1 ", "0x1", "-Infinity"})
    void onlyANumberOfJsonIsANumeral(String literal) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Numeral(literal));
    }

    @Test
    void theSameTruthWhetherTextOrFlag() {
        assertThat(new Flag(true).flag()).hasValue(true);
        assertThat(new Text("true").flag()).hasValue(true);
        assertThat(new Flag(false).flag()).hasValue(false);
        assertThat(new Text("false").flag()).hasValue(false);
        assertThat(new Flag(false).text()).hasValue("false");
        assertThat(Stream.of("", "1", "0", "True", "TRUE", "yes", "si", " true"))
                .allSatisfy(text -> assertThat(new Text(text).flag()).isEmpty());
        assertThat(new Numeral("1").flag()).isEmpty();
    }

    @Test
    void nullArraysAndObjectsHaveNoText() {
        assertThat(List.of(new Null(), new Items(List.of(new Text("1"))), object("a", "1")))
                .allSatisfy(parameter -> {
                    assertThat(parameter.text()).isEmpty();
                    assertThat(parameter.integer()).isEmpty();
                    assertThat(parameter.decimal()).isEmpty();
                    assertThat(parameter.flag()).isEmpty();
                });
    }

    @Test
    void arraysAndObjectsAreReadAsWhatTheyAre() {
        Parameter array = new Items(List.of(new Text("1"), new Null()));
        Parameters object = object("a", "1");

        assertThat(array.items()).hasValue(List.of(new Text("1"), new Null()));
        assertThat(array.object()).isEmpty();
        assertThat(object.object()).hasValue(object);
        assertThat(object.items()).isEmpty();
        assertThat(new Text("[]").items()).isEmpty();
    }

    @Test
    void blankIsNullOrTheEmptyTextAndNothingElse() {
        assertThat(List.of(new Null(), new Text(""))).allMatch(Parameter::isBlank);
        assertThat(List.of(
                        new Text(" "),
                        new Text("0"),
                        new Numeral("0"),
                        new Flag(false),
                        new Items(List.of()),
                        object()))
                .noneMatch(Parameter::isBlank);
    }

    @Test
    void aValueDoesNotChangeWithWhatItWasMadeOf() {
        List<Parameter> elements = new ArrayList<>(List.of(new Text("1")));
        Map<String, Parameter> values = new LinkedHashMap<>(Map.of("a", new Text("1")));
        Items items = new Items(elements);
        Parameters parameters = new Parameters(values);
        elements.clear();
        values.clear();

        assertThat(items.elements()).hasSize(1);
        assertThat(parameters.values()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> parameters.values().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> items.elements().clear());
    }
}
