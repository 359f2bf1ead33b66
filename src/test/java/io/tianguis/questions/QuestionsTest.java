package io.tianguis.questions;

import static io.tianguis.questions.Curiosity.CARLOS;
import static io.tianguis.questions.Curiosity.ITEM;
import static io.tianguis.questions.Curiosity.PRODUCT;
import static io.tianguis.questions.Curiosity.USER;
import static io.tianguis.questions.Curiosity.all;
import static io.tianguis.questions.Curiosity.allThreads;
import static io.tianguis.questions.Curiosity.fromContactPage;
import static io.tianguis.questions.Curiosity.of;
import static io.tianguis.questions.Curiosity.onMarket;
import static io.tianguis.questions.Curiosity.onSite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor.Known;
import io.tianguis.questions.QuestionRejection.AlreadyAnswered;
import io.tianguis.questions.QuestionRejection.AlreadyClosed;
import io.tianguis.questions.QuestionRejection.CustomerNotFound;
import io.tianguis.questions.QuestionRejection.ProductNotFound;
import io.tianguis.questions.QuestionRejection.QuestionNotFound;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private static final Instant NOW = MovableClock.START;
    private static final Instant EARLIER = NOW.minusSeconds(60);

    private final TestBackend backend = new TestBackend();
    private final Curiosity people = new Curiosity(backend);
    private final Questions door = people.door();

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aQuestionOnTheSiteIsOfThePersonWhomTheShopKnows() {
        long id = people.ask(onSite("¿Tienen en color azul?"));

        assertThat(people.question(id))
                .isEqualTo(new Question(
                        id,
                        new ThreadKey(Channel.STOREFRONT, CARLOS, Optional.of(Long.toString(PRODUCT))),
                        Optional.of(PRODUCT),
                        new Asker(CARLOS, "Carlos", "Pérez", "carlos.perez@example.com", null, null),
                        QuestionState.UNANSWERED,
                        "¿Tienen en color azul?",
                        NOW,
                        NOW,
                        Optional.empty()));
        assertThat(people.told(id)).containsExactly("question.asked");
    }

    @Test
    void whoAsksFromTheContactPageBecomesACustomer() {
        Question question = people.question(people.ask(fromContactPage("ana@example.com", "¿Dónde están?")));

        assertThat(question.thread().listing()).isEmpty();
        assertThat(question.productId()).isEmpty();
        assertThat(question.asker().firstName()).isEqualTo("Ana");
        assertThat(question.asker().email()).isEqualTo("ana@example.com");
    }

    @Test
    void aQuestionOfTheMarketplaceHasTheAskersNameThere() {
        Question question = people.question(people.ask(onMarket(7, "¿Hay stock?")));

        assertThat(question.thread()).isEqualTo(new ThreadKey(Channel.MERCADOLIBRE, USER, Optional.of(ITEM)));
        assertThat(question.asker().userId()).isEqualTo(USER);
        assertThat(question.asker().nickname()).isEqualTo("NICK" + USER);
        assertThat(question.askedAt()).isEqualTo(EARLIER);
        assertThat(question.createdAt()).isEqualTo(NOW);
    }

    @Test
    void aQuestionThatIsToldAgainAddsNothing() {
        Asked first = people.asked(onMarket(7, "¿Hay stock?"));
        people.answer(first.questionId(), "Sí");
        Asked again = people.asked(onMarket(7, "¿Hay stock?"));
        people.delete(first.questionId());
        Asked afterDeletion = people.asked(onMarket(7, "¿Hay stock?"));

        assertThat(first.added()).isTrue();
        assertThat(again).isEqualTo(new Asked(first.questionId(), first.customerId(), false));
        assertThat(afterDeletion).isEqualTo(again);
        assertThat(people.texts(all())).isEmpty();
    }

    @Test
    void questionsOfOneAskerAboutOneListingAreOneThread() {
        long first = people.ask(onMarket(1, USER, "¿Hay stock?", NOW.minusSeconds(300)));
        long second = people.ask(onMarket(2, USER, "¿Y en rojo?", NOW.minusSeconds(200)));
        people.ask(onMarket(3, USER + 1, "Otra persona", NOW.minusSeconds(100)));
        people.answer(first, "Sí, hay");

        QuestionThread thread = people.thread(second);

        assertThat(thread.first().questionId()).isEqualTo(first);
        assertThat(thread.state()).isEqualTo(QuestionState.UNANSWERED);
        assertThat(thread.answered()).isOne();
        assertThat(thread.unanswered()).isOne();
        assertThat(thread.lastQuestionAt()).isEqualTo(NOW.minusSeconds(200));
        assertThat(door.searchThreads(people.shop(), allThreads(), 0, 10).total())
                .isEqualTo(2);
    }

    @Test
    void anAnswerIsGivenOnce() {
        long id = people.ask(onSite("¿Tienen?"));
        backend.clock().advance(Duration.ofMinutes(5));
        Instant at = backend.clock().now();

        assertThat(people.answer(id, "Claro")).isEqualTo(new Answer("Claro", at, AnswerSource.HERE));

        assertThat(people.refused(tx -> door.answer(tx, people.shop(), id, "No", AnswerSource.HERE)))
                .isEqualTo(new AlreadyAnswered(at));
        assertThat(people.refused(tx -> door.close(tx, people.shop(), id))).isEqualTo(new AlreadyAnswered(at));
        assertThat(people.question(id).answer().orElseThrow().text()).isEqualTo("Claro");
        assertThat(people.thread(id).state()).isEqualTo(QuestionState.ANSWERED);
        assertThat(people.told(id)).containsExactly("question.asked", "question.answered");
    }

    @Test
    void aClosedQuestionTakesNoAnswer() {
        long id = people.ask(onMarket(1, "¿Tienen?"));
        people.close(id);

        assertThat(people.refused(tx -> door.answer(tx, people.shop(), id, "Sí", AnswerSource.CHANNEL)))
                .isEqualTo(new AlreadyClosed(NOW));
        assertThat(people.refused(tx -> door.close(tx, people.shop(), id))).isEqualTo(new AlreadyClosed(NOW));
        assertThat(people.thread(id).state()).isEqualTo(QuestionState.CLOSED_UNANSWERED);
        assertThat(people.told(id)).containsExactly("question.asked", "question.closed");
    }

    @Test
    void aDeletedQuestionLeavesItsThreadAndAllLists() {
        long first = people.ask(onMarket(1, USER, "Primera pregunta", NOW.minusSeconds(300)));
        long second = people.ask(onMarket(2, USER, "Segunda pregunta", NOW.minusSeconds(200)));
        people.delete(second);

        assertThat(door.find(people.shop(), second)).isEmpty();
        assertThat(people.thread(first).lastQuestionAt()).isEqualTo(NOW.minusSeconds(300));
        assertThat(people.texts(all())).containsExactly("Primera pregunta");
        assertThat(people.texts(of("segunda"))).isEmpty();

        ThreadKey key = people.question(first).thread();
        people.delete(first);

        assertThat(door.findThread(people.shop(), key)).isEmpty();
        assertThat(door.searchThreads(people.shop(), allThreads(), 0, 10).total())
                .isZero();
        assertThat(people.told(first)).containsExactly("question.asked", "question.deleted");

        people.ask(onMarket(3, "Tercera"));
        assertThat(door.findThread(people.shop(), key).orElseThrow().unanswered())
                .isOne();
    }

    @Test
    void whatIsNotThereIsRefused() {
        NewQuestion ofNobody = new OnStorefront(new Known(999_999), Optional.empty(), "¿Hola?");
        NewQuestion aboutNothing = new OnStorefront(new Known(CARLOS), Optional.of(999_999L), "¿Hola?");
        long deleted = people.ask(onSite("¿Hola?"));
        people.delete(deleted);

        assertThat(people.refused(tx -> door.ask(tx, people.shop(), ofNobody)))
                .isEqualTo(new CustomerNotFound(999_999));
        assertThat(people.refused(tx -> door.ask(tx, people.shop(), aboutNothing)))
                .isEqualTo(new ProductNotFound(999_999));
        for (long id : new long[] {deleted, 999_999}) {
            assertThat(people.refused(tx -> door.answer(tx, people.shop(), id, "Sí", AnswerSource.HERE)))
                    .isEqualTo(new QuestionNotFound());
            assertThat(people.refused(tx -> door.close(tx, people.shop(), id))).isEqualTo(new QuestionNotFound());
            assertThat(people.refused(tx -> door.delete(tx, people.shop(), id))).isEqualTo(new QuestionNotFound());
        }
    }

    @Test
    void anotherShopSeesAndChangesNothing() {
        long id = people.ask(onSite("¿Tienen?"));

        assertThat(door.find(backend.stranger().id(), id)).isEmpty();
        assertThat(door.findThread(backend.stranger().id(), people.question(id).thread()))
                .isEmpty();
        assertThat(door.search(backend.stranger().id(), of("tienen"), 0, 10).total())
                .isZero();
        assertThat(people.refused(tx -> door.delete(tx, backend.stranger().id(), id)))
                .isEqualTo(new QuestionNotFound());
    }

    @Test
    void textsAreBounded() {
        String longest = "ñ".repeat(NewQuestion.MAXIMUM_TEXT);
        long id = people.ask(onSite(longest));
        people.answer(id, longest);

        assertThat(people.question(id).text()).isEqualTo(longest);
        assertThatThrownBy(() -> onSite(longest + "ñ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> onSite(" \n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.answer(id, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSearchFindsWordsWhateverTheirAccentsAndCase() {
        people.ask(onSite("¿Tenés CAMPERAS en talle único?"));
        people.ask(onMarket(1, "Campera azul, ¿hay stock?"));
        people.ask(onMarket(2, "100% algodón_peinado"));

        assertThat(people.texts(of("campera"))).hasSize(2);
        assertThat(people.texts(of("unico"))).containsExactly("¿Tenés CAMPERAS en talle único?");
        assertThat(people.texts(of("stock campera"))).containsExactly("Campera azul, ¿hay stock?");
        assertThat(people.texts(of("zz campera"))).isEmpty();
        assertThat(people.texts(of("en"))).containsExactly("¿Tenés CAMPERAS en talle único?");
        assertThat(people.texts(of("%"))).isEmpty();
        assertThat(people.texts(of("ALGODON_"))).containsExactly("100% algodón_peinado");
    }

    @Test
    void theAskersQuestionsAreCountedUntilTheyAreDeleted() {
        Asked market = people.asked(onMarket(1, "¿Hay?"));
        people.asked(onMarket(1, "¿Hay?"));
        long site = people.ask(onSite("¿Tienen?"));

        assertThat(questions(market.customerId())).isOne();
        assertThat(questions(CARLOS)).isOne();

        people.delete(site);
        people.refused(tx -> door.delete(tx, people.shop(), site));

        assertThat(questions(CARLOS)).isZero();
    }

    private long questions(long customerId) {
        return backend.get()
                .customers()
                .standings(people.shop(), List.of(customerId))
                .getFirst()
                .questions();
    }

    @Test
    void threadsOfAPersonAreThoseOfAllTheirRows() {
        long market = people.asked(onMarket(1, "¿Hay?")).customerId();
        people.ask(onSite("¿Tienen?"));
        backend.accepted(tx -> backend.get().customers().merge(tx, people.shop(), CARLOS, market, "alma"));

        for (long row : new long[] {CARLOS, market}) {
            ThreadFilter filter = new ThreadFilter(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(row), Optional.empty(), false);
            ThreadPage page = door.searchThreads(people.shop(), filter, 0, 10);
            assertThat(page.total()).isEqualTo(2);
            assertThat(page.unanswered()).isEqualTo(2);
            assertThat(page.threads())
                    .extracting(thread -> thread.first().asker().customerId())
                    .containsOnly(CARLOS);
        }
    }
}
