package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.testkit.TestBackend;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.util.ArrayList;
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

    /** Who is told nothing was not at the same moment: the other came later, and changed it. */
    @Test
    void ofTwoInvoicesOneStandsAndTheOtherCallerIsToldSo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long before = events();

            List<HttpResponse<String>> answers = race(
                    ORDER,
                    "{invoice: {invoiced: true, number: 'A-%d', type: 'FC'}}".formatted(round),
                    "{invoice: {invoiced: true, number: 'B-%d', type: 'NC'}}".formatted(round));

            List<HttpResponse<String>> kept = kept(answers, before);
            boolean first = get(ORDER).contains("\"type\":\"FC\",\"number\":\"A-" + round + "\"");
            String standing = (first ? "\"A-" : "\"B-") + round + "\"";
            assertThat(get(ORDER)).contains("\"number\":" + standing);
            assertThat(kept)
                    .extracting(HttpResponse::body)
                    .filteredOn(body -> body.contains(standing))
                    .hasSize(1);
        }
    }

    @Test
    void ofTwoShippingsOneStandsAndTheOtherCallerIsToldSo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long before = events();

            List<HttpResponse<String>> answers = race(
                    ORDER + "/shippings/700001",
                    "{status: 'pending', tracking_code: 'A-%d'}".formatted(round),
                    "{status: 'on_route', tracking_code: 'B-%d'}".formatted(round));

            assertThat(kept(answers, before))
                    .extracting(HttpResponse::body)
                    .isSubsetOf(
                            "{\"status\":\"pending\",\"tracking_code\":\"A-" + round + "\"}",
                            "{\"status\":\"on_route\",\"tracking_code\":\"B-" + round + "\"}");
        }
    }

    /** The answers of those whose change is in the log; all others are told that they were too late. */
    private static List<HttpResponse<String>> kept(List<HttpResponse<String>> answers, long eventsBefore) {
        List<HttpResponse<String>> kept = new ArrayList<>();
        for (HttpResponse<String> answer : answers) {
            if (answer.statusCode() == 200) {
                kept.add(answer);
            } else {
                assertThat(answer.body())
                        .isEqualTo("{\"error\":\"invalid_request\","
                                + "\"message\":\"Otro cambio de la venta llegó al mismo tiempo\","
                                + "\"status\":400,\"cause\":[]}");
            }
        }
        assertThat(events()).isEqualTo(eventsBefore + kept.size()).isGreaterThan(eventsBefore);
        return kept;
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
