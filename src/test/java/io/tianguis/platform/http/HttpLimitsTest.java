package io.tianguis.platform.http;

import static io.tianguis.platform.http.RawConnection.ask;
import static io.tianguis.platform.http.RawConnection.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.tianguis.platform.http.RawConnection.Answer;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.SeededRandomness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every size is bounded, every wait ends, and a client that breaks the bounds harms nobody else. */
class HttpLimitsTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private final TestSurface surface = new TestSurface();
    private final List<Integer> observed = new CopyOnWriteArrayList<>();
    private HttpServer server = server(HttpLimits.STANDARD);

    private HttpServer server(HttpLimits limits) {
        return HttpServer.start(
                "127.0.0.1",
                0,
                surface.surfaces(),
                limits,
                new RequestIds(new SeededRandomness(1)),
                (name, template, request, response, nanoseconds) -> observed.add(response.status()));
    }

    /** The usual limits, with these times and so many requests at once. */
    private void restart(Duration requestTimeout, Duration idleTimeout, int concurrentRequests) {
        server.close();
        HttpLimits usual = HttpLimits.STANDARD;
        server = server(new HttpLimits(
                usual.uriBytes(),
                usual.headerBytes(),
                usual.bodyBytes(),
                requestTimeout,
                idleTimeout,
                concurrentRequests,
                usual.connections()));
    }

    @AfterEach
    void stop() {
        surface.release.countDown();
        server.close();
    }

    @Test
    void aBodyOfOneMebibyteIsTaken() {
        assertThat(ask(server.port(), post(MEBIBYTE)).text()).isEqualTo("POST /test/echo [] 1048576 bytes");
        assertThat(ask(server.port(), chunked(MEBIBYTE, 64 * 1024)).text())
                .isEqualTo("POST /test/echo [] 1048576 bytes");
        assertThat(ask(server.port(), chunked(MEBIBYTE, MEBIBYTE)).text())
                .isEqualTo("POST /test/echo [] 1048576 bytes");
    }

    @Test
    void aBodyOfOneByteMoreIsRefusedAndTheConnectionGoesOn() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertTooLarge(connection.send(post(MEBIBYTE + 1)).answer());
            assertTooLarge(connection.send(chunked(MEBIBYTE + 1, 64 * 1024)).answer());
            assertThat(connection.send(head("GET /test/things/next")).answer().text())
                    .isEqualTo("next");
        }
        Eventually.await("three answers are told of", () -> observed.size() == 3);
        assertThat(observed).containsExactly(413, 413, 200);
    }

    @Test
    void aMuchLargerBodyIsRefusedBeforeItIsRead() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertTooLarge(connection
                    .send(head("POST /test/echo", "Content-Length: 99999999999"))
                    .answer());
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(observed).containsExactly(413);
    }

    @Test
    void chunksWithoutEndAreRefusedAndCutOff() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.send(head("POST /test/echo", "Transfer-Encoding: chunked"));
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (int sent = 0; sent < 2 * MEBIBYTE; sent += 0x10000) {
                connection.send(chunk);
            }
            connection.send("10000\r\n");
            assertTooLarge(connection.answer());
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void oneHugeChunkIsRefusedByItsSize() {
        try (RawConnection connection = new RawConnection(server.port())) {
            assertTooLarge(connection
                    .send(head("POST /test/echo", "Transfer-Encoding: chunked") + "7fffffff\r\n")
                    .answer());
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void anAddressOf256KibibytesIsTakenAndOneMoreIsNot() {
        String path = "/test/echo";
        int query = HttpLimits.STANDARD.uriBytes() - path.length();
        Answer taken = ask(server.port(), head("GET " + path + "?" + "q".repeat(query)));
        assertThat(taken.status()).isEqualTo(200);
        Answer refused = ask(server.port(), head("GET " + path + "?" + "q".repeat(query + 1), "X-Request-Id: long"));
        assertThat(refused.status()).isEqualTo(414);
        assertThat(refused.text()).isEqualTo("test surface: uri too long long");
    }

    @Test
    void anAddressBeyondEveryMeasureIsRefusedAndCutOff() {
        try (RawConnection connection = new RawConnection(server.port())) {
            connection.sendUntilRefused(("GET /" + "a".repeat(4 * MEBIBYTE)).getBytes(ISO_8859_1));
            Eventually.await("the server hangs up", connection::isClosedAfterAnswer);
        }
        assertThat(ask(server.port(), head("GET /test/things/next")).text()).isEqualTo("next");
    }

    @Test
    void headersOverTheLimitAreRefused() {
        assertThat(ask(server.port(), head("GET /test/things/1", "X-Long: " + "h".repeat(12 * 1024)))
                        .status())
                .isEqualTo(200);
        try (RawConnection connection = new RawConnection(server.port())) {
            Answer refused = connection
                    .send(head("GET /test/things/1", "X-Long: " + "h".repeat(15 * 1024), "X-More: " + "h".repeat(1024)))
                    .answer();
            assertThat(refused.status()).isIn(400, 431);
            assertThat(refused.header("Content-Type")).isEqualTo(Response.JSON);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /test/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n",
                "POST /test/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
                "POST /test/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                "PUT /test/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n",
                "POST /test/nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n",
                "GET /test/echo HTTP/1.1\r\nHost: a\r\nX-Header: "
            })
    void aClientThatTricklesIsCutOff(String beginning) {
        restart(Duration.ofMillis(400), Duration.ofMinutes(2), 1);
        try (CapturedLog log = CapturedLog.everything();
                RawConnection slow = new RawConnection(server.port())) {
            slow.send(beginning);
            Eventually.await("the server hangs up", () -> {
                slow.sendUntilRefused(new byte[] {'1'});
                return slow.isClosedByServerNow();
            });
            Eventually.await(
                    "somebody else is served",
                    () -> ask(server.port(), head("GET /test/things/next")).status() == 200);
            assertThat(log.atLeast(Level.WARN)).isEmpty();
        }
        assertThat(observed).doesNotContain(500);
    }

    @Test
    void aClientThatPausesForTooLongIsCutOff() {
        restart(Duration.ofMillis(300), Duration.ofMinutes(2), 1);
        try (CapturedLog log = CapturedLog.everything();
                RawConnection slow = new RawConnection(server.port())) {
            slow.send(head("POST /test/echo", "Content-Length: 100") + "some");
            assertThat(slow.isClosedByServer()).isTrue();
            assertThat(ask(server.port(), head("GET /test/things/next")).status())
                    .isEqualTo(200);
            assertThat(log.atLeast(Level.WARN)).isEmpty();
        }
    }

    @Test
    void anIdleConnectionIsClosed() {
        restart(Duration.ofMinutes(1), Duration.ofMillis(400), 10);
        try (CapturedLog log = CapturedLog.everything();
                RawConnection idle = new RawConnection(server.port());
                RawConnection silent = new RawConnection(server.port())) {
            assertThat(idle.send(head("GET /test/things/1")).answer().status()).isEqualTo(200);
            assertThat(idle.isClosedByServer()).isTrue();
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(log.atLeast(Level.WARN)).isEmpty();
        }
    }

    @Test
    void moreRequestsThanAllowedAreToldToComeBack() {
        restart(Duration.ofMinutes(1), Duration.ofMinutes(2), 3);
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                connections.add(new RawConnection(server.port()).send(head("GET /test/block")));
            }
            Eventually.await("three requests wait", () -> surface.blocked.get() == 3);
            try (RawConnection fourth = new RawConnection(server.port())) {
                Answer refused = fourth.send(head("GET /test/things/1")).answer();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isEqualTo("1");
                assertThat(refused.header("X-Surface")).isEqualTo("test");
                Eventually.await("the refusal is told of", () -> observed.equals(List.of(503)));
                surface.release.countDown();
                connections.forEach(
                        connection -> assertThat(connection.answer().text()).isEqualTo("released"));
                Eventually.await(
                        "the same connection is served",
                        () -> fourth.send(head("GET /test/things/1")).answer().status() == 200);
            }
        } finally {
            connections.forEach(RawConnection::close);
        }
    }

    @Test
    void stoppingLetsTheRunningRequestFinishAndRefusesNewOnes() {
        try (RawConnection running = new RawConnection(server.port());
                RawConnection open = new RawConnection(server.port())) {
            assertThat(open.send(head("GET /test/things/1")).answer().status()).isEqualTo(200);
            running.send(head("GET /test/block"));
            Eventually.await("the request runs", () -> surface.blocked.get() == 1);
            Thread stopping = Thread.ofVirtual().start(server::close);
            Eventually.await(
                    "new requests are refused",
                    () -> ask(server.port(), head("GET /test/things/1")).status() == 503);
            Answer refused = open.send(head("GET /test/things/1")).answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Connection")).isEqualTo("close");
            assertThat(open.isClosedByServer()).isTrue();
            assertThat(stopping.isAlive()).isTrue();

            surface.release.countDown();
            assertThat(running.answer().text()).isEqualTo("released");
            Eventually.await("the server has stopped", () -> !stopping.isAlive());
        }
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).isEqualTo("text/x-test");
        assertThat(answer.header("X-Surface")).isEqualTo("test");
        assertThat(answer.text())
                .isEqualTo("test surface: body too large " + answer.header("X-Request-Id"))
                .hasSizeGreaterThan(40);
    }

    private static String post(int bytes) {
        return head("POST /test/echo", "Content-Length: " + bytes) + "x".repeat(bytes);
    }

    private static String chunked(int bytes, int chunk) {
        StringBuilder request = new StringBuilder(head("POST /test/echo", "Transfer-Encoding: chunked"));
        for (int left = bytes; left > 0; left -= chunk) {
            int size = Math.min(chunk, left);
            request.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append("x".repeat(size))
                    .append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }
}
