package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two callers change the same thing at once, each by a request of its own: one wins, and the other is told. */
class ChangesRaceTest {

    private static final int ROUNDS = 20;
    private static final String ORDER = "/orders/500001";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.inWorld();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anAnswerIsTakenOnceAndTheOtherCallerIsToldSo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String question = "/questions/" + asked("¿Tienen en azul? " + round);

            List<HttpResponse<String>> answers = race(question, "{answer: 'Sí'}", "{answer: 'No'}");

            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 400);
            for (HttpResponse<String> answer : answers) {
                if (answer.statusCode() == 200) {
                    String text = answer.body().contains("Sí") ? "Sí" : "No";
                    assertThat(get(question)).contains("\"text\":\"" + text + "\"");
                } else {
                    assertThat(answer.body())
                            .isEqualTo("{\"error\":\"invalid_request\",\"message\":\"La pregunta ya fue respondida\","
                                    + "\"status\":400,\"cause\":[]}");
                }
            }
        }
    }

    @Test
    void theSameInvoiceIsWrittenOnceAndBothAreToldWhichStands() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long before = events();
            String invoice = "{invoice: {invoiced: true, number: '%d', type: 'FC'}}".formatted(round);

            List<HttpResponse<String>> answers = race(ORDER, invoice, invoice);

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(answers.getFirst().body())
                    .isEqualTo(answers.getLast().body())
                    .contains("\"number\":\"" + round + "\"");
            assertThat(events()).isEqualTo(before + 1);
        }
    }

    @Test
    void ofTwoInvoicesOneStandsAndBothAreInTheLog() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long before = events();

            List<HttpResponse<String>> answers = race(
                    ORDER,
                    "{invoice: {invoiced: true, number: 'A-%d', type: 'FC'}}".formatted(round),
                    "{invoice: {invoiced: true, number: 'B-%d', type: 'NC'}}".formatted(round));

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
            String order = get(ORDER);
            assertThat(Stream.of(
                            "\"type\":\"FC\",\"number\":\"A-" + round + "\"",
                            "\"type\":\"NC\",\"number\":\"B-" + round + "\""))
                    .filteredOn(order::contains)
                    .hasSize(1);
            assertThat(events()).isEqualTo(before + 2);
        }
    }

    @Test
    void theSameShippingIsWrittenOnceAndBothAreToldWhichStands() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long before = events();
            String shipping = "{status: 'on_route', tracking_code: '%d'}".formatted(round);

            List<HttpResponse<String>> answers = race(ORDER + "/shippings/700001", shipping, shipping);

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(answers)
                    .extracting(HttpResponse::body)
                    .containsOnly("{\"status\":\"on_route\",\"tracking_code\":\"" + round + "\"}");
            assertThat(events()).isEqualTo(before + 1);
        }
    }

    private static List<HttpResponse<String>> race(String path, String one, String other) throws Exception {
        return TestBackend.race(Stream.of(one, other)
                .<Callable<HttpResponse<String>>>map(body -> () -> send("PUT", path, body))
                .toList());
    }

    private static long asked(String text) {
        OnStorefront question = new OnStorefront(new Visitor.Known(300_001), Optional.empty(), text);
        return server.backend()
                .questions()
                .ask(World.get().demo().shop().id(), question)
                .fold(asked -> asked, rejection -> {
                    throw new AssertionError("rejected: " + rejection);
                })
                .questionId();
    }

    private static long events() {
        record Events(long events) {}
        return server.database()
                .database()
                .get(
                        Events.class,
                        "SELECT count(*) AS events FROM order_event WHERE shop_id = 215 AND order_id = 500001")
                .events();
    }

    private static String get(String path) {
        return send("GET", path, "").body();
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + World.get().tokens().getFirst(), "Content-Type", "application/json");
        return server.send(method, "/v1/shops/215" + path, headers, body);
    }
}
