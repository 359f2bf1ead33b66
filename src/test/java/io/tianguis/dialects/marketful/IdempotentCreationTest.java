package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdempotentCreationTest {

    @Test
    void aReplayedOrderIsAnsweredAlikeAndStandsOnce() {
        try (TestServer server = TestServer.inWorld()) {
            MarketfulCalls seller = MarketfulCalls.ofDemonstrationShop(server);
            Map<String, Object> order =
                    MarketfulCalls.order(MarketfulCalls.contactInfo(), MarketfulCalls.line(World.MULTI, 2));

            HttpResponse<String> first = seller.post(MarketfulCalls.CREATE_ORDER, order, "uno");
            HttpResponse<String> replay = seller.post(MarketfulCalls.CREATE_ORDER, order, "uno");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(replay.statusCode()).isEqualTo(200);
            assertThat(replay.body()).isEqualTo(first.body());
            assertThat(replay.headers().firstValue("Idempotency-Replayed")).contains("true");
            assertThat(count(
                            server, "SELECT count(*) AS rows FROM sales_order WHERE shop_id = ? AND number = '123334'"))
                    .isEqualTo(1);
            assertThat(seller.get("/items/get_stock?sku=" + World.MULTI).body()).contains("\"available_quantity\":6");
        }
    }

    @Test
    void aRefusedOrderIsNotKeptUnderItsKey() {
        try (TestServer server = TestServer.inWorld()) {
            MarketfulCalls seller = MarketfulCalls.ofDemonstrationShop(server);
            Map<String, Object> contact = MarketfulCalls.contactInfo();
            Map<String, Object> order = MarketfulCalls.order(contact, MarketfulCalls.line(World.SOLD_OUT, 1));

            HttpResponse<String> refused = seller.post(MarketfulCalls.CREATE_ORDER, order, "uno");
            HttpResponse<String> again = seller.post(MarketfulCalls.CREATE_ORDER, order, "uno");

            assertThat(refused.statusCode()).isEqualTo(407);
            assertThat(again.statusCode()).isEqualTo(407);
            assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(count(server, "SELECT count(*) AS rows FROM idempotent_answer WHERE shop_id = ?"))
                    .isZero();
        }
    }

    @Test
    void replayedItemsAreAnsweredAlikeAndSavedOnce() {
        try (TestServer server = TestServer.inWorld()) {
            MarketfulCalls seller = MarketfulCalls.ofDemonstrationShop(server);
            Map<String, Object> items = Map.of("items", new Object[] {MarketfulCalls.item("PRO20PRO")});

            HttpResponse<String> first = seller.post(MarketfulCalls.CREATE_ITEMS, items, "uno");
            HttpResponse<String> replay = seller.post(MarketfulCalls.CREATE_ITEMS, items, "uno");

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(replay.body()).isEqualTo(first.body());
            assertThat(replay.statusCode()).isEqualTo(200);
            assertThat(count(server, "SELECT count(*) AS rows FROM variant WHERE shop_id = ? AND sku = 'PRO20PRO'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void keysBelongToAShop() {
        try (TestServer server = TestServer.inWorld()) {
            Map<String, Object> items = Map.of("items", new Object[] {MarketfulCalls.item("PRO20PRO")});

            HttpResponse<String> ours =
                    MarketfulCalls.ofDemonstrationShop(server).post(MarketfulCalls.CREATE_ITEMS, items, "uno");
            HttpResponse<String> theirs =
                    MarketfulCalls.ofStranger(server).post(MarketfulCalls.CREATE_ITEMS, items, "uno");

            assertThat(ours.statusCode()).isEqualTo(200);
            assertThat(theirs.statusCode()).isEqualTo(200);
            assertThat(theirs.headers().firstValue("Idempotency-Replayed")).isEmpty();
            assertThat(theirs.body()).isNotEqualTo(ours.body());
        }
    }

    private static long count(TestServer server, String sql) {
        record Count(long rows) {}
        return server.database()
                .database()
                .get(Count.class, sql, DemonstrationShop.ID.value())
                .rows();
    }
}
