package io.tianguis.platform.http;

import static io.tianguis.platform.http.Trees.object;
import static io.tianguis.platform.http.Trees.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tianguis.platform.http.InvalidParameters.Reason;
import io.tianguis.platform.http.Trees.Spelling;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RackParametersTest {

    private static final ParameterLimits LIMITS = ParameterLimits.BODY;

    @ParameterizedTest
    @EnumSource
    void readsTheOrderOfTheSourceAsHttpartySendsIt(Spelling spelling) throws InvalidParameters {
        Parameters contact = object(
                "num_orden",
                "123334",
                "customer",
                "Charlie Hebdo",
                "no_interior",
                "",
                "estado",
                "MX - AG",
                "asegurado",
                "false",
                "url_guia_pdf",
                "https://www.mi-sistema.com/guia-envio.pdf?a=1&b[]=2");
        Parameters order = object(
                "contact_info",
                contact,
                "items",
                List.of(object("sku", "MULTI01", "cantidad", "2"), object("sku", "TERMO10", "cantidad", "3")));
        String query = Trees.query(object("order", order), spelling);

        Parameters read = parse(query);

        assertThat(read).isEqualTo(object("order", order));
        assertThat(read.object("order").orElseThrow().values().keySet())
                .as("Ruby's clients send items first")
                .containsExactly("items", "contact_info");
    }

    @Test
    void readsTheItemsOfTheDecisionInTheirOrder() throws InvalidParameters {
        assertThat(read("order[items][][sku]=A&order[items][][cantidad]=2&order[items][][sku]=B"))
                .isEqualTo("{order: {items: [{sku: A, cantidad: 2}, {sku: B}]}}");
    }

    @Test
    void readsTheEntryOrderOfTheSource() throws InvalidParameters {
        Parameters read = parse("entry_order[PAQ-EA]=0&entry_order[BOTLE12]=50");

        assertThat(read.object("entry_order").orElseThrow().integer("PAQ-EA")).hasValue(0L);
        assertThat(read.object("entry_order").orElseThrow().integer("BOTLE12")).hasValue(50L);
    }

    @Test
    void leavesOutWhatARubyClientLeavesOut() throws InvalidParameters {
        Parameters sent = object("order", object("contact_info", object(), "items", List.of()), "canal", "Liverpool");

        assertThat(parse(Trees.query(sent, Spelling.RAW_BRACKETS))).isEqualTo(object("canal", "Liverpool"));
    }

    @Test
    void readsAnOrderNumberWithItsHash() throws InvalidParameters {
        assertThat(read("canal=Shopify&orden=%233616")).isEqualTo("{canal: Shopify, orden: #3616}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", quoteCharacter = '"', textBlock = """
                    # nesting
                    a=1                                   | {a: 1}
                    a[b]=1                                | {a: {b: 1}}
                    a[b][c]=1&a[b][d]=2                   | {a: {b: {c: 1, d: 2}}}
                    a[]=1                                 | {a: [1]}
                    a[]=1&a[]=2                           | {a: [1, 2]}
                    a[][b]=1&a[][c]=2&a[][b]=3            | {a: [{b: 1, c: 2}, {b: 3}]}
                    a[][b]=1&a[][b]=1                     | {a: [{b: 1}, {b: 1}]}
                    a[][b][c]=1&a[][b][d]=2&a[][b][c]=3   | {a: [{b: {c: 1, d: 2}}, {b: {c: 3}}]}
                    a[][b][c]=1&a[][b]=2                  | {a: [{b: {c: 1}}, {b: 2}]}
                    a[][b][]=1&a[][b][]=2                 | {a: [{b: [1, 2]}]}
                    a[][b][]=1&a[][b]=2                   | {a: [{b: [1]}, {b: 2}]}
                    a[][i]=1&a[][b][]=2&a[][i]=3&a[][b][]=4 | {a: [{i: 1, b: [2]}, {i: 3, b: [4]}]}
                    a[][i]=1&a[][b][][c]=2&a[][b][][c]=3  | {a: [{i: 1, b: [{c: 2}, {c: 3}]}]}
                    a[][b]&a[][b]=1                       | {a: [{b: ~}, {b: 1}]}
                    x[a][][b]=1&y=0&x[a][][b]=2           | {x: {a: [{b: 1}, {b: 2}]}, y: 0}
                    a[0][b]=1&a[1][b]=2                   | {a: {0: {b: 1}, 1: {b: 2}}}
                    # arrays of mixed and of inner arrays
                    a[]=1&a[][b]=2&a[]=3&a[][b]=4         | {a: [1, {b: 2}, 3, {b: 4}]}
                    a[][]=1&a[][]=2                       | {a: [[1], [2]]}
                    a[][b]=1&a[][]=2&a[][c]=3             | {a: [{b: 1}, [2], {c: 3}]}
                    a[][][b]=1&a[][][c]=2                 | {a: [[{b: 1}], [{c: 2}]]}
                    # encodings
                    a%5Bb%5D=1                            | {a: {b: 1}}
                    a%5bb%5d%5b%5d=1                      | {a: {b: [1]}}
                    a%5Bb]=1                              | {a: {b: 1}}
                    a=1+2%2B3%203                         | {a: 1 2+3 3}
                    a+b[c+d]=1                            | {a b: {c d: 1}}
                    a=%26%3D%25                           | {a: &=%}
                    a%3Db=1                               | {a=b: 1}
                    a=b=c                                 | {a: b=c}
                    a=;b;c=d                              | {a: ;b;c=d}
                    a=%C3%B1%c3%91                        | {a: ñÑ}
                    ñ=ñ%F0%9F%9A%9A                       | {ñ: ñ🚚}
                    a=%EF%BF%BD                           | {a: \uFFFD}
                    a=%255B                               | {a: %5B}
                    # what is absent, empty or repeated
                    ""                                    | {}
                    &&&                                   | {}
                    &a=1&&b=2&                            | {a: 1, b: 2}
                    =1&a=2                                | {a: 2}
                    =                                     | {}
                    a                                     | {a: ~}
                    a=                                    | {a: }
                    a[]                                   | {a: [~]}
                    a[]=                                  | {a: []}
                    a[b]                                  | {a: {b: ~}}
                    a=1&b=2&a=3                           | {a: 3, b: 2}
                    a=1&a                                 | {a: ~}
                    a[b]=1&a[b]=2                         | {a: {b: 2}}
                    entry_order[+]=1                      | {entry_order: { : 1}}
                    # odd brackets
                    a]b=1                                 | {a]b: 1}
                    a]=1                                  | {a]: 1}
                    a[=1                                  | {a[: 1}
                    a[b=1                                 | {a: {[b: 1}}
                    [a]=1                                 | {[a]: 1}
                    [a][b]=1                              | {[a]: {b: 1}}
                    []=1                                  | {[]: 1}
                    []=1&[]=2                             | {[]: 2}
                    [][]=1                                | {[]: [1]}
                    [=1                                   | {[: 1}
                    ]=1                                   | {]: 1}
                    ][b]=1                                | {]: {b: 1}}
                    [[=1                                  | {[[: 1}
                    [[b]=1                                | {[: {b: 1}}
                    a[b]c=1                               | {a: {b: {c: 1}}}
                    a[b]c[d]=1                            | {a: {b: {c[d]: 1}}}
                    a[b][=1                               | {a: {[b][: 1}}
                    a[b][c=1                              | {a: {b: {[c: 1}}}
                    a[b]]=1                               | {a: {b: {]: 1}}}
                    a[[b]]=1                              | {a: {[b: {]: 1}}}
                    a[[]=1                                | {a: {[: 1}}
                    a[]b=1&a[]b=2                         | {a: [{b: 1}, {b: 2}]}
                    a[][=1                                | {a: [{[: 1}]}
                    a[[[[=1                               | {a: {[[[[: 1}}
                    """)
    void readsOneWayOnly(String query, String tree) throws InvalidParameters {
        assertThat(read(query)).isEqualTo(tree.replace("\\uFFFD", "\uFFFD"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a=1&a[b]=2           | CONTRADICTORY
                    a[b]=2&a=1           | CONTRADICTORY
                    a[b]=2&a             | CONTRADICTORY
                    a&a[b]=2             | CONTRADICTORY
                    a=1&a[]=2            | CONTRADICTORY
                    a[]=2&a=1            | CONTRADICTORY
                    a[]=1&a[b]=2         | CONTRADICTORY
                    a[b]=2&a[]=1         | CONTRADICTORY
                    a[b]=1&a[][b]=2      | CONTRADICTORY
                    a[b][c]=1&a[b][]=2   | CONTRADICTORY
                    a[b]=1&a[b][c]=2     | CONTRADICTORY
                    a[][b]=1&a[][b][c]=2 | CONTRADICTORY
                    a[][b]=1&a[][b][]=2  | CONTRADICTORY
                    a=%                  | BAD_ENCODING
                    a=1%2                | BAD_ENCODING
                    a=%2&b=1             | BAD_ENCODING
                    a=%zz                | BAD_ENCODING
                    a=%+1                | BAD_ENCODING
                    a=%-1                | BAD_ENCODING
                    %=1                  | BAD_ENCODING
                    a%=41                | BAD_ENCODING
                    =%zz                 | BAD_ENCODING
                    a=%FF                | BAD_ENCODING
                    a=%C3                | BAD_ENCODING
                    a=%C3ñ               | BAD_ENCODING
                    a=%C3&b=%B1          | BAD_ENCODING
                    a=%C0%80             | BAD_ENCODING
                    a=%ED%A0%80          | BAD_ENCODING
                    a=%F4%90%80%80       | BAD_ENCODING
                    %C3[%B1]=1           | BAD_ENCODING
                    a=%00                | NUL_CHARACTER
                    a%00=1               | NUL_CHARACTER
                    a[%00]               | NUL_CHARACTER
                    """)
    void refuses(String query, Reason reason) {
        assertThat(refusal(query, LIMITS)).isEqualTo(reason);
    }

    @Test
    void refusesWhatNoCharacterSetHolds() {
        assertThat(refusal("a=\uD83D", LIMITS)).isEqualTo(Reason.BAD_ENCODING);
        assertThat(refusal("a=\0", LIMITS)).isEqualTo(Reason.NUL_CHARACTER);
    }

    @Test
    void readsAFormFromItsBytes() throws InvalidParameters {
        byte[] form = "a[ñ]=%C3%B1".getBytes(StandardCharsets.UTF_8);

        assertThat(RackParameters.parse(form, LIMITS)).isEqualTo(object("a", object("ñ", "ñ")));
        assertThat(catchThrowableOfType(
                                InvalidParameters.class,
                                () -> RackParameters.parse("a=ñ".getBytes(StandardCharsets.ISO_8859_1), LIMITS))
                        .reason())
                .isEqualTo(Reason.BAD_ENCODING);
    }

    @Test
    void tellsTheReasonAndNothingOfWhatWasSent() {
        InvalidParameters refusal = catchThrowableOfType(InvalidParameters.class, () -> parse("telefono=4497893345%"));

        assertThat(refusal).hasMessage("BAD_ENCODING").hasNoCause();
        assertThat(refusal.getStackTrace()).isEmpty();
    }

    @Test
    void countsBytesAndNotCharacters() throws InvalidParameters {
        ParameterLimits six = new ParameterLimits(6, 1, 1);

        assertThat(RackParameters.parse("a=ññ", six)).isEqualTo(object("a", "ññ"));
        assertThat(refusal("a=ñññ", six)).isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal("a=%41%41", six)).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void countsEveryPairThatIsNotEmpty() throws InvalidParameters {
        ParameterLimits two = new ParameterLimits(100, 4, 2);

        assertThat(RackParameters.parse("&&a&&b&&", two)).isEqualTo(parse("a&b"));
        assertThat(refusal("a=1&a=2&a=3", two)).isEqualTo(Reason.TOO_MANY);
        assertThat(refusal("=&=&=", two)).isEqualTo(Reason.TOO_MANY);
    }

    @Test
    void opensObjectsAndArraysInProportionToItsLimits() throws InvalidParameters {
        ParameterLimits limits = new ParameterLimits(10_000, 11, 20);
        String path = "a" + "[]".repeat(10);

        assertThat(refusal(repeated(path, 6), limits)).as("10 + 5 * 9 > 51").isEqualTo(Reason.TOO_MANY);
        assertThat(RackParameters.parse(repeated(path, 5), limits).items("a").orElseThrow())
                .hasSize(5);
        assertThat(RackParameters.parse(repeated("a[][b][c]", 20), limits)
                        .items("a")
                        .orElseThrow())
                .hasSize(20);
    }

    @Test
    void refusesThePathThatIsTooDeepHoweverItIsSpelled() {
        ParameterLimits three = new ParameterLimits(100, 3, 10);

        assertThat(List.of("a[b][c][d]", "a[][][]", "a[b][c]d", "a[b][c][d", "a[][b]%5Bc%5D"))
                .allSatisfy(name -> assertThat(refusal(name, three)).isEqualTo(Reason.TOO_DEEP));
    }

    @Test
    void takesACallOfAThousandItemsWithEveryKeyOfTheSource() throws InvalidParameters {
        List<Parameter> items = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            items.add(object(
                    "title",
                    "Lapiz 45 Gen",
                    "list_price",
                    "120",
                    "sku",
                    "LAPZ-" + number,
                    "ean",
                    "078521452111",
                    "height",
                    "15",
                    "width",
                    "15",
                    "length",
                    "20",
                    "weight",
                    "1",
                    "ml_sku",
                    "MLLAPZ-G",
                    "amz_sku",
                    "AMZLAPZ-G",
                    "clave_sat",
                    "1234533",
                    "fraccion_arancelaria",
                    "123456.4",
                    "fragil",
                    "true"));
        }
        Parameters call = object("items", items);

        assertThat(parse(Trees.query(call, Spelling.UPPER_HEX))).isEqualTo(call);
    }

    private static String repeated(String name, int times) {
        return String.join(
                "&", IntStream.range(0, times).mapToObj(_ -> name + "=1").toList());
    }

    private static Parameters parse(String query) throws InvalidParameters {
        return RackParameters.parse(query, LIMITS);
    }

    private static String read(String query) throws InvalidParameters {
        return shown(parse(query));
    }

    private static Reason refusal(String query, ParameterLimits limits) {
        return catchThrowableOfType(InvalidParameters.class, () -> RackParameters.parse(query, limits))
                .reason();
    }
}
