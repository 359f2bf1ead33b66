package io.tianguis.dialects.marketful;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.inbound.Inbound;
import io.tianguis.inbound.Scan;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.json.Json;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a seller sees of an entry while the warehouse works on it, which no operation of this API does. */
class EntriesTest {

    private static final String ANNOUNCE = "/entradas/nueva_entrada_api";
    private static final String LIST = "/api/entrada_lists/entradas";

    private final TestServer server = TestServer.inWorld();
    private final MarketfulCalls seller = MarketfulCalls.ofDemonstrationShop(server);
    private final Inbound inbound = server.backend().inbound();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatTheWarehouseDoesIsSeenInTheEntryAndInTheStock() {
        String token = announced(Map.of(World.PAQ, 10));
        JsonNode announced = entry(token);
        assertThat(announced.path("entrada").path("status").stringValue()).isEqualTo("open");

        server.clock().advance(Duration.ofMinutes(90).plusMillis(7));
        receive(token, World.PAQ, 4);
        server.clock().advance(Duration.ofMinutes(1));
        receive(token, World.PAQ, 9);
        receive(token, World.TERMO, 2);

        JsonNode receiving = entry(token);
        assertThat(receiving.path("entrada").path("status").stringValue()).isEqualTo("receiving");
        assertThat(receiving.path("entrada").path("fecha_creada").stringValue()).isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(receiving.path("entrada").path("fecha_de_llegada").stringValue())
                .isEqualTo("2026-03-02T13:30:00.007Z");
        assertThat(receiving.path("entrada").path("fecha_de_inicio_entrada").stringValue())
                .isEqualTo("2026-03-02T13:30:00.007Z");
        assertThat(receiving.path("detalle_entrada").toString()).isEqualTo("""
                [{"id":3,"cantidad_anunciada":10,"cantidad_recibida":13,\
                "fecha_de_llegada":"2026-03-02T13:30:00.007Z","title":"Paquete ecológico","seller_sku":"PAQ-EA",\
                "ean":"07852236842"},\
                {"id":6,"cantidad_anunciada":0,"cantidad_recibida":2,\
                "fecha_de_llegada":"2026-03-02T13:31:00.007Z","title":"Termo 1 litro","seller_sku":"TERMO10",\
                "ean":null}]""");
        assertThat(available(World.PAQ)).isEqualTo(99 + 13);

        assertThat(inbound.close(DemonstrationShop.ID, token)).isInstanceOf(Outcome.Ok.class);
        JsonNode closed = entry(token).path("entrada");
        assertThat(closed.path("status").stringValue()).isEqualTo("closed");
        assertThat(closed.path("fecha_cerrada").stringValue()).isEqualTo("2026-03-02T13:31:00.007Z");
        assertThat(closed.path("fecha_reabierta").isNull()).isTrue();

        server.clock().advance(Duration.ofDays(1));
        assertThat(inbound.reopen(DemonstrationShop.ID, token)).isInstanceOf(Outcome.Ok.class);
        JsonNode reopened = entry(token).path("entrada");
        assertThat(reopened.path("status").stringValue()).isEqualTo("reopened");
        assertThat(reopened.path("fecha_cerrada").stringValue()).isEqualTo("2026-03-02T13:31:00.007Z");
        assertThat(reopened.path("fecha_reabierta").stringValue()).isEqualTo("2026-03-03T13:31:00.007Z");
        assertThat(body(seller.get(LIST)).path("results").path(0)).isEqualTo(reopened);
    }

    @Test
    void aReplayAnswersTheTokenOfTheFirstCall() {
        Map<String, Object> entry = Map.of("entry_order", Map.of(World.PAQ, 1));
        String first = seller.post(ANNOUNCE, entry, "entrada-1").body();
        assertThat(seller.post(ANNOUNCE, entry, "entrada-1").body()).isEqualTo(first);
        assertThat(seller.post(ANNOUNCE, entry, "entrada-2").body()).isNotEqualTo(first);
    }

    @Test
    void aThousandSkusAreAnnouncedInOneCall() {
        Map<String, Integer> units = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            units.put("NADIE-" + i, i);
        }
        HttpResponse<String> refused = seller.post(ANNOUNCE, Map.of("entry_order", units));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(body(refused).path("items").size()).isEqualTo(1_000);

        seller.post(
                MarketfulCalls.CREATE_ITEMS,
                Map.of(
                        "items",
                        units.keySet().stream().map(MarketfulCalls::item).toList()));
        JsonNode detail = entry(announced(units)).path("detalle_entrada");
        assertThat(detail.size()).isEqualTo(1_000);
        assertThat(detail.path(999).path("seller_sku").stringValue()).isEqualTo("NADIE-999");
        assertThat(detail.path(999).path("cantidad_anunciada").intValue()).isEqualTo(999);
    }

    private String announced(Map<String, Integer> units) {
        HttpResponse<String> answer = seller.post(ANNOUNCE, Map.of("entry_order", units));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return body(answer).path("order_token").stringValue();
    }

    private void receive(String token, String sku, long units) {
        assertThat(inbound.receive(
                        DemonstrationShop.ID, token, new Scan(new Scan.Code.Sku(sku), units, null), "warehouse"))
                .isInstanceOf(Outcome.Ok.class);
    }

    private JsonNode entry(String token) {
        HttpResponse<String> answer = seller.get(LIST + "/" + token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return body(answer).path("result");
    }

    private long available(String sku) {
        return body(seller.get("/items/get_stock?sku=" + sku))
                .path("available_quantity")
                .longValue();
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
