package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A product that a point of sale creates is a listing with variations in the shop, and items in the hub. */
class CatalogStoryTest {

    private static final String PRODUCT = """
            {"product":{"title":"Playera de lino","price":320,"subcategory_id":"%s",
             "image_urls":["https://images.example/1.webp","https://images.example/2.webp"],
             "options":[{"name":"Talla","values":["CH","M"]},{"name":"Color","values":["Azul"]}],
             "variants":[{"option1":"CH","option2":"Azul","sku":"LINO-CH","quantity":5},
                         {"option1":"M","option2":"Azul","sku":"LINO-M","quantity":7,"price":"340.5"}]}}""";

    private final World world = World.get();
    private final TestServer server = TestServer.inWorld();
    private final Seller seller = Seller.of(server.url(), world);

    @AfterEach
    void stop() {
        Ledger.assertSound(server.database().database());
        seller.close();
        server.close();
    }

    @Test
    void whatIsCreatedSoldChangedAndDeletedShowsEverywhere() throws Exception {
        String category = pos("GET", "/api/v1/categories", "")
                .at("/categories/0/subcategories/0/web_id")
                .stringValue();
        JsonNode product =
                pos("POST", "/api/v1/products", PRODUCT.formatted(category)).path("product");
        long listing = server.backend()
                .stock()
                .findProduct(world.demo().shop().id(), "LINO-CH")
                .orElseThrow()
                .product()
                .productId();

        assertThat(hubStock("LINO-CH")).isEqualTo(5);
        assertThat(hubItems()).startsWith("LINO-M", "LINO-CH");
        JsonNode shown = listing(listing);
        assertThat(shown.path("title").stringValue()).isEqualTo("Playera de lino");
        assertThat(shown.path("price").decimalValue()).isEqualByComparingTo("320");
        assertThat(shown.path("stock").longValue()).isEqualTo(12);
        assertThat(shown.path("category_name").stringValue()).isEqualTo("Camisetas");
        assertThat(shown.path("pictures").size()).isEqualTo(2);
        assertThat(shown.at("/pictures/1/url").stringValue()).isEqualTo("https://images.example/2.webp");
        assertThat(shown.path("variations").size()).isEqualTo(2);
        assertThat(shown.at("/variations/1/attributes/0/value").stringValue()).isEqualTo("M");

        json(seller.order("LINO-1", List.of(new Line("LINO-M", 3)), Map.of()));
        String webId = product.at("/variants/1/web_id").stringValue();
        HttpResponse<String> counted = seller.patchVariant(webId, "{\"quantity\":10}");
        assertThat(counted.headers().firstValue("X-Quantity-Was")).contains("4");
        assertThat(hubStock("LINO-M")).isEqualTo(10);
        assertThat(listing(listing).path("stock").longValue()).isEqualTo(15);

        pos("PUT", "/api/v1/products/LINO-M", "{\"product\":{\"title\":\"Playera\",\"active\":false}}");
        assertThat(listing(listing).path("status").stringValue()).isEqualTo("paused");
        pos("DELETE", "/api/v1/variants/" + webId, "");
        assertThat(seller.getStock("LINO-M").statusCode()).isEqualTo(401);
        assertThat(listing(listing).path("variations").size()).isEqualTo(1);

        pos("DELETE", "/api/v1/products/LINO-CH", "");
        assertThat(seller.getStock("LINO-CH").statusCode()).isEqualTo(401);
        assertThat(getListing(listing).statusCode()).isEqualTo(404);
        assertThat(hubItems()).doesNotContain("LINO-M", "LINO-CH");
    }

    @Test
    void whatTheHubRegistersIsAProductThatTheHubDeletes() throws Exception {
        json(seller.createItem("HUB-1", "Del hub", "12.5", Map.of()));
        JsonNode product = json(seller.getProduct("HUB-1"));
        assertThat(product.path("active").booleanValue()).isFalse();
        assertThat(pos("GET", "/api/v1/products", "").at("/products/0/web_id")).isEqualTo(product.path("web_id"));

        long item = json(seller.getStock("HUB-1")).path("item_id").longValue();
        String target = "/items/delete_item?item_id=" + item;
        Map<String, String> credentials = Map.of(
                "Authorization",
                world.demo().sellerToken(),
                "User",
                world.demo().sellerUser());

        assertThat(seller.send("POST", target, "", credentials).statusCode()).isEqualTo(200);
        assertThat(seller.send("POST", target, "", credentials).statusCode()).isEqualTo(400);
        assertThat(seller.getProduct(product.path("web_id").stringValue()).statusCode())
                .isEqualTo(404);
        assertThat(pos("GET", "/api/v1/products", "").at("/products/0/web_id")).isNotEqualTo(product.path("web_id"));
    }

    private JsonNode pos(String method, String path, String body) throws IOException {
        return json(
                seller.send(method, path, body, Map.of("api-key", world.demo().apiKey())));
    }

    private long hubStock(String sku) throws IOException {
        return json(seller.getStock(sku)).path("available_quantity").longValue();
    }

    private List<String> hubItems() throws IOException {
        JsonNode items = json(seller.send(
                        "GET",
                        "/api/items",
                        "",
                        Map.of(
                                "Authorization",
                                world.demo().sellerToken(),
                                "User",
                                world.demo().sellerUser())))
                .path("results");
        return items.valueStream()
                .map(item -> item.path("seller_sku").stringValue())
                .toList();
    }

    private JsonNode listing(long id) throws IOException {
        return json(getListing(id));
    }

    private HttpResponse<String> getListing(long id) throws IOException {
        return seller.send(
                "GET",
                "/v1/shops/215/listings/" + id,
                "",
                Map.of("Authorization", "Bearer " + world.tokens().getFirst()));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
