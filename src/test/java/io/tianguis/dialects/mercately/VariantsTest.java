package io.tianguis.dialects.mercately;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.customers.Person;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.CreateOrder;
import io.tianguis.orders.CreateOrder.Line;
import io.tianguis.orders.CreateOrder.ShipTo;
import io.tianguis.orders.CreateOrder.Shipping;
import io.tianguis.orders.OrderCreated;
import io.tianguis.orders.OrderRejection;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.Shop;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Ledger.Level;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What golden cases cannot show: callers at the same moment, and states that no request of this slice leads to. After each
 * test the movements add up to the levels.
 */
class VariantsTest {

    private static final Shop SHOP = World.get().demo().shop();

    private TestServer server;
    private Database database;

    private record Movement(long delta, String reason, String actor) {}

    private record Answer(int status, JsonNode body) {}

    @BeforeEach
    void start() {
        server = TestServer.inWorld();
        database = server.database().database();
    }

    @AfterEach
    void stop() {
        Ledger.assertSound(database);
        server.close();
    }

    @Test
    void aNewQuantityIsRecordedAsAMovementOfTheDifference() {
        StockedVariant item = item(World.MULTI);

        patch(item, "{\"variant\": {\"quantity\": 3}}");
        patch(item, "{\"variant\": {\"quantity\": 3, \"price\": 7}}");
        patch(item, "{\"variant\": {\"quantity\": 20, \"price\": 8}}");

        assertThat(movements(item))
                .containsExactly(
                        new Movement(10, "initial", "none"),
                        new Movement(-5, "set", "mercately"),
                        new Movement(17, "set", "mercately"));
        assertThat(Ledger.level(database, World.MULTI)).isEqualTo(new Level(22, 2));
    }

    @Test
    void aRefusedChangeLeavesNoMovement() {
        StockedVariant item = item(World.MULTI);

        Answer answer = patch(item, "{\"variant\": {\"quantity\": 3, \"sku\": \"" + World.PAQ + "\"}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(movements(item)).hasSize(1);
        assertThat(item(World.MULTI)).isEqualTo(item);
    }

    @Test
    void backOrdersAreNotSwitchedOffWhileUnitsAreOwed() {
        StockedVariant item = item(World.BACK_ORDER);
        assertThat(order("#1", World.BACK_ORDER, 2)).isTrue();

        Answer refused = patch(item, "{\"variant\": {\"selling_without_stock\": false, \"price\": 1}}");
        Answer settled = patch(item, "{\"variant\": {\"selling_without_stock\": false, \"quantity\": 0}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).stringValue())
                .isEqualTo("No se puede dejar de vender sin existencias:"
                        + " los pedidos abiertos apartan más unidades de las que hay");
        assertThat(settled.status()).isEqualTo(200);
        assertThat(settled.body().path("variant").path("price").stringValue()).isEqualTo("2500.0");
        assertThat(Ledger.level(database, World.BACK_ORDER)).isEqualTo(new Level(2, 2));
    }

    @Test
    void aChangeOfTheProductDoesNotSwitchThemOffEither() {
        assertThat(order("#1", World.BACK_ORDER, 2)).isTrue();

        Answer refused = answer(server.send(
                "PUT",
                "/api/v1/products/" + World.BACK_ORDER,
                key(),
                "{\"product\": {\"title\": \"Silla\", \"selling_without_stock\": false}}"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("message").stringValue()).isEqualTo("No se pudo actualizar el producto");
        assertThat(refused.body().path("errors").path(0).stringValue())
                .startsWith("No se puede dejar de vender sin existencias");
        assertThat(item(World.BACK_ORDER).title()).isEqualTo("Silla a la medida");
    }

    @Test
    void unitsOwedAreShownAsNone() {
        assertThat(order("#1", World.BACK_ORDER, 2)).isTrue();

        assertThat(quantity(get(item(World.BACK_ORDER)))).isZero();
    }

    @Test
    void aQuantityIsSetFromWhatIsShownAlsoWhereUnitsAreOwed() {
        StockedVariant item = item(World.BACK_ORDER);
        assertThat(order("#1", World.BACK_ORDER, 2)).isTrue();

        HttpResponse<String> answer = server.send(
                "PATCH",
                "/api/v1/variants/" + item.webId(),
                Map.of("api-key", World.get().demo().apiKey(), "X-Quantity-From", "0"),
                "{\"variant\": {\"quantity\": 4}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Quantity-Was")).contains("0");
        assertThat(Ledger.level(database, World.BACK_ORDER)).isEqualTo(new Level(6, 2));
    }

    @Test
    void unitsThatOrdersHoldStayTheirsWhenAVariantIsDeletedAndAreThereWhenItComesBack() {
        StockedVariant item = item(World.MULTI);

        assertThat(server.send("DELETE", "/api/v1/variants/" + item.webId(), key())
                        .statusCode())
                .isEqualTo(200);

        assertThat(order("#1", World.MULTI, 1)).isFalse();
        assertThat(movements(item))
                .containsExactly(new Movement(10, "initial", "none"), new Movement(-8, "adjustment", "mercately"));
        String product = server.backend()
                .stock()
                .findProduct(DemonstrationShop.ID, item.productId())
                .orElseThrow()
                .product()
                .webId();
        Answer back = answer(server.send(
                "POST",
                "/api/v1/products/" + product + "/variants",
                key(),
                "{\"variant\": {\"price\": 130, \"quantity\": 5, \"sku\": \"" + World.MULTI + "\"}}"));
        assertThat(back.status()).isEqualTo(201);
        assertThat(back.body().path("variant").path("web_id").stringValue()).isEqualTo(item.webId());
        assertThat(Ledger.level(database, World.MULTI)).isEqualTo(new Level(7, 2));
        assertThat(order("#2", World.MULTI, 5)).isTrue();
    }

    @Test
    void aDeletedVariantAnswersAsUnknown() {
        StockedVariant item = item(World.TERMO);
        assertThat(server.send("DELETE", "/api/v1/variants/" + item.webId(), key())
                        .statusCode())
                .isEqualTo(200);

        for (Answer answer : List.of(
                get(item),
                patch(item, "{}"),
                patch(item, "{\"variant\": {\"price\": 1}}"),
                patch(item, "{\"variant\": {\"price\": -1}}"),
                patch(item, "{\"variant\": {\"quantity\": 1}}"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().path("message").stringValue()).isEqualTo("Variante no encontrada");
        }
    }

    @Test
    void quantitiesSetAtTheSameMomentAddUpToTheLevel() throws Exception {
        StockedVariant item = item(World.PAQ);
        List<Callable<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            int first = caller * 100;
            callers.add(() -> {
                for (int units = first; units < first + 25; units++) {
                    String price = units % 2 == 0 ? "" : ", \"price\": " + units;
                    Answer answer = patch(item, "{\"variant\": {\"quantity\": " + units + price + "}}");
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(quantity(answer)).isEqualTo(units);
                }
                return null;
            });
        }

        TestBackend.race(callers);

        Level level = Ledger.level(database, World.PAQ);
        assertThat(quantity(get(item)))
                .isEqualTo(level.onHand() - 1)
                .isIn(24L, 124L, 224L, 324L, 424L, 524L, 624L, 724L);
    }

    @Test
    void aQuantityIsSetToTheUnitWhileOrdersReserve() throws Exception {
        StockedVariant item = item(World.MULTI);
        List<Callable<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            int number = caller;
            callers.add(() -> {
                for (int i = 0; i < 25; i++) {
                    order("#" + number + "-" + i, World.MULTI, 2);
                }
                return null;
            });
            callers.add(() -> {
                for (int units = 0; units < 25; units++) {
                    Answer answer = patch(item, "{\"variant\": {\"quantity\": " + units + "}}");
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(quantity(answer)).isEqualTo(units);
                }
                return null;
            });
        }

        TestBackend.race(callers);

        assertThat(Ledger.level(database, World.MULTI).reserved()).isGreaterThan(2);
    }

    @Test
    void oneOfTwoWhoWantTheSameSkuGetsIt() throws Exception {
        List<StockedVariant> items = List.of(item(World.MULTI), item(World.TERMO));
        for (int round = 0; round < 20; round++) {
            String body = "{\"variant\": {\"sku\": \"NUEVO-" + round + "\"}}";
            List<Callable<Integer>> callers = new ArrayList<>();
            items.forEach(item -> callers.add(() -> patch(item, body).status()));

            assertThat(TestBackend.race(callers)).containsExactlyInAnyOrder(200, 422);
        }
    }

    private StockedVariant item(String sku) {
        return server.backend().stock().findBySku(DemonstrationShop.ID, sku).orElseThrow();
    }

    private Answer get(StockedVariant item) {
        return answer(server.send("GET", "/api/v1/variants/" + item.webId(), key()));
    }

    private Answer patch(StockedVariant item, String body) {
        return answer(server.send("PATCH", "/api/v1/variants/" + item.webId(), key(), body));
    }

    private static Map<String, String> key() {
        return Map.of("api-key", World.get().demo().apiKey(), "Content-Type", "application/json");
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                Json.read(response.body().getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }

    private static long quantity(Answer answer) {
        return answer.body().path("variant").path("quantity").longValue();
    }

    /** Whether there were enough units. */
    private boolean order(String number, String sku, long units) {
        CreateOrder order = new CreateOrder(
                "Mostrador",
                number,
                null,
                new Person("Ana", "Luna", null, null),
                new ShipTo(null, null, null, null, null, null, null, null, null, null, SHOP.country()),
                new Shipping(null, null, null, null, false),
                false,
                List.of(new Line(sku, units)),
                Optional.empty(),
                "a test");
        Outcome<OrderCreated, OrderRejection> outcome =
                database.transaction(tx -> server.backend().orders().create(tx, SHOP, order));
        return outcome instanceof Outcome.Ok;
    }

    private List<Movement> movements(StockedVariant item) {
        return database.list(Movement.class, """
                SELECT delta, reason, coalesce(actor, 'none') AS actor
                  FROM stock_movement
                 WHERE shop_id = ? AND variant_id = ?
                 ORDER BY movement_id
                """, SHOP.shopId(), item.variantId());
    }
}
