package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.ServerProcess;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two server processes on one database, and everybody wants the same few units at once. {@code -Drace.rounds=10000} lets the
 * last unit be fought for more often.
 */
class LastUnitRaceTest {

    private static final int ROUNDS = 200;
    private static final int CALLERS = 60;
    private static final int UNITS = 10;
    private static final int LAST_UNITS = Integer.getInteger("race.rounds", 1_000);
    private static final String REFUSAL = "{\"message\":{\"result\":407,\"mensaje\":"
            + "\" - error No se genero la orden pues ningun item fue valido\"}}";

    private final World world = World.get();
    private final TestDatabase database = TestDatabase.ofWorld();
    private final ServerProcess one = ServerProcess.onDatabase(database);
    private final ServerProcess other = ServerProcess.onDatabase(database);
    private final List<Seller> sellers = List.of(Seller.of(one.url(), world), Seller.of(other.url(), world));
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private String webId = "";
    private long variantId;

    private record Variant(String webId, long variantId) {}

    private record Count(long count) {}

    @BeforeEach
    void findTheVariant() {
        Variant variant = database.database()
                .get(
                        Variant.class,
                        "SELECT web_id, variant_id FROM variant WHERE shop_id = 215 AND sku = ?",
                        World.SOLD_OUT);
        webId = variant.webId();
        variantId = variant.variantId();
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

    /** Each buyer is somebody else, so that nothing but the unit is between them. Browsers send their purchase to both processes. */
    @Test
    void theSiteAPointOfSaleAndAMarketplaceSellTheLastUnitOnce() throws Exception {
        List<Line> lastUnit = List.of(new Line(World.SOLD_OUT, 1));
        long before = Ledger.level(database.database(), World.SOLD_OUT).reserved();
        for (int round = 0; round < LAST_UNITS; round++) {
            assertThat(sellers.get(round % 2)
                            .patchVariant(webId, "{\"quantity\":1}")
                            .statusCode())
                    .isEqualTo(200);
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                Seller here = sellers.get(caller % 2);
                Seller there = sellers.get(1 - caller % 2);
                String number = "ultima-" + round + "-" + caller;
                String secret = "%032d".formatted(round * 10 + caller);
                String status = caller < 2 ? "success" : "pending";
                String ofMarketplace = "551234560" + caller;
                String ofCounter = "551234561" + caller;
                String ofSite = "551234562" + caller;
                calls.add(() -> here.order("Carrera", number, ofMarketplace, lastUnit, Map.of()));
                calls.add(() -> counter(here, ofCounter, status));
                calls.add(() -> site(here, ofSite, secret));
                calls.add(() -> site(there, ofSite, secret));
            }
            List<HttpResponse<String>> answers = TestBackend.race(calls);

            Set<String> taken = new HashSet<>();
            for (HttpResponse<String> answer : answers) {
                switch (answer.statusCode()) {
                    case 200, 201 -> taken.add(answer.body());
                    case 303 ->
                        taken.add(answer.headers().firstValue("Location").orElseThrow());
                    default -> assertThat(answer.statusCode()).as(answer.body()).isIn(407, 409, 422);
                }
            }
            assertThat(taken).hasSize(1);
            Ledger.Level level = Ledger.level(database.database(), World.SOLD_OUT);
            assertThat(level.onHand()).isEqualTo(level.reserved());
        }
        assertThat(Ledger.level(database.database(), World.SOLD_OUT).reserved() - before + sold())
                .isEqualTo(LAST_UNITS);
        Ledger.assertSound(database.database());
    }

    private HttpResponse<String> counter(Seller seller, String phone, String status) throws IOException {
        return seller.send(
                "POST",
                "/api/v1/orders",
                """
                {"order":{"status":"%s","customer_attributes":{"first_name":"Ana","phone":"%s"},
                "order_items_attributes":[{"product_id":"%s","quantity":1}]}}""".formatted(status, phone, webId),
                Map.of("api-key", world.demo().apiKey()));
    }

    /** A guest whose browser sends what it was shown. */
    private HttpResponse<String> site(Seller seller, String phone, String secret) throws IOException {
        return seller.send(
                "POST",
                "/tienda/215/compra",
                "nombre=Ana&apellido=Ruiz&telefono=" + phone + "&entrega=acordar&pago=acordar&productos=3000",
                Map.of(
                        "Cookie",
                        "carrito=" + secret + "." + variantId + "x1",
                        "Sec-Fetch-Site",
                        "same-origin",
                        "X-Forwarded-For",
                        "2001:db8:" + secret.substring(24, 28) + ":" + secret.substring(28) + "::1",
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
    }

    private long sold() {
        return database.database()
                .get(
                        Count.class,
                        "SELECT coalesce(-sum(delta), 0)::bigint AS count FROM stock_movement"
                                + " WHERE shop_id = 215 AND variant_id = ? AND reason = 'sale'",
                        variantId)
                .count();
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
