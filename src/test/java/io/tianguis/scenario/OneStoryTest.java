package io.tianguis.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A hub, a point of sale and a shop's back end speak three dialects about one shop. */
class OneStoryTest {

    private static final String SKU = "HAMACA-1";
    private static final String PHONE = "4499100200";

    private final World world = World.get();
    private final TestServer server = TestServer.inWorld();
    private final Seller seller = Seller.of(server.url(), world);
    private long itemId;
    private long productId;
    private String webId = "";

    @BeforeEach
    void register() throws IOException {
        JsonNode item = ok(seller.createItem(SKU, "Hamaca de algodón", "349.5", Map.of()))
                .at("/items_saved/0");
        itemId = item.path("item_id").longValue();
        productId = server.backend()
                .stock()
                .findBySku(world.demo().shop().id(), SKU)
                .orElseThrow()
                .productId();
        webId = product().at("/variants/0/web_id").stringValue();
    }

    @AfterEach
    void stop() {
        seller.close();
        server.close();
    }

    @Test
    void anItemOfTheHubIsAVariantOfThePointOfSaleAndAVariationOfTheShop() throws Exception {
        assertThat(product().path("title").stringValue()).isEqualTo("Hamaca de algodón");
        assertThat(product().path("variants").size()).isEqualTo(1);
        assertThat(product().at("/variants/0")).isEqualTo(variant());
        assertThat(variant().path("sku").stringValue()).isEqualTo(SKU);
        assertThat(variant().path("price").stringValue()).isEqualTo("349.5");
        assertThat(listing().path("status").stringValue()).isEqualTo("paused");
        assertThat(listing().path("title").stringValue()).isEqualTo("Hamaca de algodón");
        assertThat(listing().path("price").decimalValue()).isEqualByComparingTo("349.5");
        assertThat(listing().path("variations").size()).isEqualTo(1);
        assertThat(variation().path("id").longValue()).isEqualTo(itemId);
        assertThat(variation().path("sku").stringValue()).isEqualTo(SKU);
        assertThat(ok(seller.getStock(SKU)).path("item_id").longValue()).isEqualTo(itemId);
        assertThat(seller.send("GET", "/v1/shops/215/listings/" + productId, "", Map.of())
                        .statusCode())
                .as("paused, so nobody else sees it")
                .isEqualTo(404);
        assertEverybodyShows(0);
    }

    @Test
    void anItemThatTheHubDeletesIsGoneForEverybody() throws Exception {
        assertThat(hub("/items/delete_item?item_id=" + itemId).statusCode()).isEqualTo(200);

        assertThat(seller.getVariant(webId).statusCode()).isEqualTo(404);
        assertThat(seller.getProduct(SKU).statusCode()).isEqualTo(404);
        assertThat(seller.patchVariant(webId, "{\"quantity\":5}").statusCode()).isEqualTo(404);
        assertThat(seller.patchVariant(webId, "{\"price\":5}").statusCode()).isEqualTo(404);
        assertThat(seller.send("GET", "/v1/shops/215/listings/" + productId, "", bearer())
                        .statusCode())
                .isEqualTo(404);
        Ledger.assertSound(server.database().database());
    }

    @Test
    void ofAProductWithSeveralVariantsTheOthersStay() throws Exception {
        JsonNode before = ok(seller.getProduct("CAM-M-NEGRO"));
        String gone = before.at("/variants/0/web_id").stringValue();
        long listingId = server.backend()
                .stock()
                .findBySku(world.demo().shop().id(), "CAM-CH-AZUL")
                .orElseThrow()
                .productId();

        assertThat(hub("/items/delete_item?item_id=200006").statusCode()).isEqualTo(200);

        assertThat(seller.getVariant(gone).statusCode()).isEqualTo(404);
        assertThat(seller.getProduct("CAM-CH-AZUL").statusCode()).isEqualTo(404);
        assertThat(ok(seller.getProduct("CAM-M-NEGRO")).path("variants").findValuesAsString("sku"))
                .containsExactly("CAM-M-AZUL", "CAM-M-NEGRO");
        JsonNode listing = shop("/listings/" + listingId);
        assertThat(listing.path("variations").findValuesAsString("sku")).containsExactly("CAM-M-AZUL", "CAM-M-NEGRO");
        assertThat(listing.path("stock").longValue()).isEqualTo(4);
    }

    @Test
    void whatTheHubChangesEverybodyShows() throws Exception {
        HttpResponse<String> changed =
                hub("/items/update_item?item_id=" + itemId + "&title=Hamaca%20doble&list_price=399.9&sku=HAMACA-2");
        assertThat(changed.statusCode()).isEqualTo(200);

        assertThat(variant().path("sku").stringValue()).isEqualTo("HAMACA-2");
        assertThat(variant().path("price").stringValue()).isEqualTo("399.9");
        assertThat(ok(seller.getProduct("HAMACA-2")).path("title").stringValue())
                .isEqualTo("Hamaca doble");
        assertThat(listing().path("title").stringValue()).isEqualTo("Hamaca doble");
        assertThat(listing().path("price").decimalValue()).isEqualByComparingTo("399.9");
    }

    @Test
    void theUnitsThatThePointOfSaleCountsAreEverybodys() throws Exception {
        assertThat(ok(seller.patchVariant(webId, "{\"quantity\":12}"))
                        .at("/variant/quantity")
                        .longValue())
                .isEqualTo(12);
        assertEverybodyShows(12);
        ok(seller.patchVariant(webId, "{\"quantity\":5}"));
        assertEverybodyShows(5);
        Ledger.assertSound(server.database().database());
    }

    @Test
    void anOrderOfTheHubTakesItsUnitsFromEverybodyAndIsTheOrderThatTheShopShows() throws Exception {
        ok(seller.patchVariant(webId, "{\"quantity\":12}"));

        ok(seller.order("Liverpool", "L-1", PHONE, List.of(new Line(SKU, 3), new Line(World.TERMO, 1)), Map.of()));

        assertEverybodyShows(9);
        assertThat(Ledger.level(server.database().database(), SKU)).isEqualTo(new Ledger.Level(12, 3));
        JsonNode told = ok(seller.getOrder("Liverpool", "L-1")).path("orden");
        JsonNode order = order(told.path("id").longValue());
        assertThat(order.path("id").longValue()).isEqualTo(told.path("id").longValue());
        assertThat(order.path("channel").stringValue()).isEqualTo("liverpool");
        assertThat(order.path("external_reference").stringValue()).isEqualTo("L-1");
        assertThat(order.at("/products").size()).isEqualTo(2);
        assertThat(order.at("/products/0/id").longValue()).isEqualTo(productId);
        assertThat(order.at("/products/0/sku").stringValue()).isEqualTo(SKU);
        assertThat(order.at("/products/0/quantity").longValue()).isEqualTo(3);
        assertThat(order.at("/products/0/unit_price").decimalValue()).isEqualByComparingTo("349.5");
        assertThat(order.at("/products/0/amount").decimalValue()).isEqualByComparingTo("1048.5");
        assertThat(order.at("/products/1/sku").stringValue()).isEqualTo(World.TERMO);
        for (String total : List.of("amount", "products_total", "products_grand_total", "grand_total")) {
            assertThat(order.path(total).decimalValue()).as(total).isEqualByComparingTo("1104");
        }
        assertThat(told.at("/line_items/0/sku").stringValue()).isEqualTo(SKU);
        assertThat(told.at("/line_items/0/cantidad").longValue()).isEqualTo(3);
        Ledger.assertSound(server.database().database());
    }

    @Test
    void aPointOfSaleThatCountsAgainLeavesTheUnitsOfAnOrderReserved() throws Exception {
        ok(seller.patchVariant(webId, "{\"quantity\":12}"));
        ok(seller.order("Liverpool", "L-1", PHONE, List.of(new Line(SKU, 3)), Map.of()));

        ok(seller.patchVariant(webId, "{\"quantity\":20}"));

        assertEverybodyShows(20);
        assertThat(Ledger.level(server.database().database(), SKU)).isEqualTo(new Ledger.Level(23, 3));
        Ledger.assertSound(server.database().database());
    }

    @Test
    void theBuyerOfTheHubsOrderIsOneCustomerHoweverTheTelephoneIsWritten() throws Exception {
        ok(seller.patchVariant(webId, "{\"quantity\":12}"));
        ok(seller.order("Liverpool", "L-1", "521" + PHONE, List.of(new Line(SKU, 1)), Map.of()));
        ok(seller.order("Shopify", "S-1", "+52 " + PHONE, List.of(new Line(SKU, 1)), Map.of()));

        JsonNode customer = customer(PHONE);

        assertThat(customer.path("first_name").stringValue() + " "
                        + customer.path("last_name").stringValue())
                .isEqualTo("Charlie Hebdo");
        assertThat(customer.path("phone").stringValue()).isEqualTo("+52" + PHONE);
        for (String spelling : List.of("+52" + PHONE, "+521" + PHONE, "52" + PHONE, "521" + PHONE)) {
            assertThat(customer(spelling)).as(spelling).isEqualTo(customer);
        }
        JsonNode byId = ok(seller.getCustomer(customer.path("id").stringValue()));
        assertThat(byId.path("customer")).isEqualTo(customer);
        assertThat(byId.path("id")).isEqualTo(customer.path("id"));
        for (String[] number : new String[][] {{"Liverpool", "L-1"}, {"Shopify", "S-1"}}) {
            JsonNode buyer = order(ok(seller.getOrder(number[0], number[1]))
                            .at("/orden/id")
                            .longValue())
                    .path("buyer");
            assertThat(buyer.path("phone")).isEqualTo(customer.path("phone"));
            assertThat(buyer.path("client_id").longValue()).isEqualTo(customerId(customer));
        }
    }

    private void assertEverybodyShows(long units) throws IOException {
        assertThat(ok(seller.getStock(SKU)).path("available_quantity").longValue())
                .isEqualTo(units);
        assertThat(variant().path("quantity").longValue()).isEqualTo(units);
        assertThat(product().path("quantity").longValue()).isEqualTo(units);
        assertThat(listing().path("stock").longValue()).isEqualTo(units);
        assertThat(variation().path("stock").longValue()).isEqualTo(units);
    }

    private JsonNode product() throws IOException {
        return ok(seller.getProduct(SKU));
    }

    private JsonNode variant() throws IOException {
        return ok(seller.getVariant(webId)).path("variant");
    }

    private JsonNode listing() throws IOException {
        return shop("/listings/" + productId);
    }

    private JsonNode variation() throws IOException {
        return listing().at("/variations/0");
    }

    private JsonNode order(long id) throws IOException {
        return shop("/orders/" + id);
    }

    private JsonNode shop(String path) throws IOException {
        return ok(seller.send("GET", "/v1/shops/215" + path, "", bearer()));
    }

    private Map<String, String> bearer() {
        return Map.of("Authorization", "Bearer " + world.tokens().getFirst());
    }

    /** Sends a POST of the hub's, whose parameters are in the query. */
    private HttpResponse<String> hub(String target) throws IOException {
        Map<String, String> credentials = Map.of(
                "Authorization",
                world.demo().sellerToken(),
                "User",
                world.demo().sellerUser());
        return seller.send("POST", target, "", credentials);
    }

    private JsonNode customer(String phone) throws IOException {
        return ok(seller.getCustomer(URLEncoder.encode(phone, UTF_8))).path("customer");
    }

    private long customerId(JsonNode customer) {
        record Id(long customerId) {}
        return server.database()
                .database()
                .get(
                        Id.class,
                        "SELECT customer_id FROM customer WHERE shop_id = 215 AND public_id = ?",
                        customer.path("id").stringValue())
                .customerId();
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body().getBytes(UTF_8)).orElseThrow();
    }
}
