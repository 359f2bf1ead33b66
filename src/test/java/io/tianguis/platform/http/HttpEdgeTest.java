package io.tianguis.platform.http;

import static io.tianguis.platform.http.RawConnection.ask;
import static io.tianguis.platform.http.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.tianguis.platform.http.RawConnection.Answer;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.SeededRandomness;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody sends by accident, and clients that leave in the middle. */
class HttpEdgeTest {

    private static final String SMUGGLED = "GET /test/things/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private final TestSurface surface = new TestSurface();
    private final List<Integer> observed = new CopyOnWriteArrayList<>();
    private final HttpServer server = HttpServer.start(
            "127.0.0.1",
            0,
            surface.surfaces(),
            HttpLimits.STANDARD,
            new RequestIds(new SeededRandomness(1)),
            (name, template, request, response, nanoseconds) -> observed.add(response.status()));

    @AfterEach
    void stop() {
        surface.release.countDown();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 0\r\nContent-Length: 5",
                "Content-Length: 5, 6",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 0x5",
                "Content-Length: 5 5",
                "Content-Length:",
                "Content-Length : 5",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: CHUNKED",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "X: y\r\n Content-Length: 5",
                "Content-Encoding: gzip\r\nContent-Length: 5"
            })
    void anAmbiguousBodyIsRefusedAndNothingBehindItIsServed(String framing) {
        try (RawConnection connection = new RawConnection(server.port())) {
            Answer answer = connection
                    .send(head("POST /test/echo", framing) + "0\r\n\r\n" + SMUGGLED)
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(observed).containsExactly(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "0x3\r\nabc\r\n0\r\n\r\n",
                "3\nabc\n0\n\n",
                "fffffffff\r\nabc",
                " 3\r\nabc\r\n0\r\n\r\n",
                "3;extension\r\nabc\r\n0\r\n\r\n",
                "\r\n"
            })
    void aChunkThatCannotBeReadIsRefusedAndIsNoFaultOfOurs(String chunks) {
        try (CapturedLog log = CapturedLog.everything();
                RawConnection connection = new RawConnection(server.port())) {
            Answer answer = connection
                    .send(head("POST /test/echo", "Transfer-Encoding: chunked") + chunks + SMUGGLED)
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("text/x-test");
            assertThat(connection.isClosedByServer()).isTrue();
            assertThat(log.atLeast(Level.WARN)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /test/echo HTTP/1.1\r\n\r\n",
                "GET /test/echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /test/echo HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /test/echo HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n",
                "GET /test/echo HTTP/1.1\r\nHost: a\r\nBad\u0001Name: x\r\n\r\n",
                "GET /test/echo HTTP/1.1\r\nHost: a\r\nName: \u0000\r\n\r\n",
                "GET  /test/echo HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /test/echo HTTP/3.7\r\nHost: a\r\n\r\n",
                "GET\r\n\r\n",
                "\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
            })
    void whatIsNotHttpIsRefusedOrCutOff(String bytes) {
        try (CapturedLog log = CapturedLog.everything();
                RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.send(bytes).isClosedAfterAnswer()).isTrue();
            assertThat(log.atLeast(Level.WARN)).isEmpty();
        }
        assertThat(observed).doesNotContain(200, 500);
        assertThat(ask(server.port(), head("GET /test/things/next")).text()).isEqualTo("next");
    }

    @Test
    void aRefusalBeforeTheRouterIsJsonWithAnIdAndRepeatsNothing() {
        Answer answer =
                ask(server.port(), "GET /test/<script> HTTP/1.1\r\nHost: <script>\r\nX-Request-Id: kept\r\n\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo(Response.JSON);
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(answer.text()).isEqualTo("{\"error\":\"bad_request\",\"message\":\"Bad Request\",\"status\":400}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /te",
                "GET /test/echo HTTP/1.1\r\nHost: a\r\nX-Hea",
                "GET /test/echo HTTP/1.1\r\nHost: a\r\n",
                "POST /test/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf",
                "POST /test/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /test/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "GET /test/bytes/1000000 HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void aClientThatLeavesInTheMiddleLeavesNothingBehind(String sent) {
        try (CapturedLog log = CapturedLog.everything()) {
            for (int i = 0; i < 20; i++) {
                try (RawConnection connection = new RawConnection(server.port())) {
                    connection.send(sent);
                    if (i % 2 == 0) {
                        connection.reset();
                    } else {
                        connection.finishSending();
                    }
                }
            }
            assertThat(ask(server.port(), head("GET /test/things/next")).text()).isEqualTo("next");
            Eventually.await("no request is under way", () -> server.requestsUnderWay() == 0);
            assertThat(log.text()).isEmpty();
        }
        assertThat(observed).doesNotContain(500);
    }

    @Test
    void aClientThatLeavesBeforeTheAnswerLeavesNothingBehind() {
        try (CapturedLog log = CapturedLog.everything()) {
            try (RawConnection connection = new RawConnection(server.port())) {
                connection.send(head("GET /test/block"));
                Eventually.await("the request runs", () -> surface.blocked.get() == 1);
                connection.reset();
            }
            surface.release.countDown();
            Eventually.await("no request is under way", () -> server.requestsUnderWay() == 0);
            assertThat(ask(server.port(), head("GET /test/things/next")).text()).isEqualTo("next");
            assertThat(log.text()).isEmpty();
        }
    }
}
