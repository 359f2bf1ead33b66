package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tianguis.platform.json.Json;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The life of a token, what it opens, and where it never shows. */
class MercadoShopsTokensTest {

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
    void anIssuedTokenOpensItsShopAndNoOther() {
        String token = issue().path("access_token").stringValue();

        assertThat(get("/v1/shops/215?access_token=" + token).statusCode()).isEqualTo(200);
        assertThat(get("/v1/shops/1001?access_token=" + token).statusCode()).isEqualTo(403);
        assertThat(get("/shops/1001/orders/500004?access_token=" + token).statusCode())
                .isEqualTo(403);
        assertThat(get("/shops/1001/listings/100007?access_token=" + token).statusCode())
                .isEqualTo(403);
    }

    @Test
    void eachTokenIsAnother() {
        JsonNode first = issue();
        JsonNode second = issue();

        assertThat(first.path("access_token")).isNotEqualTo(second.path("access_token"));
        assertThat(first.path("refresh_token")).isNotEqualTo(second.path("refresh_token"));
    }

    @Test
    void aRefreshTokenOpensNothing() {
        String refresh = issue().path("refresh_token").stringValue();

        assertThat(get("/v1/shops/215?access_token=" + refresh).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenExpiresAfterSixHours() {
        try (TestServer own = TestServer.inWorld()) {
            String path = "/v1/shops/215?access_token=" + World.get().tokens().getFirst();
            own.clock().advance(Duration.ofSeconds(21_599));
            assertThat(own.send("GET", path, Map.of()).statusCode()).isEqualTo(200);

            own.clock().advance(Duration.ofSeconds(1));
            assertThat(own.send("GET", path, Map.of()).statusCode()).isEqualTo(403);
            assertThat(own.send(
                                    "GET",
                                    "/v1/shops/215/listings/100001?access_token="
                                            + World.get().tokens().getFirst(),
                                    Map.of())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void theParameterCountsBeforeTheHeader() {
        String good = World.get().tokens().getFirst();

        assertThat(send("/v1/shops/215?access_token=" + good, "Bearer nope").statusCode())
                .isEqualTo(200);
        assertThat(send("/v1/shops/215?access_token=nope", "Bearer " + good).statusCode())
                .isEqualTo(403);
        assertThat(send("/v1/shops/215?access_token=", "bearer  " + good).statusCode())
                .isEqualTo(200);
        assertThat(send("/v1/shops/215/listings/100001", "Basic bm9wZTpub3Bl").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenOfAnyLengthIsWrongAndNoFault() {
        assertThat(get("/v1/shops/215?access_token=" + "A".repeat(10_000)).statusCode())
                .isEqualTo(403);
        assertThat(get("/v1/shops/215?access_token=%00").statusCode()).isEqualTo(403);
        assertThat(get("/v1/shops/215?access_token=%C3%B1").statusCode()).isEqualTo(403);
    }

    @Test
    void bodyAndQueryMayShareTheParameters() {
        HttpResponse<String> answer = server.send(
                "POST",
                "/oauth/token?grant_type=client_credentials",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "client_id=" + World.get().demo().clientId() + "&client_secret="
                        + World.get().demo().clientSecret());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aPausedListingIsForTheShopAlone() {
        try (TestServer own = TestServer.inWorld()) {
            own.database().database().update("UPDATE product SET status = 'paused' WHERE product_id = 100001");
            String path = "/v1/shops/215/listings/100001";

            assertThat(own.send("GET", path, Map.of()).statusCode()).isEqualTo(404);
            HttpResponse<String> shown = own.send(
                    "GET", path + "?access_token=" + World.get().tokens().getFirst(), Map.of());
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.body()).contains("\"status\":\"paused\"", "\"price\":403.19");
        }
    }

    @Test
    void aListingWithoutAnyVariationLeftIsNotFound() {
        try (TestServer own = TestServer.inWorld()) {
            own.database().database().update("UPDATE variant SET deleted_at = created_at WHERE product_id = 100001");

            assertThat(own.send("GET", "/v1/shops/215/listings/100001", Map.of())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void anUnreadablePathIsRefusedInTheDialectsShape() throws IOException {
        assertThat(raw("GET /v1/shops/215/a%zzb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("Access-Control-Allow-Origin: *")
                .contains("{\"error\":\"invalid_request\",\"message\":\"La URL no se puede leer\",\"status\":400,"
                        + "\"cause\":[]}");
    }

    @Test
    void whatIsTooLargeIsRefusedInTheDialectsShape() {
        HttpResponse<String> body = server.send(
                "POST", "/oauth/token", Map.of("Content-Type", "application/json"), " ".repeat(1024 * 1024 + 1));
        HttpResponse<String> address = get("/v1/shops/215?x=" + "a".repeat(256 * 1024));

        assertThat(body.statusCode()).isEqualTo(413);
        assertThat(body.body())
                .isEqualTo("{\"error\":\"invalid_request\",\"message\":\"El cuerpo del pedido es demasiado grande\","
                        + "\"status\":413,\"cause\":[]}");
        assertThat(address.statusCode()).isEqualTo(414);
        assertThat(address.body())
                .isEqualTo("{\"error\":\"invalid_request\",\"message\":\"La URL es demasiado larga\",\"status\":414,"
                        + "\"cause\":[]}");
        assertThat(List.of(body, address)).allSatisfy(MercadoShopsTokensTest::isReadableByEveryOrigin);
    }

    @Test
    void aFaultNamesTheRequestAndNothingElse() {
        try (TestServer own = TestServer.inWorld()) {
            own.database().database().update("ALTER TABLE order_note RENAME TO gone");
            HttpResponse<String> answer = own.send(
                    "GET",
                    "/v1/shops/215/orders/500001?access_token="
                            + World.get().tokens().getFirst(),
                    Map.of("X-Request-Id", "abc-1"));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"internal_error\",\"message\":\"Error interno\",\"status\":500,"
                            + "\"cause\":[],\"request_id\":\"abc-1\"}");
            isReadableByEveryOrigin(answer);
        }
    }

    @Test
    void noSecretShowsInLogOrFigures() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger access = (Logger) LoggerFactory.getLogger("access");
        Level before = access.getLevel();
        log.start();
        root.addAppender(log);
        access.addAppender(log);
        access.setLevel(Level.INFO);
        try (TestServer own = TestServer.inWorld()) {
            String token = World.get().tokens().getFirst();
            String secret = World.get().demo().clientSecret();
            own.send("GET", "/v1/shops/215?access_token=" + token, Map.of());
            own.send("GET", "/v1/shops/215/nothing?access_token=" + token, Map.of());
            own.send("GET", "/v1/shops/1001/orders/1?access_token=" + token, Map.of());
            own.send(
                    "POST",
                    "/oauth/token?grant_type=client_credentials&client_id="
                            + World.get().demo().clientId() + "&client_secret=" + secret,
                    Map.of());
            List<String> secrets = new ArrayList<>(secretsOfAConsent(own));
            secrets.addAll(List.of(token, secret));
            own.database().database().update("ALTER TABLE order_note RENAME TO gone");
            own.send("GET", "/v1/shops/215/orders/500001?access_token=" + token, Map.of());
            Eventually.await(
                    "the answers in the log",
                    () -> List.copyOf(log.list).stream()
                                    .filter(event -> event.getLoggerName().equals("access"))
                                    .count()
                            >= 10);
            String figures = own.send("GET", "/metrics", Map.of()).body();

            assertThat(figures)
                    .contains("/v1/shops/{shop_id}")
                    .contains("/authorization")
                    .doesNotContain(secrets)
                    .doesNotContain("access_token");
            assertThat(List.copyOf(log.list))
                    .extracting(MercadoShopsTokensTest::everything)
                    .noneMatch(text -> secrets.stream().anyMatch(text::contains) || text.contains("access_token="));
        } finally {
            access.setLevel(before);
            access.detachAppender(log);
            root.detachAppender(log);
        }
    }

    /** What somebody types, and what their browser and the application are given until there are new tokens. */
    private static List<String> secretsOfAConsent(TestServer own) {
        String password = World.get().demo().staffPassword();
        Visitor visitor = new Visitor(own);
        visitor.open(
                Map.of("response_type", "code", "client_id", "300003", "redirect_uri", "https://erp.example/callback"));
        visitor.signIn(World.get().demo().staffEmail(), password);
        String ticket = visitor.hidden("ticket");
        String formToken = visitor.hidden("form_token");
        String code = Visitor.parameter(visitor.decide("allow"), "code");
        String refresh = "TG-a-refresh-token-that-nobody-has";
        own.send("POST", "/oauth/token?grant_type=refresh_token&client_id=1&refresh_token=" + refresh, Map.of());
        own.send("POST", "/oauth/token?grant_type=authorization_code&code=" + code, Map.of());
        return List.of(password, ticket, formToken, code, refresh);
    }

    private static String everything(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            text.append(' ').append(cause.getMessage());
        }
        return text.toString();
    }

    private static void isReadableByEveryOrigin(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
    }

    private static JsonNode issue() {
        HttpResponse<String> answer = server.send(
                "POST",
                "/oauth/token",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "grant_type=client_credentials&client_id=" + World.get().demo().clientId() + "&client_secret="
                        + World.get().demo().clientSecret());
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static HttpResponse<String> get(String path) {
        return server.send("GET", path, Map.of());
    }

    private static HttpResponse<String> send(String path, String authorization) {
        return server.send("GET", path, Map.of("Authorization", authorization));
    }

    private static String raw(String request) throws IOException {
        URI address = URI.create(server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                InputStream in = socket.getInputStream()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
