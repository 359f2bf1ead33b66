package io.tianguis.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A seller's integrations, which speak the dialects to one server: a hub, a point of sale, a shop's back end. */
public final class Seller implements AutoCloseable {

    /** Units of one SKU. */
    public record Line(String sku, long units) {}

    private final String url;
    private final String authorization;
    private final String user;
    private final String apiKey;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public Seller(String url, String authorization, String user, String apiKey) {
        this.url = url;
        this.authorization = authorization;
        this.user = user;
        this.apiKey = apiKey;
    }

    /** The demonstration shop's seller. */
    public static Seller of(String url, World world) {
        return new Seller(
                url,
                world.demo().sellerToken(),
                world.demo().sellerUser(),
                world.demo().apiKey());
    }

    /** Takes an order through {@code multicanal_api}. */
    public HttpResponse<String> order(String number, List<Line> lines, Map<String, String> headers) throws IOException {
        return order("Carrera", number, "4497893345", lines, headers);
    }

    /** Takes an order of a buyer through {@code multicanal_api}. */
    public HttpResponse<String> order(
            String channel, String number, String phone, List<Line> lines, Map<String, String> headers)
            throws IOException {
        String items = lines.stream()
                .map(line -> "{\"sku\":\"%s\",\"cantidad\":%d}".formatted(line.sku(), line.units()))
                .collect(Collectors.joining(","));
        String body = """
                {"order":{"contact_info":{"num_orden":"%s","orden_id":"%s","customer":"Charlie Hebdo",\
                "carrier_name":"Fedex","telefono":"%s","calle":"Madero","no_exterior":"34","colonia":"Centro",\
                "ciudad":"Aguascalientes","estado":"MX - AG","codigo_postal":"20290","canal":"%s",\
                "tipo_envio":"economico"},"items":[%s]}}""".formatted(number, number, phone, channel, items);
        return marketful("POST", "/shopi_orders/multicanal_api", body, headers);
    }

    public HttpResponse<String> getOrder(String channel, String number) throws IOException {
        return marketful("GET", "/shopi_orders/get_orders?canal=" + channel + "&orden=" + number, "", Map.of());
    }

    public HttpResponse<String> getEntry(String token) throws IOException {
        return marketful("GET", "/api/entrada_lists/entradas/" + token, "", Map.of());
    }

    public HttpResponse<String> getStock(String sku) throws IOException {
        return marketful("GET", "/items/get_stock?sku=" + sku, "", Map.of());
    }

    public HttpResponse<String> createItem(String sku, String title, String price, Map<String, String> headers)
            throws IOException {
        String body = "{\"items\":[{\"sku\":\"%s\",\"title\":\"%s\",\"list_price\":%s}]}".formatted(sku, title, price);
        return marketful("POST", "/items/create_item", body, headers);
    }

    /** By its token, or by its id. */
    public HttpResponse<String> getReturn(String tokenOrId) throws IOException {
        return marketful("GET", "/api/devolucion_lists/devoluciones/" + tokenOrId, "", Map.of());
    }

    /** Changes a variant as a point of sale does. */
    public HttpResponse<String> patchVariant(String webId, String variant) throws IOException {
        return send("PATCH", "/api/v1/variants/" + webId, "{\"variant\":" + variant + "}", Map.of("api-key", apiKey));
    }

    public HttpResponse<String> getVariant(String webId) throws IOException {
        return send("GET", "/api/v1/variants/" + webId, "", Map.of("api-key", apiKey));
    }

    /** By web id, or by the SKU of a variant. */
    public HttpResponse<String> getProduct(String key) throws IOException {
        return send("GET", "/api/v1/products/" + key, "", Map.of("api-key", apiKey));
    }

    public HttpResponse<String> getCustomer(String key) throws IOException {
        return send("GET", "/retailers/api/v1/customers/" + key, "", Map.of("api-key", apiKey));
    }

    private HttpResponse<String> marketful(String method, String path, String body, Map<String, String> more)
            throws IOException {
        Map<String, String> headers = new java.util.LinkedHashMap<>(more);
        headers.put("Authorization", authorization);
        headers.put("User", user);
        return send(method, path, body, headers);
    }

    /** Sends anything. */
    public HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
