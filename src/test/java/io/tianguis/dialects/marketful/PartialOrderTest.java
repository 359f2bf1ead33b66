package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.platform.sql.Database;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class PartialOrderTest {

    record Note(String text) {}

    @Test
    void anOrderThatStandsInPartHasTheSourcesJsonAsANote() {
        try (TestServer server = TestServer.inWorld()) {
            HttpResponse<String> answer = create(server, World.MULTI, World.SOLD_OUT);

            assertThat(answer.statusCode()).isEqualTo(205);
            assertThat(answer.body()).isEmpty();
            assertThat(notes(server))
                    .isEqualTo("{\"message\":{\"result\": 205,\"mensaje\": \" - orden generada parcialmente\"}}");
        }
    }

    @Test
    void anOrderThatStandsWholeHasNoNote() {
        try (TestServer server = TestServer.inWorld()) {
            HttpResponse<String> answer = create(server, World.MULTI, World.BACK_ORDER);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(notes(server)).isEmpty();
        }
    }

    private static HttpResponse<String> create(TestServer server, String sku, String otherSku) {
        return MarketfulCalls.ofDemonstrationShop(server)
                .post(
                        MarketfulCalls.CREATE_ORDER,
                        MarketfulCalls.order(
                                MarketfulCalls.contactInfo(),
                                MarketfulCalls.line(sku, 1),
                                MarketfulCalls.line(otherSku, 1)));
    }

    private static String notes(TestServer server) {
        Database database = server.database().database();
        return String.join(
                "\n",
                database.list(Note.class, """
                                SELECT n.text
                                  FROM order_note n
                                  JOIN sales_order o USING (shop_id, order_id)
                                 WHERE n.shop_id = ? AND o.number = '123334'
                                """, DemonstrationShop.ID.value()).stream()
                        .map(Note::text)
                        .toList());
    }
}
