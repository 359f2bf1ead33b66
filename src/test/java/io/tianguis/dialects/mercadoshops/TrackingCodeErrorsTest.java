package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of the tracking codes' refusals needs two requests at once. */
class TrackingCodeErrorsTest {

    private static final String BODY = "{name: 'Visitas', provider: 'OTHER', event: 'NAVIGATION'}";

    @Test
    void aRequestWhoseKeyIsInUseIsToldToWaitAndTakenAfterwards() {
        try (TestServer server = TestServer.inWorld()) {
            HttpResponse<String> meanwhile = server.backend()
                    .database()
                    .transaction(
                            tx -> {
                                server.backend().idempotentAnswers().claim(tx, 215, "one", new byte[32]);
                                return create(server);
                            },
                            answer -> false);

            assertThat(meanwhile.statusCode()).isEqualTo(409);
            assertThat(meanwhile.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            assertThat(meanwhile.body())
                    .isEqualTo("{\"error\":\"A request with this Idempotency-Key is still running\"}");
            assertThat(create(server).statusCode()).isEqualTo(201);
        }
    }

    private static HttpResponse<String> create(TestServer server) {
        return server.send(
                "POST",
                "/v1/shops/215/metrics",
                Map.of(
                        "Authorization",
                        "Bearer " + World.get().tokens().getFirst(),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "one"),
                BODY);
    }
}
