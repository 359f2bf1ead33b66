package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeItemCallTest {

    @Test
    void aThousandItemsWithAllTheirFieldsFitJson() {
        try (TestServer server = TestServer.inWorld()) {
            HttpResponse<String> answer =
                    MarketfulCalls.ofDemonstrationShop(server).post(MarketfulCalls.CREATE_ITEMS, json(1_000));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"sku\":\"GRANDE-0\"").contains("\"sku\":\"GRANDE-999\"");
        }
    }

    @Test
    void aThousandItemsWithAllTheirFieldsFitAForm() {
        try (TestServer server = TestServer.inWorld()) {
            HttpResponse<String> answer =
                    MarketfulCalls.ofDemonstrationShop(server).postForm(MarketfulCalls.CREATE_ITEMS, form(1_000));

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aThousandItemsWithWhatIsRequiredFitAQuery() {
        try (TestServer server = TestServer.inWorld()) {
            String query = IntStream.range(0, 1_000)
                    .mapToObj(i -> "items[][sku]=GRANDE-" + i + "&items[][title]=Botella&items[][list_price]=" + i)
                    .collect(Collectors.joining("&"));

            HttpResponse<String> answer =
                    MarketfulCalls.ofDemonstrationShop(server).postForm(MarketfulCalls.CREATE_ITEMS + "?" + query, "");

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aThousandItemsWithAllTheirFieldsAreMoreThanAQueryMayHold() {
        try (TestServer server = TestServer.inWorld()) {
            HttpResponse<String> answer = MarketfulCalls.ofDemonstrationShop(server)
                    .postForm(MarketfulCalls.CREATE_ITEMS + "?" + form(1_000), "");

            assertThat(answer.statusCode()).isEqualTo(414);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Invalid parameters\"}");
        }
    }

    @Test
    void moreThanAThousandItemsAreRefusedWhole() {
        try (TestServer server = TestServer.inWorld()) {
            MarketfulCalls seller = MarketfulCalls.ofDemonstrationShop(server);

            HttpResponse<String> answer = seller.post(MarketfulCalls.CREATE_ITEMS, json(1_001));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .endsWith("\"items_errors\":[{\"sku\":null,"
                            + "\"errors\":[\"items can't be more than 1000 in one request\"]}]}");
            assertThat(seller.get("/items/get_stock?sku=GRANDE-0").statusCode()).isEqualTo(401);
        }
    }

    private static Map<String, Object> json(int count) {
        return Map.of(
                "items",
                IntStream.range(0, count).mapToObj(LargeItemCallTest::item).toList());
    }

    private static String form(int count) {
        return IntStream.range(0, count)
                .mapToObj(LargeItemCallTest::item)
                .flatMap(item -> item.entrySet().stream()
                        .map(field -> "items[][" + field.getKey() + "]="
                                + field.getValue().toString().replace(" ", "%20")))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, Object> item(int index) {
        return Map.ofEntries(
                Map.entry("title", "Botella 45"),
                Map.entry("list_price", 420),
                Map.entry("sku", "GRANDE-" + index),
                Map.entry("height", 15),
                Map.entry("width", 15),
                Map.entry("length", 20),
                Map.entry("weight", 1),
                Map.entry("ean", "078521452111"),
                Map.entry("ml_sku", "MLBOT45-G"),
                Map.entry("amz_sku", "AMZMLBOT45-G"),
                Map.entry("clave_sat", "1234533"),
                Map.entry("fraccion_arancelaria", "123456.4"),
                Map.entry("fragil", List.of(true, false).get(index % 2)));
    }
}
