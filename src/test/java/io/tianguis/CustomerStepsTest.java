package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A seller's commands on Carlos, whom the demonstration shop entered by hand as 300001. */
class CustomerStepsTest {

    private static final long CARLOS = 300_001;

    private final TestDatabase database = TestDatabase.ofWorld();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whoeverIsRemovedIsInactiveAndStillThere() {
        JsonNode removed = done("remove");

        assertThat(removed.propertyNames())
                .containsExactly(
                        "id",
                        "name",
                        "type",
                        "status",
                        "purchases",
                        "questions",
                        "last_activity_at",
                        "unsubscribed_at");
        assertThat(removed.get("id").longValue()).isEqualTo(CARLOS);
        assertThat(removed.get("status").stringValue()).isEqualTo("inactive");
        assertThat(removed.get("unsubscribed_at").isNull()).isTrue();
    }

    @Test
    void whoeverWantsNoMoreNewsStaysActive() {
        JsonNode first = done("unsubscribe");

        assertThat(first.get("status").stringValue()).isEqualTo("active");
        assertThat(first.get("unsubscribed_at").isString()).isTrue();
        assertThat(done("unsubscribe").get("unsubscribed_at")).isEqualTo(first.get("unsubscribed_at"));
    }

    @Test
    void aRefusalIsASentence() {
        for (String step : new String[] {"remove", "unsubscribe"}) {
            CommandRun unknown = run(step, 1);
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.output()).isEmpty();
            assertThat(unknown.errors()).contains("Shop 215 has no customer 1.");
        }
        assertThat(CommandRun.of("customer").exitCode()).isEqualTo(2);
    }

    private JsonNode done(String step) {
        CommandRun run = run(step, CARLOS);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private CommandRun run(String step, long customerId) {
        return CommandRun.of(
                "customer",
                step,
                "--shop",
                "215",
                "--customer",
                Long.toString(customerId),
                "--database-url",
                database.address().url());
    }
}
