package io.tianguis.wire;

import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.questions.AnswerSource;
import io.tianguis.questions.NewQuestion;
import io.tianguis.questions.NewQuestion.OnMercadoLibre;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.questions.QuestionRejection;
import io.tianguis.questions.Questions;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people ask the demonstration shop between two exchanges of a case: a line such as {@code QUESTION market 7} in the
 * place of a request, headers that tell of it, and its words as the body. {@code site} is asked on the shop's own site,
 * {@code market} on the marketplace by the id there, {@code answer} is what the marketplace says was answered there, and
 * {@code close} that it was closed. No API offers them, so they have no answer.
 */
final class QuestionStep {

    private static final String MARK = "QUESTION ";

    private final Questions questions;
    private final TestServer server;
    private final ShopId shop = World.get().demo().shop().id();
    private final Map<String, String> told;
    private final String words;
    private final String[] line;

    private QuestionStep(TestServer server, WireExchange exchange) {
        this.server = server;
        this.questions = server.backend().questions();
        this.told = exchange.headers();
        this.words = exchange.body();
        this.line = exchange.firstLine().substring(MARK.length()).split(" ");
    }

    static boolean isOne(WireExchange exchange) {
        return exchange.firstLine().startsWith(MARK);
    }

    static void take(TestServer server, WireExchange exchange) {
        QuestionStep step = new QuestionStep(server, exchange);
        server.backend().database().transaction(step::take, done -> true);
    }

    private Object take(Tx tx) {
        return switch (line[0]) {
            case "site" -> asked(tx, new OnStorefront(visitor(), product(), words));
            case "market" ->
                asked(
                        tx,
                        new OnMercadoLibre(
                                Long.parseLong(line[1]),
                                Long.parseLong(get("user")),
                                told.get("nickname"),
                                told.get("name"),
                                null,
                                get("item"),
                                product(),
                                words,
                                Instant.parse(get("at"))));
            case "answer" -> accepted(questions.answer(tx, shop, Long.parseLong(line[1]), words, AnswerSource.CHANNEL));
            case "close" -> accepted(questions.close(tx, shop, Long.parseLong(line[1])));
            default -> throw new IllegalArgumentException("no step of a question: " + line[0]);
        };
    }

    private Object asked(Tx tx, NewQuestion question) {
        return accepted(questions.ask(tx, shop, question));
    }

    private Visitor visitor() {
        @Nullable String phone = told.get("phone");
        if (phone != null) {
            return new Visitor.Known(server.backend()
                    .customers()
                    .findPerson(shop, CustomerKey.parse(phone, "MX").orElseThrow())
                    .orElseThrow());
        }
        return new Visitor.Met(new Introduction(
                List.of(Identity.email(get("email")).orElseThrow()), told.get("name"), null, null, "MX"));
    }

    private Optional<Long> product() {
        return Optional.ofNullable(told.get("product")).map(Long::valueOf);
    }

    private String get(String name) {
        return Optional.ofNullable(told.get(name)).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }

    private static <T> T accepted(Outcome<T, QuestionRejection> outcome) {
        return outcome.fold(value -> value, rejection -> {
            throw new AssertionError("refused: " + rejection);
        });
    }
}
