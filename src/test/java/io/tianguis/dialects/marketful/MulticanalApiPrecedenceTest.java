package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.platform.json.Json;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One walk through K6: a call that has every fault, mended one fault at a time, is refused each time for the next one in
 * K6's order, and is taken at the end.
 */
class MulticanalApiPrecedenceTest {

    private final Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
    private final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, Object> order = new LinkedHashMap<>();
    private final Map<String, Object> contact = MarketfulCalls.contactInfo();
    private final List<Object> lines = new ArrayList<>();

    @Test
    void aCallWithEveryFaultIsRefusedForTheFirstOneOfTheOrderOfTheChecks() {
        try (TestServer server = TestServer.inWorld()) {
            headers.put("Authorization", "nadie");
            body.put("order", "1");
            refused(server, 404, "Authentication params must be present");

            headers.put("User", DemonstrationShop.USER);
            refused(server, 405, "Authentication Failed: User not found.");

            headers.put("Authorization", DemonstrationShop.TOKEN);
            refused(server, 408, "Order param must be a hash and not be empty");

            body.put("order", order);
            refused(server, 408, "Order param must be a hash and not be empty");

            order.put("contact_info", contact);
            contact.put("telefono", "123");
            contact.remove("estado");
            contact.put("num_orden", "#1082");
            contact.put("orden_id", "1082");
            contact.put("canal", "Shopify");
            refused(server, 408, "Invalid or incomplete params");

            order.put("items", lines);
            refused(server, 402, "[\"telefono\",\"estado\"]");

            contact.put("telefono", "4497893345");
            refused(server, 402, "[\"estado\"]");

            contact.put("estado", "MX - AG");
            refused(server, 406, "[\"items\"]");

            lines.add(Map.of("sku", "NADA", "cantidad", 0));
            refused(server, 406, "[\"cantidad_item_0\"]");

            lines.set(0, MarketfulCalls.line("NADA", 1));
            lines.add(MarketfulCalls.line(World.SOLD_OUT, 1));
            refused(server, 410, "{\"orden\":\"1082\",\"error\":\"Numero de Pedido ya existe\"}");

            contact.put("num_orden", "#1083");
            refused(server, 410, "{\"orden\":\"1082\",\"error\":\"Numero de Pedido ya existe\"}");

            contact.put("orden_id", "1083");
            refused(server, 406, "SKU NADA no lo tenemos registrado");

            lines.removeFirst();
            refused(server, 407, " - error No se genero la orden pues ningun item fue valido");

            lines.add(MarketfulCalls.line(World.MULTI, 1));
            assertThat(send(server).statusCode()).isEqualTo(205);

            contact.put("num_orden", "#1084");
            contact.put("orden_id", "1084");
            lines.removeFirst();
            HttpResponse<String> taken = send(server);
            assertThat(taken.statusCode()).isEqualTo(200);
            assertThat(taken.body()).isEqualTo("{\"message\":\"Orden creada correctamente!\"}");
        }
    }

    private void refused(TestServer server, int status, String text) {
        HttpResponse<String> answer = send(server);
        assertThat(answer.body()).contains(text);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private HttpResponse<String> send(TestServer server) {
        return server.send(
                "POST", MarketfulCalls.CREATE_ORDER, headers, new String(Json.write(body), StandardCharsets.UTF_8));
    }
}
