package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code tianguis app create} beside a running server. */
class AppCommandTest {

    @Test
    void anApplicationWorksAtOnce() {
        try (TestServer server = TestServer.inWorld()) {
            CommandRun run = create(server, "215", "ERP", "https://erp.example/cb");
            assertThat(run.exitCode()).as(run.errors()).isZero();
            JsonNode printed =
                    Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
            assertThat(printed.propertyNames()).containsExactly("client_id", "client_secret", "redirect_uri");
            assertThat(printed.path("redirect_uri").stringValue()).isEqualTo("https://erp.example/cb");

            HttpResponse<String> token = server.send(
                    "POST",
                    "/oauth/token?grant_type=client_credentials&client_id="
                            + printed.path("client_id").stringValue() + "&client_secret="
                            + printed.path("client_secret").stringValue(),
                    Map.of());
            assertThat(token.statusCode()).isEqualTo(200);
            assertThat(token.body()).contains("\"user_id\":215");

            CommandRun refused = create(server, "215", "ERP", "erp.example");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).isEmpty();
            assertThat(refused.errors()).contains("--redirect-uri is erp.example, not an address such as");
            assertThat(create(server, "999999", "ERP", "https://erp.example/cb").errors())
                    .contains("There is no shop 999999.");
        }
    }

    private static CommandRun create(TestServer server, String shop, String name, String redirectUri) {
        List<String> arguments = new ArrayList<>(List.of("app", "create", "--shop", shop, "--name", name));
        arguments.addAll(List.of("--redirect-uri", redirectUri));
        arguments.addAll(List.of("--database-url", server.database().address().url()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
