package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.ServerProcess;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two server processes on one database, and everybody wants the same few units at once. */
class LastUnitRaceTest {

    private static final int ROUNDS = 200;
    private static final int CALLERS = 60;
    private static final int UNITS = 10;
    private static final String REFUSAL = "{\"message\":{\"result\":407,\"mensaje\":"
            + "\" - error No se genero la orden pues ningun item fue valido\"}}";

    private final World world = World.get();
    private final TestDatabase database = TestDatabase.ofWorld();
    private final ServerProcess one = ServerProcess.onDatabase(database);
    private final ServerProcess other = ServerProcess.onDatabase(database);
    private final List<Seller> sellers = List.of(Seller.of(one.url(), world), Seller.of(other.url(), world));
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private String webId = "";

    private record Variant(String webId) {}

    @BeforeEach
    void findTheVariant() {
        webId = database.database()
                .get(Variant.class, "SELECT web_id FROM variant WHERE shop_id = 215 AND sku = ?", World.SOLD_OUT)
                .webId();
    }

    @AfterEach
    void stop() {
        callers.close();
        sellers.forEach(Seller::close);
        one.close();
        other.close();
        database.close();
    }

    @Test
    void exactlyTheUnitsThatThereAreAreSoldHoweverManyWantThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long before = Ledger.level(database.database(), World.SOLD_OUT).reserved();
            assertThat(sellers.get(round % 2)
                            .patchVariant(webId, "{\"quantity\":" + UNITS + "}")
                            .statusCode())
                    .isEqualTo(200);
            List<HttpResponse<String>> orders = race(round, "{\"price\":%d.5,\"selling_without_stock\":false}");
            List<HttpResponse<String>> losers =
                    orders.stream().filter(answer -> answer.statusCode() != 200).toList();
            assertThat(orders.size() - losers.size()).isEqualTo(UNITS);
            assertThat(losers).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(407);
                assertThat(answer.body()).isEqualTo(REFUSAL);
            });
            Ledger.Level level = Ledger.level(database.database(), World.SOLD_OUT);
            assertThat(level.reserved() - before).isEqualTo(UNITS);
            assertThat(level.onHand()).isEqualTo(level.reserved());
        }
        Ledger.assertSound(database.database());
    }

    @Test
    void absoluteWritesOfAPointOfSaleBetweenOrdersKeepTheLedgerExact() throws Exception {
        for (int round = 0; round < ROUNDS / 10; round++) {
            race(1_000 + round, "{\"quantity\":%d}");
        }
        Ledger.assertSound(database.database());
    }

    /** Three quarters of the callers order one unit, the others change the item; answers the orders' answers. */
    private List<HttpResponse<String>> race(int round, String change) throws Exception {
        Random random = new Random(round);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> orders = new ArrayList<>();
        List<Future<HttpResponse<String>>> changes = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Seller seller = sellers.get(caller % 2);
            String number = round + "-" + caller;
            String changed = change.formatted(random.nextInt(UNITS));
            Callable<HttpResponse<String>> call = caller % 4 == 3
                    ? () -> seller.patchVariant(webId, changed)
                    : () -> seller.order(number, List.of(new Line(World.SOLD_OUT, 1)), Map.of());
            (caller % 4 == 3 ? changes : orders).add(callers.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        start.countDown();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<HttpResponse<String>> order : orders) {
            answers.add(order.get());
            assertThat(order.get().statusCode()).as(order.get().body()).isLessThan(500);
        }
        for (Future<HttpResponse<String>> changed : changes) {
            assertThat(changed.get().statusCode()).as(changed.get().body()).isEqualTo(200);
        }
        return answers;
    }
}
