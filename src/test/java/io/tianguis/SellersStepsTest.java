package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A seller's commands on the stranger's order 500004, which is paid by the payment 800001. */
class SellersStepsTest {

    private final TestDatabase database = TestDatabase.ofWorld();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whatTheSellerKeepsOfAnOrderIsPrinted() {
        assertThat(done("contact", "--status", "first_contact")
                        .get("contact_status")
                        .stringValue())
                .isEqualTo("first_contact");
        assertThat(done("process").get("processed_at").isString()).isTrue();
        assertThat(done("feedback", "--side", "buyer", "--text", "Todo bien")
                        .get("buyer_feedback")
                        .stringValue())
                .isEqualTo("Todo bien");
        assertThat(done("close", "--reason", "entregada").get("closed_reason").stringValue())
                .isEqualTo("entregada");
        assertThat(done("reopen").get("closed_at").isNull()).isTrue();

        JsonNode refunded = done("payment", "--payment", "800001", "--status", "refunded");

        assertThat(refunded.propertyNames())
                .containsExactly(
                        "id",
                        "contact_status",
                        "payment_status",
                        "processed_at",
                        "delivered_at",
                        "closed_at",
                        "closed_reason",
                        "buyer_feedback",
                        "seller_feedback",
                        "payments");
        assertThat(refunded.get("payment_status").stringValue()).isEqualTo("refunded");
        assertThat(refunded.at("/payments/0/status").stringValue()).isEqualTo("refunded");
    }

    @Test
    void aRefusalIsASentence() {
        assertThat(run("payment", "--payment", "1", "--status", "approved").errors())
                .contains("Order 500004 has no payment 1.");
        assertThat(run("close", "--reason", " ").errors()).contains("--reason takes 1 to 1000 characters.");
        CommandRun unknown =
                CommandRun.of("order", "process", "--shop", "215", "--order", "500004", "--database-url", url());
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.errors()).contains("Shop 215 has no order 500004.");
        assertThat(CommandRun.of("order").exitCode()).isEqualTo(2);
    }

    private JsonNode done(String step, String... options) {
        CommandRun run = run(step, options);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private CommandRun run(String step, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "order",
                step,
                "--shop",
                World.get().stranger().shop().id().toString(),
                "--order",
                "500004",
                "--database-url",
                url()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private String url() {
        return database.address().url();
    }
}
