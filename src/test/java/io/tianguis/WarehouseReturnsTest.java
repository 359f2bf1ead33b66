package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.Shipping;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The warehouse's commands on returns, on an order that left with two {@code MULTI01} and one {@code TERMO10}. */
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ_WRITE)
class WarehouseReturnsTest {

    private final TestDatabase database = TestDatabase.ofWorld();

    /** What a command left behind. */
    private record Ran(int exitCode, String output, String errors) {}

    @BeforeEach
    void ship() {
        Backend backend = Backend.on(database.pool(), new MovableClock(), new SeededRandomness(5));
        Shipping.ship(backend, World.get().demo().shop().id(), 500_001);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aReturnIsOpenedReceivedAcceptedClosedAndReopened() {
        JsonNode opened = done("return", "--order", 500_001, "--sku", World.MULTI, "--units", 2);
        assertThat(opened.propertyNames())
                .containsExactly(
                        "id",
                        "token",
                        "order_id",
                        "status",
                        "created_at",
                        "arrived_at",
                        "closed_at",
                        "reopened_at",
                        "lines");
        String token = opened.get("token").stringValue();
        assertThat(token).matches("DEV[A-Za-z0-9_-]{19}");
        assertThat(opened.get("order_id").longValue()).isEqualTo(500_001);
        assertThat(opened.get("status").stringValue()).isEqualTo("open");
        assertThat(opened.get("lines").toString())
                .isEqualTo("[{\"sku\":\"MULTI01\",\"title\":\"Multicontacto\",\"announced_units\":2,"
                        + "\"received_units\":0,\"accepted_units\":0}]");

        JsonNode received = done("receive-return", "--return", token, "--sku", World.MULTI, "--units", 2);
        assertThat(received.get("status").stringValue()).isEqualTo("receiving");
        assertThat(received.get("arrived_at").isNull()).isFalse();
        JsonNode accepted = done("accept-return", "--return", "01000001", "--sku", World.MULTI, "--units", 1);
        assertThat(accepted.at("/lines/0/received_units").longValue()).isEqualTo(2);
        assertThat(accepted.at("/lines/0/accepted_units").longValue()).isEqualTo(1);
        assertThat(Ledger.level(database.database(), World.MULTI).onHand()).isEqualTo(9);

        JsonNode closed = done("close-return", "--return", token);
        assertThat(closed.get("status").stringValue()).isEqualTo("closed");
        assertThat(done("reopen-return", "--return", token).get("status").stringValue())
                .isEqualTo("reopened");
        Ledger.assertSound(database.database());
    }

    @Test
    void eachRefusalIsOneSentenceAndExitCodeOne() {
        assertRefused("The shop has no order 9.", "return", "--order", 9, "--sku", World.MULTI, "--units", 1);
        assertRefused(
                "Order 500002 is paused: nothing comes back of what has not left.", onOrder(500_002, World.PAQ, 1));
        assertRefused(
                "The order has no line with the SKU PAQ-EA; letter case matters.", onOrder(500_001, World.PAQ, 1));
        assertRefused(
                "Of MULTI01 the order shipped 2, and its returns hold 0 already: more cannot come back.",
                onOrder(500_001, World.MULTI, 3));
        assertRefused("The shop has no return DEV-1.", "close-return", "--return", "DEV-1");
        String id = done(onOrder(500_001, World.MULTI, 1)).get("id").toString();
        assertRefused("Return " + id + " is not closed, so it cannot be reopened.", "reopen-return", "--return", id);
        assertRefused(
                "The return has no line with the SKU TERMO10; letter case matters.",
                onReturn("accept-return", id, World.TERMO));
        assertRefused(
                "Of MULTI01 the return received 0 and accepted 0: more cannot be accepted.",
                onReturn("accept-return", id, World.MULTI));
        done("close-return", "--return", id);
        assertRefused(
                "Return " + id + " is closed: reopen it first with `warehouse reopen-return`.",
                onReturn("receive-return", id, World.MULTI));
        String another = done(onOrder(500_001, World.TERMO, 1)).get("id").toString();
        assertRefused(
                "The order has return " + another + " under way: close that one first.",
                "reopen-return",
                "--return",
                id);
    }

    @Test
    void unitsThatMakeNoSenseAreAWrongCommandLine() {
        for (Object units : List.of(0, -1, "muchas", "9223372036854775808", "1.5")) {
            Ran ran = run("return", "--order", 500_001, "--sku", World.MULTI, "--units", units);
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.output()).isEmpty();
            assertThat(ran.errors()).contains("--units");
        }
        assertThat(run("receive-return", "--sku", World.MULTI, "--units", 1).exitCode())
                .isEqualTo(2);
    }

    private static Object[] onOrder(long orderId, String sku, long units) {
        return new Object[] {"return", "--order", orderId, "--sku", sku, "--units", units};
    }

    private static Object[] onReturn(String verb, String id, String sku) {
        return new Object[] {verb, "--return", id, "--sku", sku, "--units", 1};
    }

    private JsonNode done(Object... arguments) {
        Ran ran = run(arguments);
        assertThat(ran.errors()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.output().lines()).hasSize(1);
        return Json.read(ran.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private void assertRefused(String sentence, Object... arguments) {
        Ran ran = run(arguments);
        assertThat(ran.errors().strip()).isEqualTo(sentence);
        assertThat(ran.output()).isEmpty();
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    private Ran run(Object... arguments) {
        List<String> line = new ArrayList<>(List.of("warehouse"));
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        line.addAll(
                List.of("--shop", "215", "--database-url", database.address().url()));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            CommandLine command = App.commandLine().setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8));
            int exitCode = command.execute(line.toArray(String[]::new));
            return new Ran(exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }
}
