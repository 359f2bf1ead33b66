package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code verify ledger} and {@code warehouse stock} as an operator meets them. */
class VerifyCommandTest {

    private final TestDatabase database = TestDatabase.ofWorld();

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aSoundLedgerIsExitCodeZeroWithItsCounts() {
        CommandRun run = run("verify", "ledger");
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().lines()).hasSize(1);
        JsonNode counts = json(run);
        assertThat(counts.propertyNames())
                .containsExactly("shop_id", "levels", "movements", "reservations", "differences");
        assertThat(counts.get("shop_id").isNull()).isTrue();
        assertThat(counts.get("levels").longValue()).isPositive();
        assertThat(counts.get("differences").longValue()).isZero();
        assertThat(run("verify", "ledger", "--shop", "215").output()).startsWith("{\"shop_id\":215,");
    }

    @Test
    void anUnsoundLedgerIsExitCodeOneWithEachDifferenceOnTheErrorStream() {
        long variant = falsify(World.PAQ);
        Ledger.Level level = Ledger.level(database.database(), World.PAQ);
        CommandRun run = run("verify", "ledger");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(json(run).get("differences").longValue()).isEqualTo(1);
        assertThat(run.errors())
                .contains(
                        "Shop 215, variant %d: %d on hand where movements add up to %d, %d reserved where orders hold %d."
                                .formatted(
                                        variant,
                                        level.onHand(),
                                        level.onHand() - 1,
                                        level.reserved(),
                                        level.reserved()));
    }

    @Test
    void aShopThatIsNotThereIsExitCodeOneWithASentence() {
        for (String unknown : List.of("999999", "0", "-4")) {
            assertThat(List.of(
                            run("verify", "ledger", "--shop=" + unknown),
                            run("warehouse", "stock", "--sku", World.PAQ, "--shop=" + unknown)))
                    .allSatisfy(run -> {
                        assertThat(run.exitCode()).isEqualTo(1);
                        assertThat(run.errors())
                                .contains("There is no shop " + unknown + ".")
                                .doesNotContain("\tat ");
                        assertThat(run.output()).isEmpty();
                    });
        }
    }

    @Test
    void aLongCheckTellsThatItGoesOn() {
        StringWriter errors = new StringWriter();
        CompletableFuture<Integer> command = database.database()
                .transaction(
                        tx -> {
                            tx.update("LOCK TABLE stock_movement IN ACCESS EXCLUSIVE MODE");
                            CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> App.commandLine()
                                    .setErr(new PrintWriter(errors, true))
                                    .execute(arguments("verify", "ledger")));
                            Eventually.await(
                                    "a sign of life",
                                    () -> errors.toString().contains("Adding up the ledger: 2 s so far."));
                            return waiting;
                        },
                        done -> true);
        assertThat(command.join()).as(errors.toString()).isZero();
    }

    @Test
    void theWarehouseSeesALevelAndTheMovementsBehindIt() {
        CommandRun run = run("warehouse", "stock", "--shop", "215", "--sku", World.PAQ);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().strip())
                .isEqualTo(
                        "{\"sku\":\"PAQ-EA\",\"at\":null,\"on_hand\":100,\"reserved\":1,\"available\":99,\"movements\":["
                                + "{\"at\":\"2026-03-02T12:00:00Z\",\"delta\":100,\"on_hand_after\":100,\"reason\":\"initial\","
                                + "\"reference\":null,\"actor\":null}]}");
    }

    @Test
    void theWarehouseSeesThePastWithoutWhatWasReserved() {
        CommandRun before =
                run("warehouse", "stock", "--shop", "215", "--sku", World.PAQ, "--at", "2026-03-02T05:59:59-06:00");
        assertThat(before.output().strip())
                .isEqualTo("{\"sku\":\"PAQ-EA\",\"at\":\"2026-03-02T11:59:59Z\",\"on_hand\":0,\"reserved\":null,"
                        + "\"available\":null,\"movements\":[]}");
        CommandRun then =
                run("warehouse", "stock", "--shop", "215", "--sku", World.PAQ, "--at", "2026-03-02T12:00:00Z");
        assertThat(json(then).get("on_hand").longValue()).isEqualTo(100);
        assertThat(json(then).get("movements")).hasSize(1);
    }

    @Test
    void anUnknownSkuIsRefusedAndAnUnreadableMomentIsAWrongCommandLine() {
        CommandRun unknown = run("warehouse", "stock", "--shop", "215", "--sku", "paq-ea");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.errors()).contains("Shop 215 has no item with the SKU paq-ea");
        assertThat(unknown.output()).isEmpty();
        CommandRun unreadable = run("warehouse", "stock", "--shop", "215", "--sku", World.PAQ, "--at", "ayer");
        assertThat(unreadable.exitCode()).isEqualTo(2);
        assertThat(unreadable.errors()).contains("--at").contains("ayer");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(arguments(arguments));
    }

    private String[] arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--database-url", database.address().url()));
        return all.toArray(String[]::new);
    }

    private static JsonNode json(CommandRun run) {
        return Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** Adds a unit to the level alone; answers the variant. */
    private long falsify(String sku) {
        record Falsified(long variantId) {}
        return database.database().get(Falsified.class, """
                        UPDATE stock_level l
                           SET on_hand = l.on_hand + 1
                          FROM variant v
                         WHERE v.shop_id = 215 AND v.sku = ? AND l.shop_id = v.shop_id AND l.variant_id = v.variant_id
                        RETURNING l.variant_id
                        """, sku).variantId();
    }
}
