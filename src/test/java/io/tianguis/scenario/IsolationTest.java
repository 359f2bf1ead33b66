package io.tianguis.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.Backend;
import io.tianguis.dialects.marketful.MarketfulRoutes;
import io.tianguis.dialects.mercadoshops.MercadoShopsRoutes;
import io.tianguis.dialects.mercately.MercatelyRoutes;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Surface;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Database;
import io.tianguis.questions.Asked;
import io.tianguis.questions.NewQuestion;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.Shipping;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private final TestServer server = worldWithAReturnAndAQuestion();

    private final List<String> untouched = everythingOfTheDemonstrationShop(server);

    private final Seller demo = Seller.of(server.url(), world);
    private final Seller stranger = stranger(server);
    private final Attempts attempts = new Attempts(server, world);

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

    Stream<Attempt> attempts() {
        return attempts.all();
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
        assertThat(demo.getProduct(attempts.productWebId()).statusCode()).isEqualTo(200);
        assertThat(demo.getVariant(attempts.variant().webId()).statusCode()).isEqualTo(200);
        assertThat(demo.getOrder("Shopify", "%231082").statusCode()).isEqualTo(200);
        for (String entry : List.of("00900001", world.entryToken())) {
            assertThat(demo.getEntry(entry).statusCode()).isEqualTo(200);
        }
        for (String key : List.of("01000001", attempts.returnToken())) {
            assertThat(demo.getReturn(key).statusCode()).isEqualTo(200);
        }
        for (String key : List.of(attempts.customerId(), "carlos.perez@example.com", "+524491234567")) {
            assertThat(demo.getCustomer(URLEncoder.encode(key, UTF_8)).statusCode())
                    .isEqualTo(200);
        }
        Map<String, String> token =
                Map.of("Authorization", "Bearer " + world.tokens().getFirst());
        for (String path : List.of(
                "",
                "/listings/" + attempts.variant().productId(),
                "/orders/500001",
                "/orders/500002",
                "/metrics/30000001",
                "/questions/" + QuestionAttempts.QUESTION)) {
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
                path.formatted("215", attempts.variant().productId()),
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
            assertThat(buyer.path("id").stringValue()).isNotEqualTo(attempts.customerId());
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

    /** The answer, after which the demonstration shop must be as it was. What succeeds has a world of its own. */
    private Answer answer(Attempt attempt, String value) throws Exception {
        if (attempt.status() >= 400) {
            return answer(server, attempt, value);
        }
        try (TestServer fresh = worldWithAReturnAndAQuestion()) {
            return answer(fresh, attempt, value);
        }
    }

    /**
     * Order 500001 of the demonstration shop left, and comes back in return 1000001, of the same token every time; and Carlos
     * asked its question.
     */
    private static TestServer worldWithAReturnAndAQuestion() {
        TestServer server = TestServer.inWorld();
        Backend backend = Backend.on(server.database().pool(), server.clock(), new SeededRandomness(4));
        ShopId shop = World.get().demo().shop().id();
        Shipping.ship(backend, shop, 500_001);
        assertThat(backend.database().transaction(tx -> backend.returns().open(tx, shop, 500_001, World.MULTI, 1)))
                .isInstanceOf(Outcome.Ok.class);
        NewQuestion question =
                new OnStorefront(new Visitor.Known(300_001), Optional.empty(), "¿Dónde queda la tienda?");
        assertThat(backend.database().transaction(tx -> backend.questions().ask(tx, shop, question)))
                .isEqualTo(Outcome.ok(new Asked(Long.parseLong(QuestionAttempts.QUESTION), 300_001, true)));
        return server;
    }

    private Answer answer(TestServer asked, Attempt attempt, String value) throws Exception {
        try (Seller caller = stranger(asked)) {
            Map<String, String> headers = attempt.headers().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> Attempt.filled(header.getValue(), value)));
            HttpResponse<String> answer = caller.send(
                    attempt.method(),
                    Attempt.filled(attempt.target(), value),
                    Attempt.filled(attempt.body(), value),
                    headers);
            assertThat(everythingOfTheDemonstrationShop(asked)).isEqualTo(untouched);
            Map<String, List<String>> told = new TreeMap<>(answer.headers().map());
            List.of("x-request-id", "date", "content-length").forEach(told::remove);
            return new Answer(answer.statusCode(), told, answer.body().replace(value, "…"));
        }
    }

    /**
     * A hash for each table, but for those that change in the background: what counts rows of the others, and events that are
     * handed on.
     */
    private static List<String> everythingOfTheDemonstrationShop(TestServer server) {
        Database database = server.database().database();
        // What was announced before is passed on in the background.
        Eventually.await(
                "nothing to be passed on",
                () -> hash(database, new Table("outbox_event")).equals("empty"));
        return database
                .list(
                        Table.class,
                        "SELECT table_name::text AS name FROM information_schema.columns"
                                + " WHERE column_name = 'shop_id' AND table_schema = current_schema()"
                                + " AND table_name !~ '_(list|search|directory|name)_(change|count|fragment|stretch|span|mark|place|division)$'"
                                + " AND table_name <> 'outbox_event'"
                                + " ORDER BY 1")
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
                                backend.creatingRequests(),
                                backend.inbound(),
                                backend.fulfillment(),
                                backend.returns(),
                                backend.webhooks()),
                        MercadoShopsRoutes.surface(
                                backend.shops(),
                                backend.credentials(),
                                backend.applications(),
                                backend.tokenGrants(),
                                backend.consents(),
                                backend.trackingCodes(),
                                backend.customers(),
                                backend.categories(),
                                backend.stock(),
                                backend.products(),
                                backend.questions(),
                                backend.orders(),
                                backend.orderAdministration(),
                                backend.orderSearch(),
                                backend.creatingRequests(),
                                backend.randomness(),
                                () -> TestServer.PUBLIC),
                        MercatelyRoutes.retailers(
                                backend.shops(),
                                backend.credentials(),
                                backend.customers(),
                                backend.conversations(),
                                backend.creatingRequests()),
                        MercatelyRoutes.shops(
                                backend.shops(),
                                backend.credentials(),
                                backend.catalog(),
                                backend.categories(),
                                backend.stock(),
                                backend.products(),
                                backend.orders(),
                                backend.pointOfSale(),
                                backend.creatingRequests()))
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

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body().getBytes(UTF_8)).orElseThrow();
    }
}
