package io.tianguis.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.catalog.SitePaths;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Questions and messages of visitors, and what becomes of them. */
class MessagesTest {

    private static final Map<String, String> GOOD = Map.of(
            "nombre", "Lucía Ramos",
            "correo", "Lucia.Ramos@example.com",
            "mensaje", "¿Hacen envíos?");

    private static final AtomicInteger VISITORS = new AtomicInteger();

    private static TestServer server;
    private static String page;

    /** Each test has an address of its own. */
    private final Map<String, String> ours =
            Map.of("Origin", server.url(), "X-Forwarded-For", "203.0.113." + VISITORS.incrementAndGet());

    @BeforeAll
    static void start() {
        server = TestServer.inWorld();
        page = SitePaths.product(
                DemonstrationShop.ID,
                server.backend()
                        .stock()
                        .findProduct(DemonstrationShop.ID, World.TERMO)
                        .orElseThrow()
                        .product());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aQuestionArrivesInTheApiAndItsAnswerOnThePage() {
        Map<String, String> question = new LinkedHashMap<>(GOOD);
        question.put("mensaje", "¿Cuánto pesa? <b>");
        HttpResponse<String> sent = ask(question);
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).contains(page + "?pregunta=recibida#preguntas");
        assertThat(get(page + "?pregunta=recibida").body()).contains("Tu pregunta llegó a la tienda");
        assertThat(get(page).body()).doesNotContain("¿Cuánto pesa?");

        String found = api("GET", "/v1/shops/215/questions/search?channel=mshops&q=pesa", "")
                .body();
        assertThat(found).contains("¿Cuánto pesa? <b>", "lucia.ramos@example.com");
        Matcher id = Pattern.compile("\"id\":(11\\d+)").matcher(found);
        assertThat(id.find()).isTrue();
        assertThat(api("PUT", "/v1/shops/215/questions/" + id.group(1), "{\"answer\":\"Medio kilo.\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(get(page).body())
                .containsSubsequence("¿Cuánto pesa? &lt;b&gt;", "Medio kilo.")
                .doesNotContain("Lucía");
    }

    @Test
    void whatIsMissingIsSaidAndWhatWasTypedIsKept() {
        long before = total();
        HttpResponse<String> refused = ask(Map.of("nombre", "Lucía \"R\"", "correo", "no es correo", "mensaje", " "));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "value=\"Lucía &#34;R&#34;\"",
                        "value=\"no es correo\"",
                        "Escribe tu mensaje.",
                        "role=\"alert\"");
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        long before = total();
        for (Map<String, String> headers : List.of(
                Map.of("Origin", "https://malo.example"),
                Map.of("Origin", "null"),
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", server.url()),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.<String, String>of())) {
            assertThat(post(page + "/preguntas", headers, GOOD).statusCode())
                    .as("%s", headers)
                    .isEqualTo(403);
        }
        assertThat(total()).isEqualTo(before);
        assertThat(post(page + "/preguntas", Map.of("Sec-Fetch-Site", "same-origin"), GOOD)
                        .statusCode())
                .isEqualTo(303);
        assertThat(post(page + "/preguntas", Map.of("Origin", "https://tianguis.example"), GOOD)
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void tooManyMessagesOfOneAddressHaveToWait() {
        for (int i = 0; i < Questioner.MOST_OF_ADDRESS; i++) {
            assertThat(ask(GOOD).statusCode()).isEqualTo(303);
        }
        HttpResponse<String> refused = ask(GOOD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("600");
        assertThat(post("/tienda/215/contacto", ours, GOOD).statusCode()).isEqualTo(429);
        assertThat(post("/tienda/215/contacto", Map.of("Origin", server.url(), "X-Forwarded-For", "198.51.100.9"), GOOD)
                        .statusCode())
                .isEqualTo(303);

        server.clock().advance(Questioner.WINDOW.plusSeconds(1));

        assertThat(ask(GOOD).statusCode()).isEqualTo(303);
    }

    @Test
    void aProgramThatFillsInEverythingIsThankedAndForgotten() {
        long before = total();
        Map<String, String> fields = new LinkedHashMap<>(GOOD);
        fields.put("sitio", "https://spam.example");

        assertThat(ask(fields).statusCode()).isEqualTo(303);
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void aMessageToTheShopIsAQuestionWithoutAProduct() {
        HttpResponse<String> sent = post("/tienda/215/contacto", ours, GOOD);

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(get("/tienda/215/contacto?mensaje=recibido").body()).contains("Recibimos tu mensaje");
        assertThat(api("GET", "/v1/shops/215/questions/search", "").body()).contains("\"publication\":null");
    }

    @Test
    void whatCannotBeReadOrIsForAProductThatIsGoneIsRefused() {
        assertThat(server.send("POST", "/tienda/215/contacto", form(ours), "nombre=%ZZ")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/tienda/215/p/x-99999/preguntas", ours, GOOD).statusCode())
                .isEqualTo(404);
        assertThat(post(page.replace("/215/", "/1001/") + "/preguntas", ours, GOOD)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theContactSnippetRunsOnceSomethingWasSent() {
        String metric = "{\"name\":\"Contacto\",\"provider\":\"OTHER\",\"event\":\"CONTACT_BUTTON\","
                + "\"code\":\"<script>contacto()</script>\"}";
        assertThat(api("POST", "/v1/shops/215/metrics", metric).statusCode()).isEqualTo(201);

        server.clock().advance(Duration.ofMinutes(1));
        assertThat(get(page + "?pregunta=recibida").body())
                .contains("contacto()")
                .contains("visita()");
        assertThat(get("/tienda/215/contacto?mensaje=recibido").body()).contains("contacto()");
        for (String path : List.of("/tienda/215", page, "/tienda/215/contacto", "/tienda/215/buscar")) {
            assertThat(get(path).body()).as(path).doesNotContain("contacto()").contains("visita()");
        }
    }

    private long total() {
        Matcher total = Pattern.compile("\"total\":(\\d+)")
                .matcher(api("GET", "/v1/shops/215/questions/search", "").body());
        assertThat(total.find()).isTrue();
        return Long.parseLong(total.group(1));
    }

    private HttpResponse<String> ask(Map<String, String> fields) {
        return post(page + "/preguntas", ours, fields);
    }

    private static Map<String, String> form(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return all;
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return server.send("POST", path, form(headers), body);
    }

    private HttpResponse<String> api(String method, String path, String body) {
        return server.send(
                method,
                path,
                Map.of(
                        "Authorization",
                        "Bearer " + World.get().tokens().getFirst(),
                        "Content-Type",
                        "application/json"),
                body);
    }

    private HttpResponse<String> get(String path) {
        return server.send("GET", path, Map.of());
    }
}
