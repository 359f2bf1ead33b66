package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopsApartTest {

    @Test
    void theItemOfAnotherShopIsUnknown() {
        try (TestServer server = TestServer.inWorld()) {
            MarketfulCalls seller = MarketfulCalls.ofDemonstrationShop(server);

            HttpResponse<String> order = seller.post(
                    MarketfulCalls.CREATE_ORDER,
                    MarketfulCalls.order(MarketfulCalls.contactInfo(), MarketfulCalls.line("AJENO-1", 1)));

            assertThat(seller.get("/items/get_stock?sku=AJENO-1").statusCode()).isEqualTo(401);
            assertThat(order.statusCode()).isEqualTo(406);
            assertThat(order.body()).contains("SKU AJENO-1 no lo tenemos registrado");
        }
    }

    @Test
    void theSameSkuAndTheSameNumberAreFreeInEachShop() {
        try (TestServer server = TestServer.inWorld()) {
            MarketfulCalls seller = MarketfulCalls.ofDemonstrationShop(server);
            MarketfulCalls stranger = MarketfulCalls.ofStranger(server);
            Map<String, Object> order =
                    MarketfulCalls.order(MarketfulCalls.contactInfo(), MarketfulCalls.line(World.MULTI, 1));

            assertThat(seller.post(MarketfulCalls.CREATE_ORDER, order).statusCode())
                    .isEqualTo(200);
            assertThat(stranger.post(MarketfulCalls.CREATE_ORDER, order).statusCode())
                    .isEqualTo(200);
            assertThat(seller.get("/items/get_stock?sku=" + World.MULTI).body()).contains("\"available_quantity\":7");
            assertThat(stranger.get("/items/get_stock?sku=" + World.MULTI).body())
                    .contains("\"available_quantity\":5");
        }
    }

    @Test
    void theOrderOfAnotherShopIsNotFound() {
        try (TestServer server = TestServer.inWorld()) {
            String path = "/shopi_orders/get_orders?canal=Shopify&orden=%2377";

            HttpResponse<String> ours =
                    MarketfulCalls.ofDemonstrationShop(server).get(path);

            assertThat(ours.statusCode()).isEqualTo(404);
            assertThat(ours.body()).isEqualTo("{\"message\":\"Orden no encontrada\"}");
            assertThat(MarketfulCalls.ofStranger(server).get(path).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theTokenOfOneShopAndTheUserOfAnotherNameNobody() {
        try (TestServer server = TestServer.inWorld()) {
            MarketfulCalls mixed = new MarketfulCalls(
                    server,
                    Map.of("Authorization", World.get().stranger().sellerToken(), "User", DemonstrationShop.USER));

            assertThat(mixed.get("/items/get_stock?sku=" + World.PAQ).statusCode())
                    .isEqualTo(403);
            assertThat(mixed.get("/shopi_orders/get_orders?canal=Shopify&orden=%231082")
                            .statusCode())
                    .isEqualTo(405);
            assertThat(mixed.post(MarketfulCalls.CREATE_ORDER, Map.of()).statusCode())
                    .isEqualTo(405);
            assertThat(mixed.post(MarketfulCalls.CREATE_ITEMS, Map.of()).statusCode())
                    .isEqualTo(403);
        }
    }
}
