package io.tianguis.dialects.marketful;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.platform.json.Json;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of a seller in tests. */
record MarketfulCalls(TestServer server, Map<String, String> credentials) {

    static final String CREATE_ORDER = "/shopi_orders/multicanal_api";
    static final String CREATE_ITEMS = "/items/create_item";

    static MarketfulCalls ofDemonstrationShop(TestServer server) {
        return new MarketfulCalls(
                server, Map.of("Authorization", DemonstrationShop.TOKEN, "User", DemonstrationShop.USER));
    }

    static MarketfulCalls ofStranger(TestServer server) {
        return new MarketfulCalls(
                server,
                Map.of(
                        "Authorization",
                        World.get().stranger().sellerToken(),
                        "User",
                        World.get().stranger().sellerUser()));
    }

    HttpResponse<String> get(String path) {
        return server.send("GET", path, credentials);
    }

    HttpResponse<String> post(String path, Object body) {
        return server.send("POST", path, headers(Map.of("Content-Type", "application/json")), json(body));
    }

    HttpResponse<String> post(String path, Object body, String idempotencyKey) {
        return server.send(
                "POST",
                path,
                headers(Map.of("Content-Type", "application/json", "Idempotency-Key", idempotencyKey)),
                json(body));
    }

    HttpResponse<String> postForm(String path, String form) {
        return server.send("POST", path, headers(Map.of("Content-Type", "application/x-www-form-urlencoded")), form);
    }

    /** A whole order of the source's example, which a test may change. */
    static Map<String, Object> contactInfo() {
        Map<String, Object> contact = new LinkedHashMap<>();
        contact.put("num_orden", 123334);
        contact.put("orden_id", 234233423);
        contact.put("customer", "Charlie Hebdo");
        contact.put("carrier_name", "Fedex");
        contact.put("telefono", "4497893345");
        contact.put("calle", "Madero");
        contact.put("no_exterior", "34");
        contact.put("colonia", "Centro");
        contact.put("ciudad", "Aguascalientes");
        contact.put("estado", "MX - AG");
        contact.put("codigo_postal", "20290");
        contact.put("canal", "Liverpool");
        contact.put("tipo_envio", "economico");
        return contact;
    }

    static Map<String, Object> line(String sku, long units) {
        return Map.of("sku", sku, "cantidad", units);
    }

    static Map<String, Object> order(Map<String, Object> contactInfo, Object... lines) {
        return Map.of("order", Map.of("contact_info", contactInfo, "items", List.of(lines)));
    }

    static Map<String, Object> item(String sku) {
        return Map.of("sku", sku, "title", "Producto de Prueba 22", "list_price", 120);
    }

    private Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(credentials);
        headers.putAll(more);
        return headers;
    }

    private static String json(Object body) {
        return new String(Json.write(body), StandardCharsets.UTF_8);
    }
}
