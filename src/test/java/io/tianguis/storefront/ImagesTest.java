package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.ImageRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.images.Pictures;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures, as browsers fetch them and as pages name them. */
class ImagesTest {

    private static final TestServer SERVER = TestServer.inWorld();
    private static final ShopId SHOP = World.get().demo().shop().id();
    private static final ShopId STRANGER = World.get().stranger().shop().id();
    private static final Image IMAGE = added(Pictures.quarters("jpeg", 900, 600));

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void aPictureIsKeptByBrowsersForGood() {
        HttpResponse<String> answer = get("/tienda/" + SHOP.value() + "/imagenes/" + IMAGE.hash() + "-640.jpg");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{hash}-639.jpg",
                "{hash}-640.png",
                "{hash}-640",
                "{hash}.jpg",
                "00000000000000000000000000000000-640.jpg",
                "..%2F..%2F{hash}-640.jpg",
                "%2Fetc%2Fpasswd"
            })
    void whatIsNoPictureOfTheShopIsNotFound(String file) {
        String path = "/imagenes/" + file.replace("{hash}", IMAGE.hash());

        assertThat(get("/tienda/" + SHOP.value() + path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x215", "99999999999999999999"})
    void noShopButItsOwnShowsAPicture(String shop) {
        String path = "/imagenes/" + IMAGE.hash() + "-640.jpg";

        assertThat(get("/tienda/" + shop + path).statusCode()).isEqualTo(404);
        assertThat(get("/tienda/" + STRANGER.value() + path).statusCode()).isEqualTo(404);
    }

    @Test
    void pagesNamePicturesWithTheirSizes() {
        String path = "/tienda/" + SHOP.value() + "/imagenes/" + IMAGE.hash();

        assertThat(get("/tienda/" + SHOP.value()).body())
                .contains("src=\"" + path + "-1280.jpg\"")
                .contains("srcset=\"" + path + "-320.jpg 320w, " + path + "-640.jpg 640w, " + path + "-1280.jpg 900w\"")
                .contains("width=\"900\" height=\"600\"")
                .doesNotContain("https://imagenes.example");
    }

    @Test
    void aPictureThatAPointOfSaleNamesIsShownFromTheShopItself() {
        String address = "https://imagenes.example/CAM-00042-detalle.webp";
        HttpResponse<String> created = SERVER.send(
                "POST",
                "/api/v1/products",
                Map.of("api-key", World.get().demo().apiKey(), "Content-Type", "application/json"),
                "{\"product\": {\"title\": \"Camiseta fotografiada\", \"price\": 250, \"quantity\": 3, \"status\": \"active\","
                        + " \"image_urls\": [\"" + address + "\"]}}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String search = "/tienda/" + SHOP.value() + "/buscar?q=fotografiada";

        Eventually.await("its picture", () -> get(search).body().contains("/imagenes/"));

        String page = get(search).body();
        Matcher picture = Pattern.compile("src=\"(/tienda/[^\"]*\\.jpg)\"").matcher(page);
        assertThat(picture.find()).isTrue();
        assertThat(get(picture.group(1)).statusCode()).isEqualTo(200);
        assertThat(page).doesNotContain(address);
    }

    private static HttpResponse<String> get(String path) {
        return SERVER.send("GET", path, Map.of());
    }

    private static Image added(byte[] picture) {
        long productId = SERVER.backend()
                .stock()
                .findBySku(SHOP, World.PAQ)
                .orElseThrow()
                .productId();
        Outcome<Image, ImageRejection> outcome =
                SERVER.backend().productImages().add(SHOP, productId, picture);
        return outcome.fold(image -> image, rejection -> {
            throw new AssertionError("refused: " + rejection);
        });
    }
}
