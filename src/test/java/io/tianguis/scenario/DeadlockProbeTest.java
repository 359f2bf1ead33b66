package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Orders of many lines whose SKUs come in any order, of few buyers, all at once. */
class DeadlockProbeTest {

    private static final int SKUS = 20;
    private static final int CALLERS = 24;
    private static final int ORDERS_EACH = 15;

    private record Deadlocks(long count) {}

    @Test
    void ordersOfManyLinesInAnyOrderNeverLockEachOtherOut() throws Exception {
        World world = World.get();
        try (TestServer server = TestServer.inWorld();
                Seller seller = Seller.of(server.url(), world);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> skus = new ArrayList<>();
            for (int i = 0; i < SKUS; i++) {
                skus.add("CRUCE-" + i);
                assertThat(seller.createItem("CRUCE-" + i, "Cruce " + i, "10", Map.of())
                                .statusCode())
                        .isEqualTo(200);
            }
            server.database()
                    .database()
                    .update("UPDATE stock_level SET accepts_back_orders = true WHERE shop_id = 215");
            List<Future<List<HttpResponse<String>>>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                Random random = new Random(caller);
                String name = "c" + caller;
                all.add(callers.submit(() -> orders(seller, name, skus, random)));
            }
            for (Future<List<HttpResponse<String>>> caller : all) {
                assertThat(caller.get())
                        .allSatisfy(answer -> assertThat(answer.statusCode())
                                .as(answer.body())
                                .isEqualTo(200));
            }
            Ledger.assertSound(server.database().database());
            assertThat(server.database()
                            .database()
                            .get(
                                    Deadlocks.class,
                                    "SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()")
                            .count())
                    .isZero();
        }
    }

    private static List<HttpResponse<String>> orders(Seller seller, String caller, List<String> skus, Random random)
            throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int order = 0; order < ORDERS_EACH; order++) {
            List<String> shuffled = new ArrayList<>(skus);
            Collections.shuffle(shuffled, random);
            List<Line> lines = shuffled.stream()
                    .limit(2 + random.nextInt(SKUS - 2))
                    .map(sku -> new Line(sku, 1 + random.nextInt(3)))
                    .toList();
            String phone = "449789000" + random.nextInt(4);
            answers.add(seller.order("Cruce", caller + "-" + order, phone, lines, Map.of()));
        }
        return answers;
    }
}
