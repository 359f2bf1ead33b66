package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What all pages have in common, and the home page. */
class StorefrontTest {

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.inWorld();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theHomePageShowsCategoriesAndWhatCameLast() {
        HttpResponse<String> home = get("/tienda/215");

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(home.body())
                .contains("<html lang=\"es-MX\"")
                .contains("<link rel=\"canonical\" href=\"https://tianguis.example/tienda/215\">")
                .containsSubsequence("/tienda/215/c/ropa-5001", "/tienda/215/c/articulos-varios-5004")
                .containsSubsequence("Camiseta básica", "Silla a la medida", "Calendario 2020", "Paquete ecológico")
                .contains("$403.19")
                .contains("Desde");
        assertThat(home.body().length()).isLessThan(20_000);
    }

    @Test
    void pausedProductsAreNotShown() {
        assertThat(get("/tienda/1001").body()).contains("Botella ajena").doesNotContain("Multi ajeno");
    }

    @Test
    void aShopThatIsNotThereHasNoPage() {
        for (String path : new String[] {"/tienda/999999", "/tienda/abc", "/tienda/x-215", "/tienda/0215"}) {
            HttpResponse<String> missing = get(path);
            assertThat(missing.statusCode()).as(path).isEqualTo(404);
            assertThat(missing.body()).as(path).contains("Esta tienda no existe");
        }
    }

    @Test
    void aPathThatIsNotThereIsAnsweredInTheSitesLook() {
        HttpResponse<String> missing = get("/tienda/215/nada/de/esto");

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("Esta página no existe").contains("storefront.css");
        assertThat(missing.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void whatTheSiteDoesNotTakeIsAnsweredInItsLookToo() {
        HttpResponse<String> method = server.send("DELETE", "/tienda/215", Map.of());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(method.body()).contains("Así no se puede");
        HttpResponse<String> large = server.send("POST", "/tienda/215/contacto", Map.of(), "a".repeat(1_100_000));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("Es demasiado");
    }

    @Test
    void aPageThatIsKnownIsNotSentAgain() {
        HttpResponse<String> home = get("/tienda/215");
        String tag = home.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = server.send("GET", "/tienda/215", Map.of("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(again.headers().firstValue("Cache-Control")).contains("private, no-cache");
    }

    @Test
    void whatAPageLoadsIsKeptForGood() {
        Matcher stylesheet = Pattern.compile("href=\"(/tienda/recursos/[^\"]+\\.css)\"")
                .matcher(get("/tienda/215").body());
        assertThat(stylesheet.find()).isTrue();

        HttpResponse<String> css = get(stylesheet.group(1));

        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(css.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(get("/tienda/recursos/otro/storefront.css").statusCode()).isEqualTo(404);
    }

    @Test
    void theHeadOfAPageIsAnswered() {
        HttpResponse<String> head = server.send("HEAD", "/tienda/215", Map.of());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).isPresent();
    }

    @Test
    void aSnippetRunsAndNoOtherScriptDoes() {
        HttpResponse<String> home = get("/tienda/215");

        assertThat(home.body()).contains("<script>visita()</script>");
        assertThat(home.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'sha256-" + Digests.inPolicy("visita()".getBytes()) + "'")
                .doesNotContain("unsafe");
        assertThat(get("/tienda/1001")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("script-src");
    }

    private static HttpResponse<String> get(String path) {
        return server.send("GET", path, Map.of());
    }
}
