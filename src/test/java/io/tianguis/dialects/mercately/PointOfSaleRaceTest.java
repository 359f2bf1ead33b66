package io.tianguis.dialects.mercately;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.platform.sql.Database;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Ledger.Level;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two tills write what they believe there is, and a web shop sells, at the same moment; the ledger stays exact. */
class PointOfSaleRaceTest {

    private static final String SKU = World.TERMO;
    private static final int ROUNDS = 60;

    private TestServer server;
    private Database database;
    private Seller seller;
    private StockedVariant item;

    private record Movement(long movementId, long delta, String reason) {}

    /** What a till sent and was told. */
    private record Write(int status, long was, long now) {

        static Write of(HttpResponse<String> answer, long quantity) {
            long was = answer.headers().firstValueAsLong("X-Quantity-Was").orElseThrow();
            return new Write(answer.statusCode(), was, answer.statusCode() == 200 ? quantity : was);
        }
    }

    @BeforeEach
    void start() {
        server = TestServer.inWorld();
        database = server.database().database();
        seller = Seller.of(server.url(), World.get());
        item = server.backend().stock().findBySku(DemonstrationShop.ID, SKU).orElseThrow();
    }

    @AfterEach
    void stop() {
        Ledger.assertSound(database);
        seller.close();
        server.close();
    }

    @Test
    void whatTwoTillsAndAWebShopDoAddsUpToTheUnit() throws Exception {
        Level before = Ledger.level(database, SKU);
        List<Callable<List<Write>>> callers = List.of(() -> till(1), () -> till(2), () -> {
            webShop();
            return List.of();
        });

        List<Write> writes =
                TestBackend.race(callers).stream().flatMap(List::stream).toList();

        Level after = Ledger.level(database, SKU);
        assertThat(writes).hasSize(2 * ROUNDS).allMatch(write -> write.status() == 200);
        long sold = after.reserved() - before.reserved();
        assertThat(sold).isPositive();
        long written =
                writes.stream().mapToLong(write -> write.now() - write.was()).sum();
        assertThat(after.onHand() - after.reserved()).isEqualTo(before.onHand() - before.reserved() + written - sold);
        assertThat(movements())
                .filteredOn(movement -> movement.reason().equals("set"))
                .extracting(Movement::delta)
                .containsExactlyInAnyOrderElementsOf(writes.stream()
                        .map(write -> write.now() - write.was())
                        .filter(delta -> delta != 0)
                        .toList());
    }

    @Test
    void withoutSalesWhatEachWriteMetIsWhatTheOneBeforeLeft() throws Exception {
        long available = item.available();
        List<Callable<List<Write>>> callers = List.of(() -> till(1), () -> till(2));

        List<Write> writes = new ArrayList<>(
                TestBackend.race(callers).stream().flatMap(List::stream).toList());

        for (Movement movement : movements().subList(1, movements().size())) {
            long met = available;
            Write next = writes.stream()
                    .filter(write -> write.was() == met && write.now() - write.was() == movement.delta())
                    .findFirst()
                    .orElseThrow();
            writes.remove(next);
            available = next.now();
        }
        assertThat(writes).allMatch(write -> write.was() == write.now());
        assertThat(server.backend()
                        .stock()
                        .findBySku(DemonstrationShop.ID, SKU)
                        .orElseThrow()
                        .available())
                .isEqualTo(available);
    }

    @Test
    void ofTwoWhoGoFromTheSameQuantityExactlyOneWins() throws Exception {
        long quantity = item.available();
        for (int round = 0; round < ROUNDS; round++) {
            long from = quantity;
            long first = 100 + 2L * round;
            Map<String, String> condition =
                    round % 2 == 0 ? Map.of("X-Quantity-From", "" + from) : Map.of("If-Match", "\"" + from + "\"");

            List<Write> writes = TestBackend.race(List.of(
                    () -> Write.of(patch(first, condition), first),
                    () -> Write.of(patch(first + 1, condition), first + 1)));

            assertThat(writes).extracting(Write::status).containsExactlyInAnyOrder(200, 409);
            Write won = writes.get(writes.getFirst().status() == 200 ? 0 : 1);
            Write lost = writes.get(writes.getFirst().status() == 200 ? 1 : 0);
            assertThat(won.was()).isEqualTo(from);
            assertThat(lost.was()).isEqualTo(won.now());
            quantity = won.now();
        }
        assertThat(movements()).hasSize(1 + ROUNDS);
    }

    @Test
    void ofManyWhoAddTheSameCombinationOneDoesAndTheOthersLearnThatItExists() throws Exception {
        for (String body : List.of(
                "{\"variant\":{\"option1\":\"CH\",\"option2\":\"Negro\",\"price\":1,\"quantity\":3}}",
                "{\"variant\":{\"option1\":\"CH\",\"option2\":\"Azul\",\"price\":1,\"quantity\":3}}")) {
            if (body.contains("Azul")) {
                StockedVariant shirt = server.backend()
                        .stock()
                        .findBySku(DemonstrationShop.ID, "CAM-CH-AZUL")
                        .orElseThrow();
                seller.send("DELETE", "/api/v1/variants/" + shirt.webId(), "", key());
            }
            List<Callable<Integer>> callers = new ArrayList<>();
            for (int caller = 0; caller < 6; caller++) {
                callers.add(() -> seller.send("POST", "/api/v1/products/CAM-M-AZUL/variants", body, key())
                        .statusCode());
            }

            assertThat(TestBackend.race(callers)).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
        }
    }

    @Test
    void aVariantIsAddedToAProductBeforeItIsDeletedOrNotAtAll() throws Exception {
        for (String sku : List.of("CAM-M-AZUL", World.PAQ, World.SOLD_OUT)) {
            String options = sku.equals("CAM-M-AZUL") ? "\"option1\":\"CH\",\"option2\":\"Negro\"," : "";
            String body = "{\"variant\":{" + options + "\"price\":1,\"quantity\":3,\"sku\":\"CARRERA\"}}";
            String product = "/api/v1/products/" + sku;

            TestBackend.race(List.of(
                    () -> seller.send("POST", product + "/variants", body, key())
                            .statusCode(),
                    () -> seller.send("DELETE", product, "", key()).statusCode(),
                    () -> seller.send("PUT", product, "{\"product\":{\"title\":\"Otra\",\"quantity\":7}}", key())
                            .statusCode()));

            assertThat(seller.getProduct(sku).statusCode()).isEqualTo(404);
            assertThat(seller.getProduct("CARRERA").statusCode()).isEqualTo(404);
            Ledger.assertSound(database);
        }
    }

    private List<Write> till(int seed) throws Exception {
        Random random = new Random(seed);
        List<Write> writes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long quantity = 10 + random.nextInt(30);
            writes.add(Write.of(patch(quantity, Map.of()), quantity));
        }
        return writes;
    }

    private void webShop() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            HttpResponse<String> answer = seller.order("WEB-" + round, List.of(new Line(SKU, 1 + round % 2)), Map.of());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        }
    }

    private HttpResponse<String> patch(long quantity, Map<String, String> condition) throws Exception {
        Map<String, String> headers = new java.util.HashMap<>(condition);
        headers.putAll(key());
        return seller.send(
                "PATCH", "/api/v1/variants/" + item.webId(), "{\"variant\":{\"quantity\":" + quantity + "}}", headers);
    }

    private static Map<String, String> key() {
        return Map.of("api-key", World.get().demo().apiKey());
    }

    private List<Movement> movements() {
        return database.list(Movement.class, """
                SELECT movement_id, delta, reason
                  FROM stock_movement
                 WHERE variant_id = ?
                 ORDER BY movement_id
                """, item.variantId());
    }
}
