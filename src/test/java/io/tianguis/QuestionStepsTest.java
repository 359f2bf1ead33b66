package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.questions.NewQuestion.OnStorefront;
import io.tianguis.questions.NewQuestion.Visitor;
import io.tianguis.shops.ShopId;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QuestionStepsTest {

    private final TestDatabase database = TestDatabase.ofWorld();
    private final Backend backend = Backend.on(database.pool(), new MovableClock(), new SeededRandomness(1));
    private final ShopId shop = World.get().demo().shop().id();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aQuestionIsClosedOnceAndTakesNoAnswer() {
        long question = asked();

        CommandRun closed = close(question);

        assertThat(closed.exitCode()).as(closed.errors()).isZero();
        JsonNode printed =
                Json.read(closed.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(printed.propertyNames()).containsExactly("id", "status", "closed_at");
        assertThat(printed.get("id").longValue()).isEqualTo(question);
        assertThat(printed.get("status").stringValue()).isEqualTo("closed_unanswered");
        assertThat(close(question).errors())
                .contains("Question " + question + " was closed at "
                        + printed.get("closed_at").stringValue() + ".");
    }

    @Test
    void aRefusalIsASentence() {
        long question = asked();
        backend.questions().answer(shop, question, "Sí");

        CommandRun answered = close(question);
        assertThat(answered.exitCode()).isEqualTo(1);
        assertThat(answered.output()).isEmpty();
        assertThat(answered.errors()).contains("Question " + question + " was answered at 2026-03-02T12:00:00Z.");
        assertThat(close(1).errors()).contains("Shop 215 has no question 1.");
        assertThat(CommandRun.of("question").exitCode()).isEqualTo(2);
    }

    private long asked() {
        OnStorefront question =
                new OnStorefront(new Visitor.Known(300_001), Optional.empty(), "¿Dónde queda la tienda?");
        return backend.questions()
                .ask(shop, question)
                .fold(asked -> asked, rejection -> {
                    throw new AssertionError("rejected: " + rejection);
                })
                .questionId();
    }

    private CommandRun close(long questionId) {
        return CommandRun.of(
                "question",
                "close",
                "--shop",
                "215",
                "--question",
                Long.toString(questionId),
                "--database-url",
                database.address().url());
    }
}
