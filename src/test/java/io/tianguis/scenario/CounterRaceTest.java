package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two counters and a marketplace want the same few units at once, and a buyer's number is spelled by each of them. */
class CounterRaceTest {

    private static final int ROUNDS = 40;
    private static final int UNITS = 10;
    private static final List<String> SPELLINGS =
            List.of("55 1234 5678", "+52 55 1234 5678", "+5215512345678", "525512345678", "(55) 1234-5678");

    private final World world = World.get();
    private final TestServer server = TestServer.inWorld();
    private final Seller seller = Seller.of(server.url(), world);
    private final Map<String, String> apiKey = Map.of("api-key", world.demo().apiKey());
    private final String webId = server.backend()
            .stock()
            .findBySku(world.demo().shop().id(), World.SOLD_OUT)
            .orElseThrow()
            .webId();

    private record Moved(long units) {}

    private record Count(long count) {}

    @AfterEach
    void stop() {
        seller.close();
        server.close();
    }

    @Test
    void twoCountersAndAMarketplaceSellExactlyWhatThereIs() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Ledger.Level before = Ledger.level(server.database().database(), World.SOLD_OUT);
            long soldBefore = sold();
            assertThat(seller.patchVariant(webId, "{\"quantity\":" + UNITS + "}")
                            .statusCode())
                    .isEqualTo(200);
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int caller = 0; caller < 24; caller++) {
                String number = round + "-" + caller;
                String spelling = SPELLINGS.get(caller % SPELLINGS.size());
                calls.add(
                        switch (caller % 4) {
                            case 0 ->
                                () -> seller.order(
                                        "Carrera", number, spelling, List.of(new Line(World.SOLD_OUT, 1)), Map.of());
                            case 1 -> () -> counter("pending", spelling);
                            default -> () -> counter("success", spelling);
                        });
            }
            List<HttpResponse<String>> answers = TestBackend.race(calls);

            long taken = 0;
            for (int caller = 0; caller < answers.size(); caller++) {
                HttpResponse<String> answer = answers.get(caller);
                boolean accepted = answer.statusCode() == (caller % 4 == 0 ? 200 : 201);
                assertThat(accepted || answer.statusCode() == (caller % 4 == 0 ? 407 : 422))
                        .as(answer.body())
                        .isTrue();
                taken += accepted ? 1 : 0;
            }
            assertThat(taken).isEqualTo(UNITS);
            Ledger.Level level = Ledger.level(server.database().database(), World.SOLD_OUT);
            assertThat(level.onHand()).isEqualTo(level.reserved());
            assertThat(level.reserved() - before.reserved() + sold() - soldBefore)
                    .isEqualTo(UNITS);
        }
        Ledger.assertSound(server.database().database());
        assertThat(server.database().database().get(Count.class, """
                        SELECT count(DISTINCT customer_id) AS count
                          FROM sales_order
                         WHERE shop_id = 215 AND channel_key IN ('carrera', 'pos')
                        """).count()).isEqualTo(1);
    }

    private HttpResponse<String> counter(String status, String phone) {
        return server.send("POST", "/api/v1/orders", apiKey, """
                {"order":{"status":"%s","customer_attributes":{"first_name":"Ana","phone":"%s"},
                "order_items_attributes":[{"product_id":"%s","quantity":1}]}}""".formatted(status, phone, webId));
    }

    private long sold() {
        return server.database()
                .database()
                .get(
                        Moved.class,
                        "SELECT coalesce(-sum(m.delta), 0)::bigint AS units FROM stock_movement m"
                                + " JOIN variant v USING (shop_id, variant_id)"
                                + " WHERE m.shop_id = 215 AND m.reason = 'sale' AND v.sku = ?",
                        World.SOLD_OUT)
                .units();
    }
}
