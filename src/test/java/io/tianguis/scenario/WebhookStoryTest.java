package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.outbound.Reach;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import io.tianguis.webhooks.Delivery;
import io.tianguis.webhooks.DeliveryState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders are taken and worked on through the API, and receivers on this machine are told of it by real calls. */
class WebhookStoryTest {

    private record Call(String path, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() {
            return Json.read(body).orElseThrow();
        }
    }

    private final TestServer server = TestServer.inWorld(Reach.EVERYWHERE);
    private final Seller seller = Seller.of(server.url(), World.get());
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private HttpServer receiver;

    /** Answers 200, or the status that its path names; {@code /slow} answers when the test is over. */
    @BeforeEach
    void listen() throws IOException {
        record Told(boolean told) {}
        Eventually.await(
                "what the world began with is told to nobody",
                () -> server.database()
                        .database()
                        .get(Told.class, "SELECT NOT EXISTS (SELECT FROM outbox_event) AS told")
                        .told());
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            calls.add(new Call(
                    path,
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes()));
            if (path.equals("/slow")) {
                try {
                    slow.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            int status = path.matches("/[0-9]{3}") ? Integer.parseInt(path.substring(1)) : 200;
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.getResponseHeaders().set("Retry-After", "600");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        slow.countDown();
        server.close();
        seller.close();
        receiver.stop(0);
    }

    @Test
    void aReceiverIsToldOfAnOrderAsGetOrdersShowsItAndCanCheckWhoTellsIt() throws Exception {
        String secret = subscribe("order/created", "/created").path("secret").stringValue();

        assertThat(seller.order("W-1", List.of(new Line(World.MULTI, 1)), Map.of())
                        .statusCode())
                .isEqualTo(200);
        awaitCalls("/created", 1);

        Call call = of("/created").getFirst();
        JsonNode message = call.json();
        assertThat(message.propertyNames()).containsExactly("tipo", "seller_id", "created_at", "data");
        assertThat(message.path("tipo").stringValue()).isEqualTo("order/created");
        assertThat(message.path("seller_id").intValue()).isEqualTo(215);
        assertThat(message.path("created_at").stringValue()).isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(message.path("data"))
                .isEqualTo(body(seller.getOrder("Carrera", "W-1")).path("orden"));
        assertThat(call.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(call.header("webhook-sequence")).isEqualTo("1");
        assertThat(call.header("webhook-timestamp"))
                .isEqualTo(Long.toString(Instant.parse("2026-03-02T12:00:00Z").getEpochSecond()));
        assertThat(call.header("webhook-signature"))
                .isEqualTo(signature(secret, call.header("webhook-id"), call.header("webhook-timestamp"), call.body));
    }

    @Test
    void anOrderThatStandsWithSomeOfItsLinesSaysSo() throws Exception {
        subscribe("order/created", "/created");

        assertThat(seller.order("W-2", List.of(new Line(World.MULTI, 1), new Line(World.SOLD_OUT, 1)), Map.of())
                        .statusCode())
                .isEqualTo(205);
        awaitCalls("/created", 1);

        JsonNode data = of("/created").getFirst().json().path("data");
        assertThat(data.path("parcial").booleanValue()).isTrue();
        assertThat(data.path("line_items")).hasSize(1);
        assertThat(data.propertyNames()).startsWith("shopify_name").endsWith("id", "parcial");
    }

    @Test
    void everyStepOfTheWarehouseIsAnUpdateAndAnEvent() throws Exception {
        subscribe("order/updated", "/updated");
        subscribe("shipment_event/created", "/event");
        seller.order("W-3", List.of(new Line(World.MULTI, 1)), Map.of());
        long orderId =
                body(seller.getOrder("Carrera", "W-3")).path("orden").path("id").longValue();

        Map<String, String> credentials = Map.of(
                "Authorization",
                World.get().demo().sellerToken(),
                "User",
                World.get().demo().sellerUser());
        String label = "/api/shopi_orders/asignar_guia?canal=Carrera&orden=W-3&paqueteria=DHL"
                + "&url_guia_pdf=https://guias.example/1.pdf";
        assertThat(server.send("POST", label, credentials).statusCode()).isEqualTo(200);
        awaitCalls("/event", 2);
        awaitCalls("/updated", 1);

        assertThat(of("/event"))
                .extracting(call -> call.json().path("data").path("event_name").stringValue())
                .containsExactly("new", "label_assigned");
        JsonNode event = of("/event").getLast().json();
        assertThat(event.path("tipo").stringValue()).isEqualTo("shipment_event/created");
        assertThat(event.path("data").propertyNames())
                .containsExactly("id", "event_name", "nota_cliente", "event_time", "seller", "numero_orden", "canal");
        assertThat(event.path("data").path("numero_orden").stringValue()).isEqualTo("W-3");
        assertThat(event.path("data").path("event_name").stringValue()).isEqualTo("label_assigned");
        JsonNode update = of("/updated").getFirst().json();
        assertThat(update.path("data").path("id").longValue()).isEqualTo(orderId);
    }

    @Test
    void whatTheShopChangesOfAnOrderIsTold() throws Exception {
        subscribe("order/updated", "/updated");
        subscribe("shipment_event/created", "/event");
        String order = "/v1/shops/215/orders/500001";

        assertThat(put(order, "{invoice: {invoiced: true, number: '060300007620', type: 'FC'}}"))
                .isEqualTo(200);
        awaitCalls("/updated", 1);
        assertThat(put(order + "/shippings/700001", "{status: 'on_route', tracking_code: '111111'}"))
                .isEqualTo(200);
        awaitCalls("/updated", 2);
        assertThat(put(order + "/shippings/700001", "{status: 'delivered'}")).isEqualTo(200);
        assertThat(put(order + "/shippings/700001", "{status: 'delivered'}")).isEqualTo(200);
        assertThat(put(order, "{invoice: {number: '060300007621'}}")).isEqualTo(200);
        awaitCalls("/updated", 4);
        awaitCalls("/event", 1);

        assertThat(of("/updated"))
                .extracting(call -> call.json().at("/data/id").longValue())
                .containsExactly(500_001L, 500_001L, 500_001L, 500_001L);
        assertThat(of("/event"))
                .extracting(call -> call.json().at("/data/event_name").stringValue())
                .containsExactly("delivered");
    }

    @Test
    void slowDeadAndRefusingReceiversHoldUpNoOther() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        subscribe("order/created", "/slow");
        subscribe("order/updated", "http://127.0.0.1:" + nobody + "/");
        Seller stranger = new Seller(
                server.url(),
                World.get().stranger().sellerToken(),
                World.get().stranger().sellerUser(),
                World.get().stranger().apiKey());
        send(World.get().stranger().sellerToken(), World.get().stranger().sellerUser(), "order/created", url("/quick"));
        for (int order = 0; order < 5; order++) {
            seller.order("S-" + order, List.of(new Line(World.BACK_ORDER, 1)), Map.of());
            stranger.order("S-" + order, List.of(new Line(World.MULTI, 1)), Map.of());
        }
        awaitCalls("/quick", 5);
        stranger.close();

        assertThat(of("/quick"))
                .extracting(call -> call.header("webhook-sequence"))
                .doesNotHaveDuplicates();
    }

    @Test
    void goneIsBelievedARedirectIsAFailureAndQuietIsKept() throws Exception {
        subscribe("order/created", "/410");
        seller.order("G-1", List.of(new Line(World.BACK_ORDER, 1)), Map.of());
        awaitCalls("/410", 1);
        awaitLog("gone", delivery -> delivery.state() == DeliveryState.FAILED && status(delivery) == 410);
        assertThat(server.backend().webhooks().list(World.get().demo().shop().id()))
                .singleElement()
                .matches(webhook -> !webhook.active());

        subscribe("order/created", "/307");
        seller.order("G-2", List.of(new Line(World.BACK_ORDER, 1)), Map.of());
        awaitCalls("/307", 1);
        awaitLog(
                "waiting for as long as it asks",
                delivery -> status(delivery) == 307
                        && server.clock().now().plus(Duration.ofMinutes(10)).equals(delivery.dueAt()));
        assertThat(of("/elsewhere")).isEmpty();
        server.clock().advance(Duration.ofMinutes(10));
        awaitCalls("/307", 2);
        assertThat(of("/307").stream().map(call -> call.header("webhook-id")).distinct())
                .hasSize(1);
    }

    private int put(String path, String body) {
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + World.get().tokens().getFirst(), "Content-Type", "application/json");
        return server.send("PUT", path, headers, body).statusCode();
    }

    private static int status(Delivery delivery) {
        Integer status = delivery.lastStatus();
        return status == null ? 0 : status;
    }

    private void awaitLog(String what, Predicate<Delivery> delivery) {
        Eventually.await(
                what,
                () ->
                        server
                                .backend()
                                .webhooks()
                                .deliveries(World.get().demo().shop().id(), Optional.empty(), 100)
                                .stream()
                                .anyMatch(delivery));
    }

    private void awaitCalls(String path, int number) {
        Eventually.await(number + " calls of " + path, () -> of(path).size() >= number);
    }

    private List<Call> of(String path) {
        return calls.stream().filter(call -> call.path.equals(path)).toList();
    }

    private String url(String path) {
        return path.startsWith("/")
                ? "http://127.0.0.1:" + receiver.getAddress().getPort() + path
                : path;
    }

    private JsonNode subscribe(String type, String path) {
        return send(World.get().demo().sellerToken(), World.get().demo().sellerUser(), type, url(path));
    }

    private JsonNode send(String token, String user, String type, String url) {
        HttpResponse<String> answer = server.send(
                "POST",
                "/webhooks/crear",
                Map.of("Authorization", token, "User", user, "Content-Type", "application/json"),
                "{\"tipo\":\"%s\",\"url\":\"%s\"}".formatted(type, url));
        assertThat(answer.statusCode()).isEqualTo(200);
        return body(answer).path("webhook");
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** As a receiver computes it. */
    private static String signature(String secret, String id, String timestamp, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
