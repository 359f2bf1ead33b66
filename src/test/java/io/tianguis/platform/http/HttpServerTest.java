package io.tianguis.platform.http;

import static io.tianguis.platform.http.RawConnection.ask;
import static io.tianguis.platform.http.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tianguis.platform.http.RawConnection.Answer;
import io.tianguis.testkit.SeededRandomness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every surface can rely on, seen from a socket. */
class HttpServerTest {

    private static HttpServer server;
    private static int port;

    @BeforeAll
    static void start() {
        server = HttpServer.start(
                "127.0.0.1",
                0,
                new TestSurface().surfaces(),
                HttpLimits.STANDARD,
                new RequestIds(new SeededRandomness(1)),
                (surface, template, request, response, nanoseconds) -> {});
        port = server.port();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "order-1.2_3", "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-._AbCdEfGhIjKlMnOpQrStUvWxYz"})
    void aHarmlessRequestIdIsKept(String id) {
        String sent = id.length() > 64 ? id.substring(0, 64) : id;
        Answer answer = ask(port, head("GET /test/echo", "X-Request-Id: " + sent));
        assertThat(answer.header("X-Request-Id")).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "<script>", "ñ", "a\tb", "a;b", "${jndi:x}"})
    void anyOtherRequestIdIsReplaced(String id) {
        Answer answer = ask(port, head("GET /test/echo", "X-Request-Id: " + id));
        assertThat(answer.header("X-Request-Id")).matches("[a-z0-9]{12}-[a-z0-9]{1,13}");
    }

    @Test
    void aRequestIdOfMoreThan64CharactersIsReplaced() {
        Answer answer = ask(port, head("GET /test/echo", "X-Request-Id: " + "a".repeat(65)));
        assertThat(answer.header("X-Request-Id")).matches("[a-z0-9]{12}-[a-z0-9]{1,13}");
    }

    @Test
    void requestsWithoutAnIdGetDifferentOnes() {
        String first = ask(port, head("GET /test/echo")).header("X-Request-Id");
        assertThat(ask(port, head("GET /test/echo")).header("X-Request-Id")).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /test/nothing, 404, not found",
        "GET /test, 404, not found",
        "PUT /test/echo, 405, method not allowed",
        "GET /test/things/%zz, 400, bad request",
        "GET /test/things/%e, 400, bad request",
        "GET /test/things/a%00b, 400, bad request",
        "GET /test/fail, 500, fault"
    })
    void refusalsAreInTheWordsOfTheSurface(String requestLine, int status, String words) {
        Answer answer = ask(port, head(requestLine, "X-Request-Id: r-1"));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("text/x-test");
        assertThat(answer.header("X-Surface")).isEqualTo("test");
        assertThat(answer.header("X-Request-Id")).isEqualTo("r-1");
        assertThat(answer.text()).isEqualTo("test surface: " + words + " r-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nobody", "/testing", "/TEST/echo", "//test/echo"})
    void pathsOfNobodyAreAnsweredByTheLastSurface(String path) {
        Answer answer = ask(port, head("GET " + path));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo(Response.JSON);
        assertThat(answer.header("X-Surface")).isEmpty();
    }

    @Test
    void aRefusedMethodTellsTheAllowedOnes() {
        assertThat(ask(port, head("PUT /test/things/7")).header("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS");
        assertThat(ask(port, head("PATCH /test/echo")).header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void optionsAreAnsweredWithoutABody() {
        Answer answer = ask(port, head("OPTIONS /test/echo"));
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(answer.headers()).doesNotContainKey("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREW", "G3T", "PROPFIND", "CONNECT", "TRACE"})
    void anUnknownMethodIsRefusedLikeAnyOther(String method) {
        Answer answer = ask(port, head(method + " /test/echo"));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Content-Type")).isEqualTo("text/x-test");
    }

    @ParameterizedTest
    @CsvSource({
        "/test/things/caf%C3%A9, café",
        "/test/things/a%2Fb, a/b",
        "/test/things/a+b, a+b",
        "/test/things/a%20b, a b",
        "/test/things/a%2520b, a%20b",
        "/test/things/special, the special one",
        "/test/things/%73pecial, the special one",
        "/test/things/%2E%2E, ..",
        "/test/things/7/, 7",
        "/test/things/7?x=1, 7",
        "/test/things/a;b=c, a;b=c"
    })
    void aSegmentIsDecodedOnceAndNeverSplit(String path, String value) {
        assertThat(ask(port, head("GET " + path)).text()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a[b]=1&c[]=2", "q=%5B%5D", "a=b=c&&d", "x={}|^`", "token=a%00b", "?x=?"})
    void theQueryReachesTheHandlerRaw(String query) {
        assertThat(ask(port, head("GET /test/echo?" + query)).text()).isEqualTo("GET /test/echo [" + query + "] ");
    }

    @Test
    void headTellsWhatGetWouldSend() {
        try (RawConnection connection = new RawConnection(port)) {
            Answer answer = connection.send(head("HEAD /test/bytes/300")).answerToHead();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Length")).isEqualTo("300");
            assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(connection.send(head("GET /test/things/next")).answer().text())
                    .isEqualTo("next");
        }
    }

    @Test
    void headOfSomethingThatIsNotThereHasNoBody() {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection
                            .send(head("HEAD /test/nothing"))
                            .answerToHead()
                            .status())
                    .isEqualTo(404);
            assertThat(connection.send(head("GET /test/things/next")).answer().text())
                    .isEqualTo("next");
        }
    }

    @Test
    void largeAnswersAreCompressedForWhoeverAccepts() throws IOException {
        Answer compressed = ask(port, head("GET /test/bytes/1024", "accept-encoding: br, GZIP;q=0.5"));
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.header("Vary")).isEqualTo("Accept-Encoding");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("x".repeat(1024));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.000", "gzip ;Q=0", "x-gzip-not", "gzip;q=0, br"})
    void largeAnswersStayPlainForWhoeverDoesNotAccept(String accepted) {
        Answer plain = ask(port, head("GET /test/bytes/1024", "Accept-Encoding: " + accepted));
        assertThat(plain.headers()).doesNotContainKey("Content-Encoding");
        assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(plain.body()).hasSize(1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate, gzip;q=1.0", "gzip;q=0.001", "br;q=1.0,gzip"})
    void gzipIsFoundInEverySpelling(String accepted) {
        assertThat(ask(port, head("GET /test/bytes/2000", "Accept-Encoding: " + accepted))
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
    }

    @Test
    void smallAnswersAreNeverCompressed() {
        Answer answer = ask(port, head("GET /test/bytes/1023", "Accept-Encoding: gzip"));
        assertThat(answer.headers()).doesNotContainKeys("Content-Encoding", "Vary");
        assertThat(answer.body()).hasSize(1023);
    }

    @Test
    void headersAreFoundInAnyLetterCase() {
        assertThat(ask(port, head("GET /test/header", "X-TRACE: seen")).text()).isEqualTo("seen");
    }

    @Test
    void aGetMayHaveAContentTypeAndNothingElse() {
        assertThat(ask(port, head("GET /test/echo", "Content-Type: application/json", "Content-Length: 0"))
                        .text())
                .isEqualTo("GET /test/echo [] ");
    }

    @Test
    void aGetMayHaveABody() {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection
                            .send(head("GET /test/echo", "Content-Length: 4") + "body")
                            .answer()
                            .text())
                    .isEqualTo("GET /test/echo [] body");
            assertThat(connection.send(head("GET /test/things/next")).answer().text())
                    .isEqualTo("next");
        }
    }

    @Test
    void aBodyThatNobodyReadsDoesNotSpoilTheConnection() {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection
                            .send(head("PUT /test/echo", "Content-Length: 5") + "GET /")
                            .answer()
                            .status())
                    .isEqualTo(405);
            assertThat(connection.send(head("GET /test/things/next")).answer().text())
                    .isEqualTo("next");
        }
    }

    @Test
    void anAnswerThatResetsHasNoBodyAndKeepsTheConnection() {
        try (RawConnection connection = new RawConnection(port)) {
            Answer reset = connection.send(head("GET /test/reset")).answer();
            assertThat(reset.status()).isEqualTo(205);
            assertThat(reset.body()).isEmpty();
            assertThat(reset.header("Content-Length")).isEqualTo("0");
            assertThat(connection.send(head("GET /test/things/next")).answer().text())
                    .isEqualTo("next");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTurn() {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(head("GET /test/things/1")
                    + head("POST /test/echo", "Content-Length: 3")
                    + "two"
                    + head("GET /test/things/3"));
            assertThat(connection.answer().text()).isEqualTo("1");
            assertThat(connection.answer().text()).isEqualTo("POST /test/echo [] two");
            assertThat(connection.answer().text()).isEqualTo("3");
        }
    }

    @Test
    void aChunkedBodyIsReadWhole() {
        assertThat(ask(
                                port,
                                head("POST /test/echo", "Transfer-Encoding: chunked")
                                        + "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n")
                        .text())
                .isEqualTo("POST /test/echo [] abcdefg");
    }

    @Test
    void aClientThatWaitsForContinueIsTold() {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(head("POST /test/echo", "Content-Length: 2", "Expect: 100-continue"));
            assertThat(connection.answer().status()).isEqualTo(100);
            assertThat(connection.send("ok").answer().text()).isEqualTo("POST /test/echo [] ok");
        }
    }

    @Test
    void aFaultIsLoggedOnceWithTheIdOfTheRequestAndTellsTheClientNothing() {
        try (CapturedLog log = CapturedLog.everything()) {
            Answer answer = ask(port, head("GET /test/fail?token=sesame", "X-Request-Id: fault-7"));
            assertThat(answer.text()).isEqualTo("test surface: fault fault-7");
            List<ILoggingEvent> errors = log.atLeast(Level.WARN);
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getFormattedMessage())
                    .contains("fault-7")
                    .doesNotContain("sesame");
            assertThat(errors.getFirst().getThrowableProxy().getMessage()).isEqualTo(TestSurface.SECRET_OF_A_FAULT);
        }
    }
}
