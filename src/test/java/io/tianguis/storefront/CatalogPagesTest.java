package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.NewProduct;
import io.tianguis.catalog.NewVariant;
import io.tianguis.catalog.ProductStatus;
import io.tianguis.catalog.SitePaths;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.OpeningStock;
import io.tianguis.stock.StockedProduct;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Categories, searches, products, and what search engines are told of them. */
class CatalogPagesTest {

    private static final ShopId SHOP = DemonstrationShop.ID;
    private static final String HOSTILE = "</title><script>alert(1)</script>\" onmouseover=\"alert(2)";

    private static TestServer server;
    private static StockedProduct shirt;
    private static StockedProduct hostile;

    @BeforeAll
    static void start() {
        server = TestServer.inWorld();
        shirt = server.backend().stock().findProduct(SHOP, "CAM-M-AZUL").orElseThrow();
        hostile = product(HOSTILE, 1_000, new OpeningStock(1, false));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aProductsPageShowsVariantsPricesAndStock() {
        HttpResponse<String> page = get(path(shirt));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>Camiseta básica</h1>")
                .contains("Algodón peinado")
                .containsSubsequence("/c/ropa-5001", "/c/camisetas-5002")
                .containsSubsequence("Talla CH", ">CH / </span>Azul", "$150.00", "Quedan 3")
                .containsSubsequence("Talla M", ">M / </span>Azul", "$160.00", "Quedan 4")
                .containsSubsequence("disabled", ">M / </span>Negro", "$160.50", "Agotado")
                .contains("<link rel=\"canonical\" href=\"https://tianguis.example" + path(shirt) + "\">")
                .contains("\"lowPrice\":150.00,\"highPrice\":160.50,\"offerCount\":3")
                .contains("https://schema.org/InStock")
                .doesNotContain("wholesale");
        assertThat(page.body().length()).isLessThan(20_000);
    }

    @Test
    void aVariantCanBeChosenByTheAddress() {
        long second = shirt.variants().get(1).variantId();

        assertThat(get(path(shirt) + "?variante=" + second).body())
                .containsPattern("value=\"" + second + "\"[^>]* checked");
    }

    @Test
    void aProductUnderAnotherNameIsMoved() {
        HttpResponse<String> moved =
                get("/tienda/215/p/nombre-de-antes-" + shirt.product().productId());

        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.headers().firstValue("Location")).contains(path(shirt));
        assertThat(get("/tienda/215/c/otra-5002").headers().firstValue("Location"))
                .contains("/tienda/215/c/camisetas-5002");
    }

    @Test
    void whatIsSoldOutOrSoldOnOrderSaysSo() {
        assertThat(get(path(World.SOLD_OUT)).body())
                .contains("Agotado por ahora")
                .doesNotContain("name=\"cantidad\"");
        assertThat(get(path(World.BACK_ORDER)).body()).contains("Sobre pedido").containsPattern("max=\"\\d+\"");
    }

    @Test
    void aProductOfAnotherShopOrOneThatIsPausedIsNotThere() {
        StockedProduct paused = server.backend()
                .stock()
                .findProduct(World.get().stranger().shop().id(), World.MULTI)
                .orElseThrow();
        assertThat(paused.product().status()).isEqualTo(ProductStatus.PAUSED);

        String missing = get("/tienda/215/p/x-99999999").body();
        for (String path : List.of(
                SitePaths.product(World.get().stranger().shop().id(), paused.product()),
                "/tienda/215/p/x-" + paused.product().productId(),
                "/tienda/1001/p/x-" + shirt.product().productId(),
                "/tienda/215/p/x-99999999999999999999",
                "/tienda/215/p/nada")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(get("/tienda/215/p/x-" + paused.product().productId()).body())
                .isEqualTo(missing);
    }

    @Test
    void aHostileTitleIsText() {
        for (String path : List.of(path(hostile), "/tienda/215", "/tienda/215/buscar?q=script")) {
            String page = get(path).body();
            assertThat(page).as(path).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        }
        assertThat(get(path(hostile)).body())
                .contains(
                        "<meta property=\"og:title\" content=\"&lt;/title>&lt;script>alert(1)&lt;/script>&#34; onmouseover=&#34;")
                .contains("\"name\":\"\\u003c/title\\u003e\\u003cscript\\u003e");
    }

    @Test
    void wordsOfASearchAreShownAsText() {
        HttpResponse<String> page = get("/tienda/215/buscar?q=%22%3E%3Cscript%3Ealert(3)%3C/script%3E");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Ningún producto").doesNotContain("<script>alert");
    }

    @Test
    void aCategoryShowsTheProductsOfAllThatIsBelowIt() {
        assertThat(get("/tienda/215/c/ropa-5001").body())
                .contains("/tienda/215/c/camisetas-5002")
                .contains(path(shirt))
                .doesNotContain("Termo 1 litro");
        assertThat(get("/tienda/215/c/articulos-varios-5004").body()).contains("No hay productos en esta categoría");
        assertThat(get("/tienda/1001/c/ropa-5001").statusCode()).isEqualTo(404);
    }

    @Test
    void aCategoryGoesOnWhereAPageEnds() {
        long category = server.backend()
                .database()
                .transaction(tx -> server.backend().categories().add(tx, SHOP, null, "Muchos"))
                .fold(Category::categoryId, refused -> {
                    throw new AssertionError(refused);
                });
        for (int i = 1; i <= 30; i++) {
            product("Muchos " + i, category, 100, OpeningStock.NONE);
        }

        String first = get("/tienda/215/c/muchos-" + category).body();
        assertThat(first).contains("Muchos 30<", "Muchos 7<", "Ver más").doesNotContain("Muchos 6<");
        String next = first.replaceAll("(?s).*href=\"([^\"]*desde=[^\"]*)\".*", "$1");
        assertThat(get(next).body()).contains("Muchos 6<", "Muchos 1<").doesNotContain("Muchos 7<", "Ver más");
    }

    @Test
    void productsAreFoundByWordsAndSorted() {
        assertThat(get("/tienda/215/buscar?q=camiseta+BASICA").body())
                .contains("Resultados para «camiseta BASICA»", "1 producto", path(shirt))
                .contains("<meta name=\"robots\" content=\"noindex\">");
        assertThat(get("/tienda/215/buscar?orden=mayor-precio").body())
                .containsSubsequence("Silla a la medida", "Paquete ecológico", "Camiseta básica", "Multicontacto");
        assertThat(get("/tienda/215/buscar?q=noexiste").body()).contains("Ningún producto");
        assertThat(get("/tienda/215/buscar?pagina=99999999&orden=raro&q=%00").statusCode())
                .isEqualTo(200);
        assertThat(get("/tienda/215/buscar?pagina=999").statusCode()).isEqualTo(200);
    }

    @Test
    void searchEnginesAreToldWhichPagesThereAre() {
        assertThat(get("/tienda/215/sitemap.xml").body())
                .contains("<loc>https://tianguis.example/tienda/215/sitemap/1.xml</loc>");
        assertThat(get("/tienda/215/sitemap/1.xml").body())
                .contains("<loc>https://tianguis.example/tienda/215/c/ropa-5001</loc>")
                .contains("<loc>https://tianguis.example" + path(shirt) + "</loc><lastmod>");
        assertThat(get("/tienda/215/sitemap/2.xml").statusCode()).isEqualTo(404);
        assertThat(get("/tienda/215/sitemap/nada").statusCode()).isEqualTo(404);
        assertThat(get("/robots.txt").body())
                .contains("Disallow: /tienda/*/carrito")
                .doesNotContain("Sitemap");
        assertThat(get("/tienda/215/robots.txt").body())
                .contains("Sitemap: https://tianguis.example/tienda/215/sitemap.xml");
    }

    private static StockedProduct product(String title, long priceCents, OpeningStock opening) {
        return product(title, null, priceCents, opening);
    }

    private static StockedProduct product(
            String title, @Nullable Long category, long priceCents, OpeningStock opening) {
        NewProduct product = new NewProduct(
                title,
                null,
                category,
                ProductStatus.ACTIVE,
                List.of(),
                List.of(),
                List.of(NewVariant.of(null, priceCents)));
        return server.backend()
                .database()
                .transaction(tx -> server.backend().products().create(tx, SHOP, product, List.of(opening)))
                .fold(created -> created, refused -> {
                    throw new AssertionError(refused);
                });
    }

    private static String path(StockedProduct product) {
        return SitePaths.product(SHOP, product.product());
    }

    private static String path(String sku) {
        return path(server.backend().stock().findProduct(SHOP, sku).orElseThrow());
    }

    private static HttpResponse<String> get(String path) {
        return server.send("GET", path, Map.of());
    }
}
