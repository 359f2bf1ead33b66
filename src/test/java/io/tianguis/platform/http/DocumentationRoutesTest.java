package io.tianguis.platform.http;

import static io.tianguis.platform.http.RawConnection.ask;
import static io.tianguis.platform.http.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.http.RawConnection.Answer;
import io.tianguis.testkit.SeededRandomness;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages under {@code /docs}: what is on the list, and nothing else of the class path. */
class DocumentationRoutesTest {

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.start(
                "127.0.0.1",
                0,
                List.of(
                        DocumentationRoutes.surface(Set.of("marketful", "mercately"), "5.34.1"),
                        OperatorRoutes.surface(() -> true, new HttpMetrics())),
                HttpLimits.STANDARD,
                new RequestIds(new SeededRandomness(1)),
                (surface, template, request, response, nanoseconds) -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/, text/html; charset=utf-8",
        "/docs/marketful, text/html; charset=utf-8",
        "/docs/marketful.json, application/json; charset=utf-8",
        "/docs/assets/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/assets/swagger-ui.css, text/css; charset=utf-8",
        "/docs/assets/favicon-32x32.png, image/png",
        "/docs/assets/viewer.js, text/javascript; charset=utf-8",
        "/docs/assets/docs.css, text/css; charset=utf-8"
    })
    void whatIsListedIsServedUnderAStrictPolicy(String path, String contentType) {
        Answer answer = ask(server.port(), head("GET " + path));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(contentType);
        assertThat(answer.body()).isNotEmpty();
        assertStrict(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/mercadoshops",
                "/docs/marketful.yaml",
                "/docs/.json",
                "/docs/..%2Fopenapi%2Fmarketful.json",
                "/docs/%2e%2e/openapi/marketful.json",
                "/docs/../openapi/marketful.json",
                "/docs/assets/..%2Fdocs%2Findex.html",
                "/docs/assets/..%2F..%2Fopenapi%2Fmarketful.json",
                "/docs/assets/../../db/migration/index.txt",
                "/docs/assets/%2Fetc%2Fpasswd",
                "/docs/assets/swagger-ui-bundle.js.map",
                "/docs/assets/index.html",
                "/docs/assets/",
                "/docs/assets",
                "/docs/..%5Cindex.html"
            })
    void nothingElseIs(String path) {
        Answer answer = ask(server.port(), head("GET " + path));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo(Response.JSON);
    }

    @Test
    void refusalsAreUnderTheSamePolicy() {
        assertStrict(ask(server.port(), head("GET /docs/nothing")));
        assertStrict(ask(server.port(), head("POST /docs")));
    }

    private static void assertStrict(Answer answer) {
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
