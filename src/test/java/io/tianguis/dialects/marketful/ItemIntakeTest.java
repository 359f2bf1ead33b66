package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.dialects.marketful.ItemIntake.Refusal;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemIntakeTest {

    private final Map<String, Parameter> item = new LinkedHashMap<>(Map.of(
            "sku", new Parameter.Text("PRO20PRO"),
            "title", new Parameter.Text("Producto de Prueba 22"),
            "list_price", new Parameter.Text("120")));

    @Test
    void anItemIsAProductOfOneVariantThatNobodyPublishedYet() {
        assertThat(ItemIntake.read(call())
                        .fold(List::getFirst, refusal -> {
                            throw new AssertionError("refused: " + refusal);
                        })
                        .status())
                .isEqualTo(ProductStatus.PAUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a-b_c.D9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void aSkuHasLettersDigitsHyphensUnderscoresAndPoints(String sku) {
        assertThat(saved("sku", sku).sku()).isEqualTo(sku);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "A B",
                "A/B",
                "AÑO",
                "A\n",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void anotherSkuIsRefused(String sku) {
        assertThat(errors("sku", sku)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "07852236842", "12345678901234"})
    void anEanHas8To14Digits(String ean) {
        assertThat(saved("ean", ean).ean()).isEqualTo(ean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "123456789012345", "1234567X", "1234 5678"})
    void anotherEanIsRefused(String ean) {
        assertThat(errors("ean", ean)).containsExactly("ean must have 8 to 14 digits");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "120,12000", "403.19,40319", "10.005,1001", "10.0049,1000", "999999999.99,99999999999"})
    void aPriceIsKeptInCents(String price, long cents) {
        assertThat(saved("list_price", price).priceCents()).isEqualTo(cents);
    }

    @ParameterizedTest
    @CsvSource({
        "'',list_price can't be blank",
        "caro,list_price must be a number",
        "'1,5',list_price must be a number",
        "1e3,list_price must be a number",
        "-0.01,list_price must be between 0 and 999999999.99",
        "1000000000,list_price must be between 0 and 999999999.99"
    })
    void anotherPriceIsRefused(String price, String error) {
        assertThat(errors("list_price", price)).containsExactly(error);
    }

    @Test
    void aMeasureIsKeptToTheMillionth() {
        assertThat(saved("height", "0.30000000000000004").dimensions().height()).isEqualByComparingTo("0.3");
        assertThat(saved("height", "1000000").dimensions().height()).isEqualByComparingTo("1000000");
        assertThat(errors("height", "1000000.1")).containsExactly("height must be between 0 and 1000000");
    }

    @Test
    void blankOptionalFieldsCountAsAbsent() {
        for (String field :
                List.of("ean", "height", "ml_sku", "amz_sku", "clave_sat", "fraccion_arancelaria", "fragil")) {
            item.put(field, new Parameter.Text(""));
        }

        assertThat(saved("weight", "")).isEqualTo(NewVariant.of("PRO20PRO", 12_000));
    }

    private NewVariant saved(String field, String value) {
        item.put(field, new Parameter.Text(value));
        return ItemIntake.read(call())
                .fold(products -> products.getFirst().variants().getFirst(), refusal -> {
                    throw new AssertionError("refused: " + refusal);
                });
    }

    private List<String> errors(String field, String value) {
        item.put(field, new Parameter.Text(value));
        return ItemIntake.read(call()).fold(products -> List.of(), ItemIntakeTest::errors);
    }

    private static List<String> errors(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Incomplete(List<ItemJson.Errors> items) ->
                items.getFirst().errors();
            case Refusal.Missing _ -> throw new AssertionError("refused for another reason");
        };
    }

    private Parameters call() {
        return new Parameters(Map.of("items", new Parameter.Items(List.of(new Parameters(item)))));
    }
}
