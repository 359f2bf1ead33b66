package io.tianguis.questions;

import io.tianguis.customers.Identity;
import io.tianguis.customers.Introduction;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.questions.NewQuestion.OnMercadoLibre;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor.Known;
import io.tianguis.questions.NewQuestion.Visitor.Met;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What people ask the demonstration shop. */
final class Curiosity {

    /** Carlos Pérez, whom the shop knows. */
    static final long CARLOS = 300_001;

    /** The first product of the demonstration shop. */
    static final long PRODUCT = 100_001;

    static final long USER = 94_306_809;
    static final String ITEM = "MLA576205014";

    private final TestBackend backend;

    Curiosity(TestBackend backend) {
        this.backend = backend;
    }

    ShopId shop() {
        return backend.shop().id();
    }

    Questions door() {
        return backend.get().questions();
    }

    static NewQuestion onSite(String text) {
        return new OnStorefront(new Known(CARLOS), Optional.of(PRODUCT), text);
    }

    static NewQuestion fromContactPage(String email, String text) {
        Introduction visitor =
                new Introduction(List.of(Identity.email(email).orElseThrow()), "Ana", "Soto", null, "MX");
        return new OnStorefront(new Met(visitor), Optional.empty(), text);
    }

    static OnMercadoLibre onMarket(long providerId, long userId, String text, Instant askedAt) {
        return new OnMercadoLibre(
                providerId, userId, "NICK" + userId, null, null, ITEM, Optional.of(PRODUCT), text, askedAt);
    }

    static NewQuestion onMarket(long providerId, String text) {
        return onMarket(providerId, USER, text, MovableClock.START.minusSeconds(60));
    }

    Asked asked(NewQuestion question) {
        return accepted(tx -> door().ask(tx, shop(), question));
    }

    long ask(NewQuestion question) {
        return asked(question).questionId();
    }

    Answer answer(long questionId, String text) {
        return accepted(tx -> door().answer(tx, shop(), questionId, text, AnswerSource.HERE));
    }

    void close(long questionId) {
        accepted(tx -> door().close(tx, shop(), questionId));
    }

    void delete(long questionId) {
        accepted(tx -> door().delete(tx, shop(), questionId));
    }

    Question question(long questionId) {
        return door().find(shop(), questionId).orElseThrow();
    }

    QuestionThread thread(long questionId) {
        return door().findThread(shop(), question(questionId).thread()).orElseThrow();
    }

    <T> T accepted(Function<Tx, Outcome<T, QuestionRejection>> operation) {
        return backend.accepted(operation);
    }

    <T> QuestionRejection refused(Function<Tx, Outcome<T, QuestionRejection>> operation) {
        return backend.run(operation)
                .fold(
                        value -> {
                            throw new AssertionError("accepted: " + value);
                        },
                        rejection -> rejection);
    }

    /** The topics that the outbox has of a question, in their order. */
    List<String> told(long questionId) {
        record Told(String topic) {}
        return backend
                .database()
                .list(
                        Told.class,
                        "SELECT topic FROM outbox_event WHERE shop_id = ? AND ordering_key = ? ORDER BY position",
                        shop().value(),
                        "question:" + questionId)
                .stream()
                .map(Told::topic)
                .toList();
    }

    /** Which questions of any state on any channel, newest first. */
    static QuestionFilter all() {
        return new QuestionFilter(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    static QuestionFilter of(String words) {
        return new QuestionFilter(Optional.empty(), Optional.empty(), Optional.of(words), false);
    }

    static ThreadFilter allThreads() {
        return new ThreadFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The texts of the questions that a search finds, in its order. */
    List<String> texts(QuestionFilter filter) {
        return door().search(shop(), filter, 0, 200).questions().stream()
                .map(Question::text)
                .toList();
    }
}
