package io.tianguis.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.Backend;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.dialects.marketful.MarketfulRoutes;
import io.tianguis.dialects.mercadoshops.MercadoShopsRoutes;
import io.tianguis.dialects.mercately.MercatelyRoutes;
import io.tianguis.platform.http.Surface;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Database;
import io.tianguis.stock.StockedVariant;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A stranger, who has a shop and credentials of his own, tries the demonstration shop's ids, SKUs, numbers, telephones, emails
 * and secrets on every route. Each answer must be the one that something unknown gets: what another shop has cannot even be
 * guessed at.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final World world = World.get();

    /** In which nothing changes. */
    private final TestServer server = TestServer.inWorld();

    private final List<String> untouched = everythingOfTheDemonstrationShop(server);

    private final Seller demo = Seller.of(server.url(), world);
    private final Seller stranger = stranger(server);
    private final Map<String, String> seller =
            marketful(world.stranger().sellerToken(), world.stranger().sellerUser());
    private final Map<String, String> apiKey =
            Map.of("api-key", world.stranger().apiKey());
    private final Map<String, String> bearer =
            Map.of("Authorization", "Bearer " + world.tokens().getLast());

    /**
     * One attempt, told twice: the same request with what is the demonstration shop's, and with what nobody has.
     *
     * @param route as the documents and the tables of contents write it
     * @param status that both answers must have
     * @param target its path with the variables filled, and a query; {@code %s} stands for the value
     * @param body {@code %s} stands for the value; empty for none
     * @param headers whose values may hold {@code %s}
     * @param foreign the value that is the demonstration shop's
     * @param unknown the value that nobody has
     */
    private record Attempt(
            String route,
            int status,
            String target,
            String body,
            Map<String, String> headers,
            String foreign,
            String unknown) {

        @Override
        public String toString() {
            return "%s as %s %s with %s".formatted(route, target, body, foreign);
        }

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        /** Whether the target is one of the route. */
        boolean isOfItsRoute() {
            String pattern = route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "[^/]+");
            return target.replaceAll("\\?.*", "").matches(pattern);
        }
    }

    /** The whole of an answer, but for the request's id and the value that was sent. */
    private record Answer(int status, Map<String, List<String>> headers, String body) {}

    private record Hash(String hash) {}

    private record Table(String name) {}

    @AfterAll
    void stop() {
        demo.close();
        stranger.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void whatIsAnothersIsAnsweredAsWhatIsUnknown(Attempt attempt) throws Exception {
        Answer foreign = answer(attempt, attempt.foreign());
        Answer unknown = answer(attempt, attempt.unknown());

        assertThat(foreign).isEqualTo(unknown);
        assertThat(foreign.status()).as(foreign.body()).isEqualTo(attempt.status());
    }

    @Test
    void everyRouteIsTried() {
        List<Attempt> attempts = attempts().toList();

        assertThat(attempts).allMatch(Attempt::isOfItsRoute);
        Set<String> tried = attempts.stream().map(Attempt::route).collect(Collectors.toCollection(TreeSet::new));
        assertThat(tried).isEqualTo(routes());
        assertThat(tried).isEqualTo(documented());
    }

    @Test
    void whatTheAttemptsNameIsThereForItsOwner() throws Exception {
        for (String sku : List.of(World.PAQ, World.TERMO, World.SOLD_OUT)) {
            assertThat(demo.getStock(sku).statusCode()).isEqualTo(200);
            assertThat(demo.getProduct(sku).statusCode()).isEqualTo(200);
        }
        assertThat(demo.getProduct(productWebId()).statusCode()).isEqualTo(200);
        assertThat(demo.getVariant(variant().webId()).statusCode()).isEqualTo(200);
        assertThat(demo.getOrder("Shopify", "%231082").statusCode()).isEqualTo(200);
        for (String key : List.of(customerId(), "carlos.perez@example.com", "+524491234567")) {
            assertThat(demo.getCustomer(encoded(key)).statusCode()).isEqualTo(200);
        }
        Map<String, String> token =
                Map.of("Authorization", "Bearer " + world.tokens().getFirst());
        for (String path : List.of("", "/listings/" + variant().productId(), "/orders/500001", "/orders/500002")) {
            assertThat(demo.send("GET", "/v1/shops/215" + path, "", token).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("shopPaths")
    void theTokenOfOneShopOpensNothingOfTheOther(String path) throws Exception {
        String theirs = Long.toString(world.stranger().shop().shopId());
        long strangersListing = server.backend()
                .stock()
                .findBySku(world.stranger().shop().id(), "AJENO-1")
                .orElseThrow()
                .productId();
        List<String> targets = List.of(
                path.formatted("215", variant().productId()),
                path.formatted("215", 500_001),
                path.formatted(theirs, strangersListing),
                path.formatted(theirs, 500_003));
        for (String target : targets) {
            String token = target.contains("/215")
                    ? world.tokens().getLast()
                    : world.tokens().getFirst();
            for (HttpResponse<String> answer : List.of(
                    stranger.send("GET", target + "?access_token=" + token, "", Map.of()),
                    stranger.send("GET", target, "", Map.of("Authorization", "Bearer " + token)))) {
                assertThat(answer.statusCode()).as(target).isEqualTo(403);
                assertThat(answer.body()).contains("Token Invalido o SHOP_ID incorrecto");
            }
        }
    }

    static List<String> shopPaths() {
        return Stream.of("/v1/shops/%s", "/shops/%s")
                .flatMap(path -> Stream.of(path, path + "/listings/%s", path + "/orders/%s"))
                .toList();
    }

    @Test
    void theSameSkuNumberAndBuyerAreFreeInEachShop() throws Exception {
        try (TestServer fresh = TestServer.inWorld();
                Seller owner = Seller.of(fresh.url(), world);
                Seller other = stranger(fresh)) {
            String ownersOrder = owner.getOrder("Shopify", "%231082").body();
            String ownersBuyer = owner.getCustomer("%2B524491234567").body();
            String ownersStock = owner.getStock(World.PAQ).body();

            JsonNode item = ok(other.createItem(World.PAQ, "Paquete ajeno", "7", Map.of()));
            JsonNode product = ok(other.getProduct(World.PAQ));
            ok(other.patchVariant(product.at("/variants/0/web_id").stringValue(), "{\"quantity\":4}"));
            ok(other.order("Shopify", "#1082", "+524491234567", List.of(new Line(World.PAQ, 1)), Map.of()));

            JsonNode stock = ok(other.getStock(World.PAQ));
            assertThat(stock.path("available_quantity").longValue()).isEqualTo(3);
            assertThat(stock.path("item_id")).isEqualTo(item.at("/items_saved/0/item_id"));
            JsonNode order = ok(other.getOrder("Shopify", "%231082")).path("orden");
            assertThat(order.path("customer").stringValue()).isEqualTo("Charlie Hebdo");
            assertThat(order.path("id").longValue()).isNotEqualTo(500_001);
            JsonNode buyer = ok(other.getCustomer("%2B524491234567")).path("customer");
            assertThat(buyer.path("first_name").stringValue()).isEqualTo("Charlie");
            assertThat(buyer.path("id").stringValue()).isNotEqualTo(customerId());
            assertThat(owner.getOrder("Shopify", "%231082").body()).isEqualTo(ownersOrder);
            assertThat(owner.getCustomer("%2B524491234567").body()).isEqualTo(ownersBuyer);
            assertThat(owner.getStock(World.PAQ).body()).isEqualTo(ownersStock);
            Ledger.assertSound(fresh.database().database());
        }
    }

    @Test
    void anIdempotencyKeyOfOneShopSaysNothingToTheOther() throws Exception {
        try (TestServer fresh = TestServer.inWorld();
                Seller owner = Seller.of(fresh.url(), world);
                Seller other = stranger(fresh)) {
            Map<String, String> key = Map.of("Idempotency-Key", "the-same-key");
            ok(owner.createItem("LLAVE-1", "Llave", "1", key));

            JsonNode theirs = ok(other.createItem("LLAVE-2", "Otra llave", "2", key));

            assertThat(theirs.at("/items_saved/0/sku").stringValue()).isEqualTo("LLAVE-2");
            assertThat(other.getStock("LLAVE-1").statusCode()).isEqualTo(401);
            assertThat(owner.getStock("LLAVE-2").statusCode()).isEqualTo(401);
        }
    }

    Stream<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        hub(attempts);
        pointOfSale(attempts);
        for (String prefix : List.of("/v1", "")) {
            shopsBackEnd(prefix, attempts);
        }
        return attempts.stream();
    }

    private void hub(List<Attempt> attempts) {
        String create = "POST /items/create_item";
        String item = "{\"items\":[{\"sku\":\"%s\",\"title\":\"Igual\",\"list_price\":10}]}";
        String two =
                "{\"items\":[{\"sku\":\"%s\",\"title\":\"Igual\",\"list_price\":10},{\"sku\":\"AJENO-1\",\"title\":\"Igual\",\"list_price\":10}]}";
        attempts.add(new Attempt(create, 200, "/items/create_item", item, seller, World.TERMO, "TERMO99"));
        attempts.add(new Attempt(create, 201, "/items/create_item", two, seller, World.PAQ, "PAQ-99"));

        String stock = "GET /items/get_stock";
        attempts.add(new Attempt(stock, 401, "/items/get_stock?sku=%s", "", seller, World.PAQ, "PAQ-99"));
        attempts.add(new Attempt(stock, 401, "/items/get_stock?sku=%s", "", seller, World.SOLD_OUT, "NADIE"));

        String order = "POST /shopi_orders/multicanal_api";
        String target = "/shopi_orders/multicanal_api";
        attempts.add(new Attempt(order, 406, target, order("Liverpool", "A-1", "%s"), seller, World.PAQ, "PAQ-99"));
        attempts.add(new Attempt(order, 200, target, order("Shopify", "%s", World.MULTI), seller, "#1082", "#9999"));
        attempts.add(new Attempt(
                order,
                200,
                target,
                order("MercadoLibre", "%s", World.MULTI),
                seller,
                "2000004602393885",
                "2000004602399999"));
        attempts.add(new Attempt(
                order,
                200,
                target,
                order("Liverpool", "A-%s", World.MULTI).replace("4497893345", "%s"),
                seller,
                "+524491234567",
                "+524491239999"));

        String orders = "GET /shopi_orders/get_orders";
        attempts.add(new Attempt(
                orders, 404, "/shopi_orders/get_orders?canal=Shopify&orden=%s", "", seller, "%231082", "%239999"));
        attempts.add(new Attempt(
                orders,
                404,
                "/shopi_orders/get_orders?canal=MercadoLibre&orden=%s",
                "",
                seller,
                "2000004602393885",
                "2000004602399999"));

        Map<String, String> anothersUser = marketful(world.stranger().sellerToken(), "%s");
        Map<String, String> anothersToken = marketful("%s", world.stranger().sellerUser());
        for (String[] call : new String[][] {
            {create, "/items/create_item", item.formatted("NUEVO-1")},
            {stock, "/items/get_stock?sku=PAQ-EA", ""},
            {order, target, order("Liverpool", "A-2", World.PAQ)},
            {orders, "/shopi_orders/get_orders?canal=Shopify&orden=%%231082", ""}
        }) {
            attempts.add(new Attempt(
                    call[0],
                    call[0].contains("shopi_orders") ? 405 : 403,
                    call[1],
                    call[2],
                    anothersUser,
                    world.demo().sellerUser(),
                    "nadie"));
            attempts.add(new Attempt(
                    call[0],
                    call[0].contains("shopi_orders") ? 405 : 403,
                    call[1],
                    call[2],
                    anothersToken,
                    world.demo().sellerToken(),
                    "1ABCdEfGhIj"));
        }
    }

    private void pointOfSale(List<Attempt> attempts) {
        String webId = variant().webId();
        String show = "GET /api/v1/variants/{web_id}";
        attempts.add(new Attempt(show, 404, "/api/v1/variants/%s", "", apiKey, webId, "0000000000"));
        String change = "PATCH /api/v1/variants/{web_id}";
        for (String body : List.of(
                "{\"variant\":{\"quantity\":1}}",
                "{\"variant\":{\"price\":1,\"sku\":\"ROBADO\"}}",
                "{\"variant\":{\"price\":\"caro\"}}",
                "{\"variant\":{}}")) {
            attempts.add(new Attempt(change, 404, "/api/v1/variants/%s", body, apiKey, webId, "0000000000"));
        }
        String own = server.backend()
                .stock()
                .findBySku(world.stranger().shop().id(), "AJENO-1")
                .orElseThrow()
                .webId();
        attempts.add(new Attempt(
                change,
                200,
                "/api/v1/variants/" + own,
                "{\"variant\":{\"sku\":\"%s\",\"quantity\":1}}",
                apiKey,
                "CAM-CH-AZUL",
                "CAM-CH-ROJO"));
        String product = "GET /api/v1/products/{key}";
        attempts.add(new Attempt(product, 404, "/api/v1/products/%s", "", apiKey, productWebId(), "0000000000"));
        attempts.add(new Attempt(product, 404, "/api/v1/products/%s", "", apiKey, "CAM-M-NEGRO", "CAM-M-ROJO"));
        String customer = "GET /retailers/api/v1/customers/{x}";
        for (String[] keys : new String[][] {
            {customerId(), "2222222222222"},
            {"carlos.perez@example.com", "nadie@example.com"},
            {"+524491234567", "+524491239998"},
            {"5214491234567", "5214491239998"},
            {"4491234567", "4491239998"}
        }) {
            attempts.add(new Attempt(
                    customer, 404, "/retailers/api/v1/customers/%s", "", apiKey, encoded(keys[0]), encoded(keys[1])));
        }
    }

    private void shopsBackEnd(String prefix, List<Attempt> attempts) {
        String token = "POST /oauth/token";
        String exchange = "{\"grant_type\":\"client_credentials\",\"client_id\":\"%s\",\"client_secret\":\"%s\"}";
        attempts.add(new Attempt(
                token,
                400,
                "/oauth/token",
                exchange.formatted("%s", world.stranger().clientSecret()),
                Map.of(),
                Long.toString(world.demo().clientId()),
                "999999999"));
        attempts.add(new Attempt(
                token,
                400,
                "/oauth/token",
                exchange.formatted(world.stranger().clientId(), "%s"),
                Map.of(),
                world.demo().clientSecret(),
                "x".repeat(world.demo().clientSecret().length())));

        String shop = "GET " + prefix + "/shops/{shop_id}";
        String listing = shop + "/listings/{listing_id}";
        String order = shop + "/orders/{order_id}";
        String product = Long.toString(variant().productId());
        String path = prefix + "/shops/";
        String own = path + world.stranger().shop().shopId();
        attempts.add(new Attempt(shop, 403, path + "%s", "", bearer, "215", "999999"));
        attempts.add(new Attempt(shop, 403, path + "%s", "", Map.of(), "215", "999999"));
        attempts.add(new Attempt(listing, 403, path + "%s/listings/" + product, "", bearer, "215", "999999"));
        attempts.add(new Attempt(listing, 404, own + "/listings/%s", "", bearer, product, "199999"));
        attempts.add(new Attempt(listing, 404, own + "/listings/%s", "", Map.of(), product, "199999"));
        attempts.add(new Attempt(order, 403, path + "%s/orders/500001", "", bearer, "215", "999999"));
        attempts.add(new Attempt(order, 403, path + "%s/orders/500001", "", Map.of(), "215", "999999"));
        attempts.add(new Attempt(order, 404, own + "/orders/%s", "", bearer, "500001", "599999"));
        attempts.add(new Attempt(order, 404, own + "/orders/%s", "", bearer, "500002", "599999"));
        String anothersToken = world.tokens().getFirst();
        String nobodysToken = "APP_USR-" + "x".repeat(anothersToken.length() - "APP_USR-".length());
        for (String[] call :
                new String[][] {{shop, own}, {listing, own + "/listings/" + product}, {order, own + "/orders/500001"}
                }) {
            attempts.add(
                    new Attempt(call[0], 403, call[1] + "?access_token=%s", "", Map.of(), anothersToken, nobodysToken));
        }
    }

    /** The answer, after which the demonstration shop must be as it was. What succeeds has a world of its own. */
    private Answer answer(Attempt attempt, String value) throws Exception {
        if (attempt.status() >= 400) {
            return answer(server, attempt, value);
        }
        try (TestServer fresh = TestServer.inWorld()) {
            return answer(fresh, attempt, value);
        }
    }

    private Answer answer(TestServer asked, Attempt attempt, String value) throws Exception {
        try (Seller caller = stranger(asked)) {
            Map<String, String> headers = attempt.headers().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> filled(header.getValue(), value)));
            HttpResponse<String> answer = caller.send(
                    attempt.method(), filled(attempt.target(), value), filled(attempt.body(), value), headers);
            assertThat(everythingOfTheDemonstrationShop(asked)).isEqualTo(untouched);
            Map<String, List<String>> told = new TreeMap<>(answer.headers().map());
            List.of("x-request-id", "date", "content-length").forEach(told::remove);
            return new Answer(answer.statusCode(), told, answer.body().replace(value, "…"));
        }
    }

    private static String filled(String text, String value) {
        return text.replace("%%", "%").replace("%s", value);
    }

    /** A hash for each table. */
    private static List<String> everythingOfTheDemonstrationShop(TestServer server) {
        Database database = server.database().database();
        return database
                .list(
                        Table.class,
                        "SELECT table_name::text AS name FROM information_schema.columns"
                                + " WHERE column_name = 'shop_id' AND table_schema = current_schema() ORDER BY 1")
                .stream()
                .map(table -> table.name() + " " + hash(database, table))
                .toList();
    }

    private static String hash(Database database, Table table) {
        return database.get(
                        Hash.class,
                        "SELECT coalesce(md5(string_agg(t::text, ' ' ORDER BY t::text)), 'empty') AS hash FROM \""
                                + table.name() + "\" t WHERE shop_id = 215")
                .hash();
    }

    private Seller stranger(TestServer anywhere) {
        return new Seller(
                anywhere.url(),
                world.stranger().sellerToken(),
                world.stranger().sellerUser(),
                world.stranger().apiKey());
    }

    /** The routes of the program's dialects, from their tables of contents. */
    private Set<String> routes() {
        Backend backend = server.backend();
        return Stream.of(
                        MarketfulRoutes.surface(
                                backend.shops(),
                                backend.credentials(),
                                backend.stock(),
                                backend.orders(),
                                backend.creatingRequests()),
                        MercadoShopsRoutes.surface(
                                backend.shops(),
                                backend.credentials(),
                                backend.stock(),
                                backend.orders(),
                                () -> TestServer.PUBLIC),
                        MercatelyRoutes.retailers(backend.shops(), backend.credentials(), backend.customers()),
                        MercatelyRoutes.shops(backend.credentials(), backend.stock()))
                .map(Surface::routes)
                .flatMap(List::stream)
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The operations that the program publishes. */
    private Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        for (String dialect : List.of("marketful", "mercately", "mercadoshops")) {
            JsonNode document = Json.read(server.send("GET", "/docs/" + dialect + ".json", Map.of())
                            .body()
                            .getBytes(UTF_8))
                    .orElseThrow();
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().propertyNames().stream()
                            .filter(METHODS::contains)
                            .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        }
        return operations;
    }

    private StockedVariant variant() {
        return server.backend()
                .stock()
                .findBySku(DemonstrationShop.ID, World.TERMO)
                .orElseThrow();
    }

    private String productWebId() {
        return server.backend()
                .stock()
                .findProduct(DemonstrationShop.ID, variant().productId())
                .orElseThrow()
                .product()
                .webId();
    }

    private String customerId() {
        return server.database()
                .database()
                .get(
                        Hash.class,
                        "SELECT public_id AS hash FROM customer WHERE shop_id = 215 AND email = ?",
                        "carlos.perez@example.com")
                .hash();
    }

    private static Map<String, String> marketful(String token, String user) {
        return Map.of("Authorization", token, "User", user);
    }

    private static String order(String channel, String number, String sku) {
        return """
                {"order":{"contact_info":{"num_orden":"%s","orden_id":"%s","customer":"Charlie Hebdo",\
                "carrier_name":"Fedex","telefono":"4497893345","calle":"Madero","no_exterior":"34","colonia":"Centro",\
                "ciudad":"Aguascalientes","estado":"MX - AG","codigo_postal":"20290","canal":"%s",\
                "tipo_envio":"economico"},"items":[{"sku":"%s","cantidad":1}]}}""".formatted(number, number, channel, sku);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body().getBytes(UTF_8)).orElseThrow();
    }
}
