package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.stock.Stock;
import io.tianguis.stock.StockedVariant;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an item of a list looks like of which everything is known, and one of which nothing is that may be missing. */
class ItemJsonTest {

    private static final Instant MADE = Instant.parse("2026-03-02T12:00:00.1239Z");
    private static final Instant CHANGED = Instant.parse("2026-03-05T03:04:05Z");

    @Test
    void anItemOfWhichEverythingIsKnown() {
        StockedVariant item = new StockedVariant(
                300_001,
                1,
                "webid",
                List.of("a", "b"),
                "M/Azul",
                "Camiseta \"básica\"",
                "CAM-M-AZUL",
                "7501000000017",
                16_050,
                12_000L,
                "https://img.example/1.jpg",
                "https://page.example",
                new BigDecimal("10.50"),
                new BigDecimal("3"),
                new BigDecimal("0.125"),
                new BigDecimal("1000"),
                "ML-1",
                "AMZ-1",
                "53101600",
                "61091001",
                true,
                MADE,
                CHANGED,
                12,
                5,
                true);

        assertThat(text(new Stock.Listed(
                        item,
                        "De algodón",
                        List.of(
                                "https://img.example/1.jpg",
                                "https://img.example/2.jpg",
                                "https://img.example/3.jpg",
                                "https://img.example/4.jpg"))))
                .isEqualTo("{\"id\":300001,\"title\":\"Camiseta \\\"básica\\\"\",\"available_quantity\":7,"
                        + "\"picture_1\":\"https://img.example/1.jpg\",\"picture_2\":\"https://img.example/2.jpg\","
                        + "\"picture_3\":\"https://img.example/3.jpg\",\"created_at\":\"2026-03-02T12:00:00.123Z\","
                        + "\"updated_at\":\"2026-03-05T03:04:05.000Z\",\"ean\":\"7501000000017\","
                        + "\"description\":\"De algodón\",\"height\":\"10.5\",\"width\":\"3.0\",\"length\":\"0.125\","
                        + "\"weight\":\"1000.0\",\"seller_sku\":\"CAM-M-AZUL\",\"acepta_bo\":true,\"ml_sku\":\"ML-1\","
                        + "\"amz_sku\":\"AMZ-1\",\"clave_sat\":\"53101600\",\"fraccion_arancelaria\":\"61091001\","
                        + "\"embalaje_preferido\":null,\"etiqueta_nom\":null,\"fragil\":true,\"price\":\"160.5\"}");
    }

    @Test
    void anItemOfWhichLittleIsKnown() {
        StockedVariant item = new StockedVariant(
                300_002,
                1,
                "webid",
                List.of(),
                "Camiseta",
                "Camiseta",
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                MADE,
                CHANGED,
                0,
                5,
                false);

        assertThat(text(new Stock.Listed(item, null, List.of("https://img.example/1.jpg"))))
                .isEqualTo("{\"id\":300002,\"title\":\"Camiseta\",\"available_quantity\":0,"
                        + "\"picture_1\":\"https://img.example/1.jpg\",\"picture_2\":null,\"picture_3\":null,"
                        + "\"created_at\":\"2026-03-02T12:00:00.123Z\",\"updated_at\":\"2026-03-05T03:04:05.000Z\","
                        + "\"ean\":null,\"description\":null,\"height\":null,\"width\":null,\"length\":null,"
                        + "\"weight\":null,\"seller_sku\":null,\"acepta_bo\":false,\"ml_sku\":null,\"amz_sku\":null,"
                        + "\"clave_sat\":null,\"fraccion_arancelaria\":null,\"embalaje_preferido\":null,"
                        + "\"etiqueta_nom\":null,\"fragil\":null,\"price\":\"0.0\"}");
    }

    private static String text(Stock.Listed item) {
        return new String(Json.write(new ItemJson.Listed(item)), StandardCharsets.UTF_8);
    }
}
