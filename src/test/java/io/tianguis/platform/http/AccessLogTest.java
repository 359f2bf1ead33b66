package io.tianguis.platform.http;

import static io.tianguis.platform.http.RawConnection.ask;
import static io.tianguis.platform.http.RawConnection.head;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.SeededRandomness;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of requests afterwards: enough to find them again, and nothing that opens a door. */
class AccessLogTest {

    private static final String SECRET = "sesame-7hf3k2";

    private final AtomicInteger answered = new AtomicInteger();
    private final HttpMetrics metrics = new HttpMetrics();
    private final AccessLog accessLog = new AccessLog();
    private final HttpServer server = HttpServer.start(
            "127.0.0.1",
            0,
            List.of(new TestSurface().surface(), OperatorRoutes.surface(() -> true, metrics)),
            HttpLimits.STANDARD,
            new RequestIds(new SeededRandomness(1)),
            (surface, template, request, response, nanoseconds) -> {
                metrics.answered(surface, template, request, response, nanoseconds);
                accessLog.answered(surface, template, request, response, nanoseconds);
                answered.incrementAndGet();
            });

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAnswerIsOneLineWithRouteStatusSizeAndId() {
        try (CapturedLog log = CapturedLog.everything()) {
            ask(server.port(), head("GET /test/things/7?x=1", "X-Request-Id: seen-1"));
            Eventually.await("the answer is logged", () -> !log.events().isEmpty());
            assertThat(log.events()).hasSize(1);
            ILoggingEvent line = log.events().getFirst();
            assertThat(line.getLoggerName()).isEqualTo("access");
            assertThat(line.getFormattedMessage())
                    .matches("test GET /test/things/\\{thing} 200 1 bytes \\d+ us seen-1");
        }
    }

    @Test
    void noSecretIsLoggedWhereverItTravels() {
        try (CapturedLog log = CapturedLog.everything()) {
            for (String request : List.of(
                    head("GET /test/echo?access_token=" + SECRET),
                    head("GET /test/echo", "Authorization: Bearer " + SECRET, "api-key: " + SECRET, "User: " + SECRET),
                    head("GET /test/things/" + SECRET),
                    head("GET /test/nothing/" + SECRET),
                    head("GET /" + SECRET),
                    head("GET /test/things/%zz" + SECRET),
                    head("GET /test/fail?access_token=" + SECRET, "Authorization: " + SECRET),
                    head("PUT /test/echo?access_token=" + SECRET, "Content-Length: 13") + SECRET,
                    head("GET /test/echo?access_token=" + SECRET, "X-Request-Id: " + SECRET + "/"),
                    head("POST /test/echo?access_token=" + SECRET, "Content-Length: 1, 2", "api-key: " + SECRET),
                    head("POST /test/echo?access_token=" + SECRET, "Content-Length: 9999999", "api-key: " + SECRET),
                    head(SECRET.toUpperCase(Locale.ROOT).repeat(3) + " /test/echo"),
                    "GET /test/echo?access_token=" + SECRET + " HTTP/1.1\r\nHost: " + SECRET + " x\r\n\r\n")) {
                ask(server.port(), request);
            }
            Eventually.await(
                    "all 13 answers and the fault are logged",
                    () -> log.events().size() == 14);
            assertThat(log.text()).doesNotContain(SECRET).doesNotContain("access_token");
        }
        assertThat(metrics.scrape()).doesNotContain(SECRET).doesNotContain("access_token");
    }

    @Test
    void inventedMethodsAndPathsMakeNoSeriesOfTheirOwn() {
        for (int i = 0; i < 50; i++) {
            ask(server.port(), head("METHOD" + i + " /test/echo"));
            ask(server.port(), head("GET /test/things/" + i));
            ask(server.port(), head("GET /nowhere/" + i));
            ask(server.port(), head("GET /test/echo?q=" + i, "X-Request-Id: id-" + i));
        }
        Eventually.await("200 answers are counted", () -> answered.get() == 200);
        List<String> series = metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("tianguis_http_requests_seconds_count"))
                .toList();
        assertThat(series)
                .hasSize(4)
                .anyMatch(line -> line.contains("method=\"other\"") && line.endsWith(" 50"))
                .anyMatch(line -> line.contains("route=\"/test/things/{thing}\"") && line.endsWith(" 50"))
                .anyMatch(line -> line.contains("route=\"unknown\"") && line.endsWith(" 50"));
    }

    @Test
    void answersAreCountedInBuckets() {
        ask(server.port(), head("GET /test/things/1"));
        Eventually.await("the answer is counted", () -> answered.get() == 1);
        assertThat(ask(server.port(), head("GET /metrics")).text())
                .contains("tianguis_http_requests_seconds_bucket{method=\"GET\",route=\"/test/things/{thing}\","
                        + "status=\"200\",surface=\"test\",le=\"0.25\"} 1")
                .contains("tianguis_http_requests_seconds_count{method=\"GET\",route=\"/test/things/{thing}\","
                        + "status=\"200\",surface=\"test\"} 1");
    }

    @Test
    void aLongMethodIsCutInTheLog() {
        try (CapturedLog log = CapturedLog.everything()) {
            ask(server.port(), head("M".repeat(500) + " /test/echo"));
            Eventually.await("the answer is logged", () -> !log.events().isEmpty());
            assertThat(log.text()).contains("M".repeat(16) + " ").doesNotContain("M".repeat(17));
        }
    }
}
