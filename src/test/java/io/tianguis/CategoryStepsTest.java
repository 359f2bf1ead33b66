package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The commands on the tree of categories, as an operator gives them. */
class CategoryStepsTest {

    private final TestDatabase database = TestDatabase.ofWorld();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aTreeGrowsIsArrangedAndLosesWhatIsNotWanted() {
        JsonNode home = done("add", "--name", "Hogar");
        assertThat(home.propertyNames())
                .containsExactly(
                        "id", "parent_id", "level", "position", "name", "default_category", "created_at", "updated_at");
        String id = home.get("id").asString();
        JsonNode kitchen = done("add", "--name", "Cosina", "--parent", id);
        String below = kitchen.get("id").asString();
        assertThat(kitchen.get("parent_id").longValue())
                .isEqualTo(home.get("id").longValue());
        assertThat(done("rename", "--category", below, "--name", "Cocina")
                        .get("name")
                        .stringValue())
                .isEqualTo("Cocina");
        JsonNode moved = done("move", "--category", below, "--root", "--position", "1");
        assertThat(moved.get("parent_id").isNull()).isTrue();
        assertThat(moved.get("position").intValue()).isEqualTo(1);
        assertThat(done("make-default", "--category", below)
                        .get("default_category")
                        .booleanValue())
                .isTrue();
        JsonNode removed = done("remove", "--category", id);
        assertThat(removed.at("/removed/name").stringValue()).isEqualTo("Hogar");
        assertThat(removed.get("products").longValue()).isZero();
        assertThat(removed.get("products_to").longValue())
                .isEqualTo(kitchen.get("id").longValue());
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThat(refused("remove", "--category", "5001"))
                .isEqualTo("Category 5001 has 1 category below it: move or remove it first.");
        assertThat(refused("move", "--category", "5001", "--parent", "5002"))
                .isEqualTo("Category 5002 is 5001 itself or stands below it: it cannot be the parent.");
        assertThat(run("move", "--category", "5001").exitCode()).isEqualTo(2);
        assertThat(run("move", "--category", "5001", "--position", "0").errors())
                .contains("--position begins at 1.");
    }

    private JsonNode done(String... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private String refused(String... arguments) {
        CommandRun run = run(arguments);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        return run.errors().strip();
    }

    private CommandRun run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("catalog", "category"));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("--shop", "215", "--database-url", database.address().url()));
        return CommandRun.of(command.toArray(String[]::new));
    }
}
