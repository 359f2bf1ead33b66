package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.fulfillment.BuyerSentence;
import io.tianguis.orders.ShipmentEvent;
import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.Ledger;
import io.tianguis.testkit.Ledger.Level;
import io.tianguis.testkit.MovableClock;
import io.tianguis.testkit.SeededRandomness;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The warehouse's commands on the order 500001, as a clerk gives them. */
class WarehouseOrdersTest {

    private final TestDatabase database = TestDatabase.ofWorld();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void anOrderGoesThroughTheWarehouseToItsBuyer() {
        assertThat(done("pick").get("fulfillment_status").stringValue()).isEqualTo("picking");
        assertThat(done("pack").get("fulfillment_status").stringValue()).isEqualTo("packed");

        JsonNode shipped = done("ship", "--carrier", "UPS", "--tracking", "1Z999");

        assertThat(shipped.propertyNames())
                .containsExactly(
                        "id",
                        "channel",
                        "number",
                        "fulfillment_status",
                        "payment_status",
                        "carrier",
                        "tracking_number",
                        "label_url",
                        "delivered_at",
                        "created_at",
                        "updated_at",
                        "lines");
        assertThat(shipped.get("id").longValue()).isEqualTo(500_001);
        assertThat(shipped.get("channel").stringValue()).isEqualTo("Shopify");
        assertThat(shipped.get("number").stringValue()).isEqualTo("#1082");
        assertThat(shipped.get("fulfillment_status").stringValue()).isEqualTo("fulfilled");
        assertThat(shipped.get("carrier").stringValue()).isEqualTo("UPS");
        assertThat(shipped.get("tracking_number").stringValue()).isEqualTo("1Z999");
        assertThat(shipped.at("/lines/0/sku").stringValue()).isEqualTo(World.MULTI);
        assertThat(shipped.at("/lines/0/shipped_at").isString()).isTrue();
        assertThat(Ledger.level(database.database(), World.MULTI)).isEqualTo(new Level(8, 0));

        done("event", "--text", "El paquete llegó a la ciudad destino", "--at", "2026-03-02T10:30:00-06:00");
        assertThat(done("deliver").get("delivered_at").isString()).isTrue();
        assertThat(told())
                .containsExactly(
                        "warehouse: Tu pedido fue entregado",
                        "warehouse: El envío ya salió del almacén y está en camino",
                        "warehouse: Tu pedido ya está empacado",
                        "warehouse: Ya estamos preparando tu pedido",
                        "warehouse: El paquete llegó a la ciudad destino",
                        "seller_de_prueba: Nuevo");

        assertThat(refused("cancel")).isEqualTo("Order 500001 is fulfilled: it cannot be canceled.");
        assertThat(refused("deliver")).startsWith("Order 500001 was delivered at ");
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThat(refused("ship")).isEqualTo("Order 500001 is unfulfilled: it cannot be shipped.");
        assertThat(refused("event", "--text", " ")).isEqualTo("--text takes 1 to 255 characters.");
        assertThat(refused("event", "--text", "Mañana", "--at", "9999-01-01T00:00:00Z"))
                .startsWith("--at is later than the present, ");
        assertThat(done("cancel").get("fulfillment_status").stringValue()).isEqualTo("canceled");
        CommandRun strangers = run("pick", "500003");
        assertThat(strangers.exitCode()).isEqualTo(1);
        assertThat(strangers.errors().strip()).isEqualTo("Shop 215 has no order 500003.");
        Ledger.assertSound(database.database());
    }

    private JsonNode done(String verb, String... options) {
        CommandRun run = run(verb, "500001", options);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().lines()).hasSize(1);
        return Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private String refused(String verb, String... options) {
        CommandRun run = run(verb, "500001", options);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).isEmpty();
        return run.errors().strip();
    }

    private CommandRun run(String verb, String order, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "warehouse",
                verb,
                "--shop",
                "215",
                "--order",
                order,
                "--database-url",
                database.address().url()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private List<String> told() {
        Backend backend = Backend.on(database.pool(), new MovableClock(), new SeededRandomness(1));
        List<ShipmentEvent> events = backend.fulfillment()
                .events(World.get().demo().shop().id(), 500_001)
                .orElseThrow()
                .events();
        return events.stream()
                .map(event -> event.actor() + ": " + BuyerSentence.of(event))
                .toList();
    }
}
