package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code tianguis shop show} and {@code change} beside a running server. */
class ShopProfileCommandTest {

    @Test
    void whatACommandChangesIsShownWithinAMinute() {
        try (TestServer server = TestServer.inWorld()) {
            String path = "/v1/shops/215?access_token=" + World.get().tokens().getFirst();
            assertThat(server.send("GET", path, Map.of()).body()).contains("\"has_logo\":false");

            CommandRun changed = run(
                    server, "change", "--name", "Feria", "--logo-url", "https://feria.example/logo.png", "--zip", "");

            assertThat(changed.exitCode()).as(changed.errors()).isZero();
            assertThat(changed.output())
                    .contains("\"name\":\"Feria\"", "\"logo_url\":\"https://feria.example/logo.png\"")
                    .contains("\"zip_code\":null", "\"time_zone\":\"America/Mexico_City\"");
            assertThat(run(server, "show").output()).isEqualTo(changed.output());

            CommandRun sells = run(server, "change", "--flat-shipping", "99.5", "--payment-to-be-agreed", "true");
            assertThat(sells.output())
                    .contains("\"checkout\":{\"shipping_to_be_agreed\":true,\"flat_shipping\":99.50,")
                    .contains("\"payment_to_be_agreed\":true,\"bank_transfer\":null,\"cash_on_delivery\":false}");
            assertThat(run(server, "change", "--flat-shipping", "gratis").errors())
                    .contains("\"gratis\" is not a price");
            assertThat(run(server, "change", "--payment-to-be-agreed", "false").errors())
                    .contains("Its site needs a way of paying");

            server.clock().advance(Duration.ofMinutes(1));
            assertThat(server.send("GET", path, Map.of()).body())
                    .contains("\"shop_name\":\"Feria\"", "\"has_logo\":true", "\"zip\":null");

            CommandRun refused = run(server, "change", "--locale", "es-MX", "--name", "Otra");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).isEmpty();
            assertThat(refused.errors()).contains("A shop cannot have \"es-MX\" as its locale");
        }
    }

    private static CommandRun run(TestServer server, String step, String... options) {
        List<String> arguments = new ArrayList<>(List.of("shop", step, "--shop", "215"));
        arguments.addAll(List.of("--database-url", server.database().address().url()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
