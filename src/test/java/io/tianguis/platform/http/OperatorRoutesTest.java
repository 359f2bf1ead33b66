package io.tianguis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator's tools ask of the whole program. */
class OperatorRoutesTest {

    @Test
    void itIsReadyAsLongAsTheDatabaseAnswers() {
        try (TestServer server = TestServer.start()) {
            assertThat(get(server, "/health/live").body()).isEqualTo("live\n");
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/ready").body()).isEqualTo("ready\n");

            server.database().pool().close();

            HttpResponse<String> gone = get(server, "/health/ready");
            assertThat(gone.statusCode()).isEqualTo(503);
            assertThat(gone.body()).isEqualTo("not ready\n");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseThatLacksAMigrationIsNotReady() {
        try (TestServer server = TestServer.start()) {
            server.database().database().update("""
                    DELETE FROM flyway_schema_history
                     WHERE installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)
                    """);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void theFiguresShowRequestsThePoolAndTheOutbox() {
        try (TestServer server = TestServer.start()) {
            get(server, "/health/ready");
            Eventually.await(
                    "the request is counted",
                    () -> get(server, "/metrics").body().contains("/health/ready"));
            HttpResponse<String> figures = get(server, "/metrics");
            assertThat(figures.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(figures.body())
                    .contains("tianguis_http_requests_seconds_bucket{method=\"GET\",route=\"/health/ready\"")
                    .containsPattern("(?m)^tianguis_pool_active \\d")
                    .containsPattern("(?m)^tianguis_pool_available \\d")
                    .containsPattern("(?m)^tianguis_pool_awaiting 0")
                    .containsPattern("(?m)^tianguis_outbox_depth 0");
        }
    }

    @Test
    void aFaultIsCountedAndARefusalOfTheSameStatusIsNot() {
        try (TestServer server = TestServer.inWorld()) {
            Map<String, String> seller = Map.of("Authorization", "2KENtOBfq1s", "User", "seller_de_prueba");
            String label = "/api/shopi_orders/asignar_guia";
            assertThat(server.send("POST", label, seller).statusCode()).isEqualTo(500);
            Eventually.await(
                    "the request is counted",
                    () -> get(server, "/metrics").body().contains(label));
            assertThat(get(server, "/metrics").body()).doesNotContain("tianguis_http_faults_total{");

            server.database().pool().close();

            assertThat(server.send("GET", "/api/shopi_orders/orders", seller).statusCode())
                    .isEqualTo(500);
            assertThat(get(server, "/metrics").body())
                    .contains("tianguis_http_faults_total{route=\"/api/shopi_orders/orders\",surface=\"marketful\"} 1");
        }
    }

    private static HttpResponse<String> get(TestServer server, String path) {
        return server.send("GET", path, Map.of());
    }
}
