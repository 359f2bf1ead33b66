package io.tianguis.questions;

import static io.tianguis.questions.Curiosity.USER;
import static io.tianguis.questions.Curiosity.all;
import static io.tianguis.questions.Curiosity.of;
import static io.tianguis.questions.Curiosity.onMarket;
import static io.tianguis.questions.Curiosity.onSite;
import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.questions.QuestionRejection.AlreadyAnswered;
import io.tianguis.questions.QuestionRejection.AlreadyClosed;
import io.tianguis.questions.QuestionRejection.QuestionNotFound;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.TestBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** People and marketplaces ask from many threads at once, and several of the shop answer. */
class QuestionRacesTest {

    private static final Instant NOW = MovableClock.START;

    private final TestBackend backend = new TestBackend();
    private final Curiosity people = new Curiosity(backend);
    private final Questions door = people.door();

    @AfterEach
    void close() {
        backend.close();
    }

    @RepeatedTest(3)
    void ofManyWhoAnswerAtOnceOneWinsAndTheOthersAreTold() throws Exception {
        long id = people.ask(onSite("¿Tienen?"));
        List<Outcome<Answer, QuestionRejection>> outcomes = TestBackend.race(IntStream.range(0, 12)
                .<Callable<Outcome<Answer, QuestionRejection>>>mapToObj(
                        who -> () -> door.answer(people.shop(), id, "Respuesta " + who))
                .toList());

        List<Outcome<Answer, QuestionRejection>> won = outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Ok)
                .toList();
        assertThat(won).containsExactly(Outcome.ok(people.question(id).answer().orElseThrow()));
        assertThat(outcomes)
                .filteredOn(outcome -> !won.contains(outcome))
                .hasSize(11)
                .containsOnly(Outcome.rejected(new AlreadyAnswered(NOW)));
        assertThat(people.told(id)).containsExactly("question.asked", "question.answered");
        assertThat(people.thread(id).answered()).isOne();
        assertThat(count(QuestionState.ANSWERED)).isOne();
        assertThat(count(QuestionState.UNANSWERED)).isZero();
    }

    @RepeatedTest(3)
    void answeringClosingAndDeletingAtOnceLeavesOneOfThem() throws Exception {
        long id = people.ask(onMarket(1, "¿Tienen?"));
        List<Callable<Outcome<?, QuestionRejection>>> calls = new ArrayList<>();
        for (int each = 0; each < 4; each++) {
            calls.add(() -> door.answer(people.shop(), id, "Sí"));
            calls.add(() -> backend.run(tx -> door.close(tx, people.shop(), id)));
        }
        calls.add(() -> door.delete(people.shop(), id));
        calls.add(() -> door.delete(people.shop(), id));
        List<Outcome<?, QuestionRejection>> outcomes = TestBackend.race(calls);

        assertThat(outcomes.subList(8, 10))
                .filteredOn(outcome -> outcome instanceof Outcome.Ok)
                .hasSize(1);
        assertThat(outcomes.subList(0, 8))
                .filteredOn(outcome -> outcome instanceof Outcome.Ok)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome instanceof Outcome.Rejected)
                        .map(outcome -> outcome.<QuestionRejection>fold(
                                value -> {
                                    throw new AssertionError(value);
                                },
                                rejection -> rejection)))
                .isSubsetOf(new AlreadyAnswered(NOW), new AlreadyClosed(NOW), new QuestionNotFound());
        assertThat(people.texts(all())).isEmpty();
        assertThat(door.search(people.shop(), all(), 0, 0).counts().of(Optional.empty(), Optional.empty()))
                .isZero();
        assertThat(door.searchThreads(people.shop(), Curiosity.allThreads(), 0, 1)
                        .total())
                .isZero();
    }

    @RepeatedTest(3)
    void aQuestionThatIsToldTwentyTimesAtOnceIsOneQuestionOfOneCustomer() throws Exception {
        List<Asked> asked = TestBackend.race(
                Collections.nCopies(20, (Callable<Asked>) () -> people.asked(onMarket(7, "¿Hay stock?"))));

        assertThat(asked).filteredOn(Asked::added).hasSize(1);
        assertThat(asked)
                .extracting(Asked::questionId)
                .containsOnly(asked.getFirst().questionId());
        assertThat(people.texts(all())).hasSize(1);
        assertThat(people.thread(asked.getFirst().questionId()).unanswered()).isOne();
        assertThat(people.told(asked.getFirst().questionId())).containsExactly("question.asked");
    }

    @Test
    void questionsOfOneThreadAtOnceAreAllCounted() throws Exception {
        List<Callable<Asked>> calls = IntStream.range(0, 40)
                .<Callable<Asked>>mapToObj(
                        each -> () -> people.asked(onMarket(100 + each, USER, "Pregunta", NOW.minusSeconds(each))))
                .toList();
        List<Asked> asked = TestBackend.race(calls);
        TestBackend.race(asked.stream()
                .limit(15)
                .<Callable<Answer>>map(each -> () -> people.answer(each.questionId(), "Sí"))
                .toList());

        QuestionThread thread = people.thread(asked.getFirst().questionId());
        assertThat(thread.unanswered()).isEqualTo(25);
        assertThat(thread.answered()).isEqualTo(15);
        assertThat(thread.lastQuestionAt()).isEqualTo(NOW);
        assertThat(count(QuestionState.UNANSWERED)).isEqualTo(25);
        assertThat(count(QuestionState.ANSWERED)).isEqualTo(15);
    }

    @RepeatedTest(3)
    void wordsThatBeginToBeCountedWhilePeopleAskMissNobody() throws Exception {
        Questions eager = new Questions(
                backend.database(),
                backend.get().customers(),
                backend.get().catalog(),
                backend.get().outbox(),
                backend.clock(),
                1);
        List<Callable<Object>> calls = new ArrayList<>();
        for (int each = 0; each < 30; each++) {
            long id = 100 + each;
            calls.add(() -> {
                long asked = people.ask(onMarket(id, USER + id, "¿Hay stock?", NOW));
                return id % 2 == 0 ? people.answer(asked, "Sí") : eager.search(people.shop(), of("stock"), 0, 5);
            });
            calls.add(() -> eager.search(people.shop(), of("stock"), 0, 5));
        }
        TestBackend.race(calls);
        eager.search(people.shop(), of("stock"), 0, 5);
        people.ask(onMarket(7, "¿Y en stock?"));
        QuestionPage page = eager.search(people.shop(), of("stock"), 0, 50);

        assertThat(CommonWordsSql.find(backend.database(), people.shop(), "stock", CountedList.QUESTIONS))
                .isPresent();
        assertThat(page.total()).isEqualTo(31);
        assertThat(page.questions()).hasSize(31);
        assertThat(page.counts().of(Optional.empty(), Optional.of(QuestionState.ANSWERED)))
                .isEqualTo(15);

        ThreadFilter threads = new ThreadFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("stock"), false);
        ThreadPage found = eager.searchThreads(people.shop(), threads, 0, 50);
        assertThat(found.total()).isEqualTo(31);
        assertThat(found.threads()).hasSize(31);
        assertThat(found.unanswered()).isEqualTo(16);
    }

    private long count(QuestionState state) {
        return door.search(people.shop(), all(), 0, 0).counts().of(Optional.empty(), Optional.of(state));
    }
}
