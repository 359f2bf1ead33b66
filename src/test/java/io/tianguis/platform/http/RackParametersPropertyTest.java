package io.tianguis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tianguis.platform.http.InvalidParameters.Reason;
import io.tianguis.platform.http.Parameter.Items;
import io.tianguis.platform.http.Parameter.Null;
import io.tianguis.platform.http.Parameter.Text;
import io.tianguis.platform.http.Trees.Spelling;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class RackParametersPropertyTest {

    private static final ParameterLimits LIMITS = ParameterLimits.BODY;

    @Property(tries = 500)
    void whatARubyClientWritesIsReadBack(@ForAll("trees") Parameters tree, @ForAll Spelling spelling)
            throws InvalidParameters {
        assertThat(parse(Trees.query(tree, spelling))).isEqualTo(tree);
    }

    @Property(tries = 300)
    void keysThatAreApartMayComeInAnyOrder(@ForAll("trees") Parameters tree, @ForAll Random random)
            throws InvalidParameters {
        List<String> keys = tree.values().entrySet().stream()
                .map(entry -> Trees.query(new Parameters(Map.of(entry.getKey(), entry.getValue())), Spelling.UPPER_HEX))
                .collect(Collectors.toList());
        Collections.shuffle(keys, random);

        assertThat(parse(String.join("&", keys))).isEqualTo(tree);
    }

    @Property(tries = 300)
    void withoutArraysThePairsMayComeInAnyOrder(@ForAll("objects") Parameters tree, @ForAll Random random)
            throws InvalidParameters {
        List<String> pairs = Arrays.asList(Trees.query(tree, Spelling.LOWER_HEX).split("&"));
        Collections.shuffle(pairs, random);

        assertThat(parse(String.join("&", pairs))).isEqualTo(tree);
    }

    @Property(tries = 300)
    void twoQueriesInARowAreOneLaidOverTheOtherWhenTheyShareNoKey(
            @ForAll("trees") Parameters first, @ForAll("trees") Parameters second) throws InvalidParameters {
        Map<String, Parameter> apart = new LinkedHashMap<>(second.values());
        apart.keySet().removeAll(first.values().keySet());
        Parameters rest = new Parameters(apart);

        assertThat(parse(Trees.query(first, Spelling.RAW_BRACKETS) + "&" + Trees.query(rest, Spelling.UPPER_HEX)))
                .isEqualTo(first.over(rest))
                .isEqualTo(rest.over(first));
    }

    @Property(tries = 300)
    void theUpperOneWinsKeyByKey(@ForAll("trees") Parameters upper, @ForAll("trees") Parameters lower) {
        Parameters merged = upper.over(lower);

        assertThat(merged.values()).containsAllEntriesOf(upper.values());
        lower.values()
                .forEach((key, value) ->
                        assertThat(merged.find(key)).isEqualTo(upper.has(key) ? upper.find(key) : lower.find(key)));
        assertThat(merged.values().keySet()).allMatch(key -> upper.has(key) || lower.has(key));
    }

    @Property(tries = 1000)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 200) String raw) {
        readOrRefuse(raw);
    }

    @Property(tries = 2000)
    void anySoupOfBracketsIsReadOrRefusedAndAlwaysTheSame(@ForAll("soup") String raw) {
        assertThat(readOrRefuse(raw)).isEqualTo(readOrRefuse(raw));
    }

    @Property(tries = 1000)
    void encodedBracketsAreBrackets(@ForAll("soup") String raw) {
        assertThat(readOrRefuse(raw.replace("[", "%5B").replace("]", "%5d"))).isEqualTo(readOrRefuse(raw));
    }

    @Property(tries = 200)
    void depthIsExactAtItsEdge(@ForAll @IntRange(min = 1, max = 64) int depth, @ForAll Random random)
            throws InvalidParameters {
        ParameterLimits limits = new ParameterLimits(10_000, depth, 1);
        String path = IntStream.range(1, depth)
                .mapToObj(_ -> random.nextBoolean() ? "[]" : "[b]")
                .collect(Collectors.joining("", "a", ""));

        assertThat(around(RackParameters.parse(path + "=1", limits))).isEqualTo(depth);
        assertThat(refusal(path + "[]=1", limits)).isEqualTo(Reason.TOO_DEEP);
        assertThat(refusal(path + "[b]=1", limits)).isEqualTo(Reason.TOO_DEEP);
    }

    @Property(tries = 100)
    void countIsExactAtItsEdge(@ForAll @IntRange(max = 300) int count, @ForAll("names") String name)
            throws InvalidParameters {
        ParameterLimits limits = new ParameterLimits(100_000, 3, count);
        String pairs = (name + "=1&").repeat(count);

        RackParameters.parse(pairs, limits);
        assertThat(refusal(pairs + name + "=1", limits)).isEqualTo(Reason.TOO_MANY);
    }

    @Property(tries = 100)
    void sizeIsExactAtItsEdge(@ForAll @IntRange(max = 5_000) int size) throws InvalidParameters {
        ParameterLimits limits = new ParameterLimits(size, 1, 1);

        RackParameters.parse("a".repeat(size), limits);
        assertThat(refusal("a".repeat(size + 1), limits)).isEqualTo(Reason.TOO_LARGE);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "a[]", "a[b]", "a[][b]", "a[b][]", "a[b][c]", "a[", "");
    }

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.of("a", "b", "[", "]", "[]", "[a]", "[b]", "&", "&a", "=", "=1", "+", "%", "%41", "%C3%B1")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    /** Trees that the notation can tell: no empty arrays and objects, and every element of an array begins alike. */
    @Provide
    Arbitrary<Parameters> trees() {
        return object(value(3), 0);
    }

    /** Trees of texts and objects. */
    @Provide
    Arbitrary<Parameters> objects() {
        Arbitrary<Parameter> value = text();
        for (int depth = 0; depth < 3; depth++) {
            value = Arbitraries.oneOf(text(), object(value, 1).map(object -> object));
        }
        return object(value, 1);
    }

    private static Arbitrary<Parameter> value(int depth) {
        if (depth == 0) {
            return text();
        }
        Arbitrary<Parameter> inner = value(depth - 1);
        return Arbitraries.oneOf(
                text(),
                text().list().ofMinSize(1).ofMaxSize(3).map(Items::new),
                element(inner).list().ofMinSize(1).ofMaxSize(3).map(Items::new),
                object(inner, 1).map(object -> object));
    }

    private static Arbitrary<Parameter> element(Arbitrary<Parameter> value) {
        return Combinators.combine(text(), object(value, 0)).as((first, rest) -> {
            Map<String, Parameter> fields = new LinkedHashMap<>(Map.of("sku", first));
            rest.values().forEach(fields::putIfAbsent);
            return new Parameters(fields);
        });
    }

    private static Arbitrary<Parameters> object(Arbitrary<Parameter> value, int atLeast) {
        return Combinators.combine(key(), value)
                .as(Map::entry)
                .list()
                .ofMinSize(atLeast)
                .ofMaxSize(4)
                .map(fields -> {
                    Map<String, Parameter> values = new LinkedHashMap<>();
                    fields.forEach(field -> values.put(field.getKey(), field.getValue()));
                    return new Parameters(values);
                });
    }

    private static Arbitrary<String> key() {
        return characters().excludeChars('[', ']').ofMinLength(1).ofMaxLength(6);
    }

    private static Arbitrary<Parameter> text() {
        return characters().ofMaxLength(8).map(Text::new);
    }

    private static StringArbitrary characters() {
        return Arbitraries.strings().ascii().withChars("ñáü€中").excludeChars('\0');
    }

    /** The objects and arrays around the one value of a tree. */
    private static int around(Parameter parameter) {
        return switch (parameter) {
            case Parameters(Map<String, Parameter> values) ->
                1 + around(values.values().iterator().next());
            case Items(List<Parameter> elements) -> 1 + around(elements.getFirst());
            case Text _, Null _, Parameter.Numeral _, Parameter.Flag _ -> 0;
        };
    }

    private static Object readOrRefuse(String raw) {
        try {
            return parse(raw);
        } catch (InvalidParameters refusal) {
            return refusal.reason();
        }
    }

    private static Parameters parse(String raw) throws InvalidParameters {
        return RackParameters.parse(raw, LIMITS);
    }

    private static Reason refusal(String raw, ParameterLimits limits) {
        return catchThrowableOfType(InvalidParameters.class, () -> RackParameters.parse(raw, limits))
                .reason();
    }
}
