package io.tianguis.dialects.mercately;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.VariantChange;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Parameter;
import io.tianguis.platform.http.Parameter.Flag;
import io.tianguis.platform.http.Parameter.Null;
import io.tianguis.platform.http.Parameter.Numeral;
import io.tianguis.platform.http.Parameter.Text;
import io.tianguis.platform.http.Parameters;
import io.tianguis.stock.ItemChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariantChangeReaderTest {

    @Test
    void nothingSaidIsNothingChanged() {
        assertThat(change(Map.of()))
                .isEqualTo(new ItemChange(VariantChange.NOTHING, Optional.empty(), Optional.empty()));
    }

    @Test
    void everyFieldIsRead() {
        Map<String, Parameter> fields = Map.of(
                "price", new Numeral("200.00"),
                "wholesale_price", new Text("150.5"),
                "quantity", new Numeral("100"),
                "sku", new Text("NEW-SKU-001"),
                "selling_without_stock", new Flag(true),
                "variant_url", new Text("https://example.com/product?variant=123"),
                "image", new Text("HTTP://example.com:8080/image.webp#front"));

        assertThat(change(fields))
                .isEqualTo(new ItemChange(
                        new VariantChange(
                                Optional.of(20_000L),
                                Change.to(15_050L),
                                Optional.of("NEW-SKU-001"),
                                Change.to("https://example.com/product?variant=123"),
                                Change.to("HTTP://example.com:8080/image.webp#front")),
                        Optional.of(100L),
                        Optional.of(true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wholesale_price", "variant_url", "image"})
    void nullAndEmptyTextRemove(String key) {
        assertThat(change(Map.of(key, new Null())).variant().changesNothing()).isFalse();
        assertThat(change(Map.of(key, new Text("")))).isEqualTo(change(Map.of(key, new Null())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"price", "quantity", "sku", "selling_without_stock"})
    void whatAVariantCannotBeWithoutIsNotRemoved(String key) {
        assertThat(faults(Map.of(key, new Null()))).hasSize(1);
        assertThat(faults(Map.of(key, new Text("")))).isEqualTo(faults(Map.of(key, new Null())));
    }

    @ParameterizedTest
    @CsvSource({"0.004, 0", "0.005, 1", "10.555, 1056", "1e2, 10000", "9999999999.99, 999999999999"})
    void priceIsRoundedToTheCentHalfUp(String price, long cents) {
        assertThat(change(Map.of("price", new Numeral(price))).variant().priceCents())
                .contains(cents);
    }

    @Test
    void thePriceIsBoundedOnBothSides() {
        assertThat(faults(Map.of("price", new Numeral("-0.001")))).containsExactly("El precio no puede ser negativo");
        assertThat(faults(Map.of("price", new Numeral("9999999999.991"))))
                .containsExactly("El precio no puede ser mayor que 9999999999.99");
    }

    @Test
    void theQuantityIsBoundedOnBothSides() {
        assertThat(change(Map.of("quantity", new Text("1000000000000"))).available())
                .contains(ItemChange.MAX_UNITS);
        assertThat(faults(Map.of("quantity", new Numeral("1000000000001"))))
                .containsExactly("La cantidad no puede ser mayor que 1000000000000");
        assertThat(faults(Map.of("quantity", new Numeral("-0.5"))))
                .containsExactly("La cantidad no puede ser negativa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\tB", "A\u2028B", "A\u200BB", "A\uD800B", "A\u007FB", "A\uE000B"})
    void whatCannotBePrintedIsNoSku(String sku) {
        assertThat(faults(Map.of("sku", new Text(sku)))).containsExactly("El SKU contiene caracteres no imprimibles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAM XL", "Ñandú/7", "日本-1", "😀", "0"})
    void whatCanBePrintedIsASku(String sku) {
        assertThat(change(Map.of("sku", new Text(sku))).variant().sku()).contains(sku);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tienda.example/a",
                "//tienda.example/a",
                "https:",
                "https://",
                "https:///a",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "file:///etc/passwd",
                "https://tienda.example/a b",
                "https://tienda.example/%zz",
                "https://tienda.example/\uD800"
            })
    void onlyAddressesOfTheWebAreTaken(String text) {
        assertThat(faults(Map.of("image", new Text(text)))).containsExactly("La URL de la imagen no es válida");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tienda.example",
                "https://mi_tienda.example/a",
                "https://tienda-ñandú.example/imágenes/1.webp",
                "http://192.0.2.7:8080/a?b=c&d=%C3%B1#e"
            })
    void theUsualAddressesAreTaken(String text) {
        assertThat(change(Map.of("variant_url", new Text(text))).variant().pageUrl())
                .isEqualTo(Change.to(text));
    }

    private static ItemChange change(Map<String, Parameter> fields) {
        return VariantChangeReader.read(new Parameters(fields)).fold(change -> change, faults -> {
            throw new AssertionError(faults);
        });
    }

    private static List<String> faults(Map<String, Parameter> fields) {
        Outcome<ItemChange, List<String>> read = VariantChangeReader.read(new Parameters(fields));
        return read.fold(
                change -> {
                    throw new AssertionError("taken: " + change);
                },
                faults -> faults);
    }
}
