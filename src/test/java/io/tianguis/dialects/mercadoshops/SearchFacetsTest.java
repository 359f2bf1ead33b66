package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.kernel.Change;
import io.tianguis.kernel.Outcome;
import io.tianguis.orders.ContactStatus;
import io.tianguis.orders.FeedbackSide;
import io.tianguis.orders.Order.ShipmentStatus;
import io.tianguis.orders.OrderAdministration;
import io.tianguis.orders.ShipmentChange;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import io.tianguis.shops.Tokens;
import io.tianguis.testkit.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What searches count, on the demonstration's data, against a look at each order, question and listing by its own id. */
class SearchFacetsTest {

    private static final long SEED = 20_261_122;
    private static final int SEARCHES = 80;

    private static TestServer server;
    private static Shop shop;
    private static String token;

    private final Random random = new Random(SEED);

    /**
     * What a search may find.
     *
     * @param has the values of each filter that it meets
     */
    private record Row(String id, Map<String, Set<String>> has) {

        boolean meets(Map<String, String> chosen) {
            return chosen.entrySet().stream()
                    .allMatch(one -> has.get(one.getKey()).contains(one.getValue()));
        }
    }

    @BeforeAll
    static void start() {
        server = TestServer.withDemonstration();
        shop = server.backend().shops().find(DemonstrationShop.ID).orElseThrow();
        token = token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void ordersAreCountedAsLookingAtEachTells() {
        List<Long> ids = ids("sales_order", "order_id");
        OrderAdministration orders = server.backend().orderAdministration();
        for (int search = 0; search < SEARCHES; search++) {
            JsonNode changed = get("/orders/" + ids.get(random.nextInt(ids.size())));
            server.backend().database().transaction(tx -> {
                change(
                        orders,
                        tx,
                        changed.path("id").longValue(),
                        changed.at("/shippings/0/id").longValue());
                return Outcome.ok(true);
            });
            if (search % 4 == 0) {
                compare(
                        "/orders/search",
                        ids.stream().map(id -> order(get("/orders/" + id))).toList());
            }
        }
    }

    @Test
    void questionsAndThreadsAreCountedAsLookingAtEachTells() {
        List<Long> ids = ids("question", "question_id");
        for (int search = 0; search < SEARCHES / 8; search++) {
            List<JsonNode> questions =
                    ids.stream().map(id -> get("/questions/" + id)).toList();
            compare(
                    "/questions/search",
                    questions.stream().map(SearchFacetsTest::question).toList());
            compare("/questions/threads/search", threads(questions));
            long changed = ids.get(random.nextInt(ids.size()));
            if (random.nextInt(3) == 0) {
                assertThat(send("DELETE", "/questions/" + changed, "").statusCode())
                        .isEqualTo(204);
                ids.remove(changed);
            } else {
                send("PUT", "/questions/" + changed, "{answer: 'Sí'}");
            }
        }
    }

    @Test
    void listingsAreCountedAsLookingAtEachTells() {
        List<Row> listings = ids("product", "product_id").stream()
                .map(id -> get("/listings/" + id))
                .map(listing -> new Row(text(listing, "/id"), Map.of("status", Set.of(text(listing, "/status")))))
                .toList();
        compare("/listings/search", listings);
    }

    private void compare(String path, List<Row> rows) {
        JsonNode menu = get(path + "?limit=0").path("available_filters");
        assertThat(menu.valueStream().map(filter -> text(filter, "/id")))
                .containsExactlyInAnyOrderElementsOf(rows.getFirst().has().keySet());
        for (int search = 0; search < 4; search++) {
            Map<String, String> chosen = chosen(menu);
            String query = chosen.entrySet().stream()
                    .map(one -> "&" + one.getKey() + "=" + one.getValue())
                    .collect(Collectors.joining());
            JsonNode answer = get(path + "?limit=200" + query);

            List<String> expected =
                    rows.stream().filter(row -> row.meets(chosen)).map(Row::id).toList();
            assertThat(answer.at("/paging/total").longValue()).as(query).isEqualTo(expected.size());
            assertThat(answer.path("results").valueStream().map(found -> text(found, "/id")))
                    .as(query)
                    .containsExactlyInAnyOrderElementsOf(expected);
            answer.path("available_filters").forEach(filter -> compareFacet(query, rows, chosen, filter));
            assertThat(answer.path("filters").valueStream().map(filter -> text(filter, "/id")))
                    .containsExactlyInAnyOrderElementsOf(chosen.keySet());
            answer.path("filters")
                    .forEach(filter -> assertThat(filter.path("values"))
                            .singleElement()
                            .satisfies(value -> {
                                assertThat(text(value, "/id")).isEqualTo(chosen.get(text(filter, "/id")));
                                assertThat(value.path("results").longValue()).isEqualTo(expected.size());
                            }));
        }
    }

    private static void compareFacet(String query, List<Row> rows, Map<String, String> chosen, JsonNode filter) {
        String id = text(filter, "/id");
        for (JsonNode value : filter.path("values")) {
            Map<String, String> others = new HashMap<>(chosen);
            others.put(id, text(value, "/id"));
            assertThat(value.path("results").longValue())
                    .as("%s=%s after %s", id, text(value, "/id"), query)
                    .isEqualTo(rows.stream().filter(row -> row.meets(others)).count());
        }
    }

    private Map<String, String> chosen(JsonNode menu) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (int wanted = random.nextInt(4); wanted > 0; wanted--) {
            JsonNode filter = menu.get(random.nextInt(menu.size()));
            JsonNode values = filter.path("values");
            chosen.put(text(filter, "/id"), text(values.get(random.nextInt(values.size())), "/id"));
        }
        return chosen;
    }

    private void change(OrderAdministration orders, Tx tx, long orderId, long shipmentId) {
        switch (random.nextInt(6)) {
            case 0 -> orders.contact(tx, shop.id(), orderId, any(ContactStatus.values()), null);
            case 1 -> orders.process(tx, shop.id(), orderId, null);
            case 2 -> orders.close(tx, shop.id(), orderId, null, null);
            case 3 -> orders.giveFeedback(tx, shop.id(), orderId, any(FeedbackSide.values()), "bien", null);
            case 4 -> orders.reopen(tx, shop.id(), orderId, null);
            default ->
                orders.changeShipment(
                        tx,
                        shop.id(),
                        orderId,
                        shipmentId,
                        new ShipmentChange(Optional.of(any(ShipmentStatus.values())), Change.none()),
                        null);
        }
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }

    private static Row order(JsonNode order) {
        JsonNode status = order.path("status");
        boolean processed = status.path("processed").booleanValue();
        boolean paid = status.path("paid").booleanValue();
        boolean delivered = status.path("delivered").booleanValue();
        boolean closed = status.path("closed").booleanValue();
        boolean ofBuyer = order.at("/feedback/buyer").isString();
        boolean ofSeller = order.at("/feedback/seller").isString();
        Map<String, Set<String>> has = new HashMap<>();
        has.put("status", Set.of(text(status, "/contact_data_status")));
        has.put("processed", Set.of(Boolean.toString(processed)));
        has.put("paid", Set.of(Boolean.toString(paid)));
        has.put("delivered", Set.of(Boolean.toString(delivered)));
        has.put("closed", Set.of(Boolean.toString(closed)));
        has.put("channel", Set.of(text(order, "/channel")));
        has.put("buyer_feedback", Set.of(Boolean.toString(ofBuyer)));
        has.put("seller_feedback", Set.of(Boolean.toString(ofSeller)));
        has.put("feedback", Set.of(Boolean.toString(ofBuyer && ofSeller)));
        has.put("shipping", Set.of(text(order, "/shippings/0/status")));
        has.put("pending_process", when("pending_process", !processed && !closed));
        has.put("pending_shipment", when("pending_shipment", paid && !delivered && !closed));
        has.put("pending_feedback", when("pending_feedback", delivered && !ofSeller));
        has.put("closed_orders", when("closed_orders", closed));
        return new Row(text(order, "/id"), has);
    }

    private static Set<String> when(String value, boolean holds) {
        return holds ? Set.of(value) : Set.of();
    }

    private static Row question(JsonNode question) {
        return asked(text(question, "/id"), text(question, "/status"), text(question, "/channel"));
    }

    private static Row asked(String id, String status, String channel) {
        return new Row(id, Map.of("status", Set.of(status), "channel", Set.of(channel)));
    }

    /** A thread waits as long as one of its questions does, and was answered when one of them was. */
    private static List<Row> threads(List<JsonNode> questions) {
        return questions.stream()
                .collect(Collectors.groupingBy(question -> text(question, "/thread_id")))
                .entrySet()
                .stream()
                .map(thread -> {
                    Set<String> states = thread.getValue().stream()
                            .map(question -> text(question, "/status"))
                            .collect(Collectors.toSet());
                    String status = Stream.of("unanswered", "answered", "closed_unanswered")
                            .filter(states::contains)
                            .findFirst()
                            .orElseThrow();
                    return asked(thread.getKey(), status, text(thread.getValue().getFirst(), "/channel"));
                })
                .toList();
    }

    private static List<Long> ids(String table, String column) {
        record Id(long id) {}
        return server
                .database()
                .database()
                .list(Id.class, "SELECT " + column + " AS id FROM " + table + " WHERE shop_id = ?", shop.shopId())
                .stream()
                .map(Id::id)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String text(JsonNode node, String path) {
        return node.at(path).asString();
    }

    private static String token() {
        Supplier<AssertionError> refused = () -> new AssertionError("refused");
        var application = server.backend()
                .applications()
                .register(shop.id(), "Facetas", "https://erp.example/callback")
                .fold(created -> created, rejection -> {
                    throw refused.get();
                });
        return server.backend()
                .tokenGrants()
                .inOwnName(
                        Long.toString(application.clientId()),
                        application.clientSecret(),
                        new Tokens.Prefixes("APP_USR-", "TG-"))
                .fold(Tokens::accessToken, rejection -> {
                    throw refused.get();
                });
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
        return server.send(method, "/v1/shops/" + shop.shopId() + path, headers, body);
    }
}
