package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code warehouse receive}, {@code close-entry} and {@code reopen-entry} as the warehouse meets them. */
class EntryStepsTest {

    private static final String TOKEN = World.get().entryToken();

    @Test
    void anEntryIsReceivedClosedAndReopened() {
        try (TestDatabase database = TestDatabase.ofWorld()) {
            CommandRun received =
                    run(database, "receive", "--entry", TOKEN, "--sku", World.PAQ, "--units", "4", "--key", "caja-1");
            JsonNode entry = printed(received);
            assertThat(entry.propertyNames())
                    .containsExactly(
                            "id",
                            "token",
                            "status",
                            "carrier",
                            "tracking_number",
                            "created_at",
                            "arrived_at",
                            "receiving_began_at",
                            "closed_at",
                            "reopened_at",
                            "lines");
            assertThat(entry.path("id").longValue()).isEqualTo(900_001);
            assertThat(entry.path("token").stringValue()).isEqualTo(TOKEN);
            assertThat(entry.path("status").stringValue()).isEqualTo("receiving");
            assertThat(entry.path("created_at").stringValue()).isEqualTo("2026-03-02T12:00:00Z");
            assertThat(entry.at("/lines/0/sku").stringValue()).isEqualTo(World.PAQ);
            assertThat(entry.at("/lines/0/announced").longValue()).isEqualTo(10);
            assertThat(entry.at("/lines/0/received").longValue()).isEqualTo(4);
            assertThat(entry.at("/lines/0/difference").longValue()).isEqualTo(-6);

            assertThat(run(database, "receive", "--entry", TOKEN, "--sku", World.PAQ, "--units", "4", "--key", "caja-1")
                            .output())
                    .isEqualTo(received.output());
            JsonNode byEan =
                    printed(run(database, "receive", "--entry", "00900001", "--ean", "07852236842", "--units", "1"));
            assertThat(byEan.at("/lines/0/received").longValue()).isEqualTo(5);
            assertThat(Ledger.level(database.database(), World.PAQ).onHand()).isEqualTo(105);

            assertThat(printed(run(database, "close-entry", "--entry", TOKEN))
                            .path("status")
                            .stringValue())
                    .isEqualTo("closed");
            refused(
                    run(database, "receive", "--entry", TOKEN, "--sku", World.PAQ, "--units", "4"),
                    "Entry 900001 is closed.");
            assertThat(printed(run(database, "reopen-entry", "--entry", TOKEN))
                            .path("status")
                            .stringValue())
                    .isEqualTo("reopened");
            Ledger.assertSound(database.database());
        }
    }

    @Test
    void aRefusalIsExitCodeOneWithTheReason() {
        try (TestDatabase database = TestDatabase.ofWorld()) {
            refused(run(database, "close-entry", "--entry", "ENTnadie"), "The shop has no entry ENTnadie.");
            refused(
                    run(database, "reopen-entry", "--entry", TOKEN),
                    "Entry 900001 is open, and only a closed one is reopened.");
            refused(
                    run(database, "receive", "--entry", TOKEN, "--sku", "NADIE", "--units", "1"),
                    "The shop has no item of SKU NADIE.");
        }
    }

    @Test
    void aWrongCommandLineIsExitCodeTwo() {
        try (TestDatabase database = TestDatabase.ofWorld()) {
            wrong(run(database, "receive", "--entry", TOKEN, "--sku", "A", "--ean", "1", "--units", "1"), "--ean");
            wrong(run(database, "receive", "--entry", TOKEN, "--units", "1"), "--sku");
            wrong(
                    run(database, "receive", "--entry", TOKEN, "--sku", World.PAQ, "--units", "0"),
                    "--units is from 1 to 1000000000.");
        }
    }

    private static CommandRun run(TestDatabase database, String verb, String... options) {
        List<String> arguments = new ArrayList<>(List.of("warehouse", verb, "--shop", "215"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--database-url", database.address().url()));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static JsonNode printed(CommandRun run) {
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().lines()).hasSize(1);
        return Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static void refused(CommandRun run, String reason) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().strip()).isEqualTo(reason);
    }

    private static void wrong(CommandRun run, String reason) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains(reason);
    }
}
