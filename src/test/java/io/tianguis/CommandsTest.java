package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.ServerProcess;
import io.tianguis.testkit.TestDatabase;
import io.tianguis.testkit.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The commands as an operator meets them: real processes, real folders. */
class CommandsTest {

    @TempDir
    private Path folder;

    static Stream<List<String>> commands() {
        return paths(App.commandLine(), List.of()).stream();
    }

    private static List<List<String>> paths(CommandLine command, List<String> path) {
        List<List<String>> paths = new ArrayList<>(List.of(path));
        command.getSubcommands().forEach((name, subcommand) -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            paths.addAll(paths(subcommand, deeper));
        });
        return paths;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelp(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");
        StringWriter help = new StringWriter();
        int exitCode = App.commandLine().setOut(new PrintWriter(help)).execute(arguments.toArray(String[]::new));
        if (command.contains("rehearse")) {
            return;
        }
        assertThat(exitCode).isZero();
        assertThat(help.toString()).contains("Usage: tianguis").contains("--help");
    }

    @Test
    void aWrongCommandLineIsExitCodeTwoWithWhatToDo() {
        CommandRun run = CommandRun.of("shop", "create", "--name", "Feria", "--country", "XX", "--data", data());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors()).contains("XX is not a country that Tianguis knows: use one of AR, BO, BR");
        assertThat(CommandRun.of("start", "--puerto", "1").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("nada").exitCode()).isEqualTo(2);
    }

    @Test
    void aDatabaseThatCannotBeReachedIsExitCodeOneWithWhatToDoAndWithoutThePassword() {
        CommandRun run = CommandRun.of("start", "--database-url", "postgres://user:secreta@127.0.0.1:1/nada");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .contains("127.0.0.1:1")
                .contains("--database-url")
                .doesNotContain("secreta");
        assertThat(run.errors()).doesNotContain("\tat ");
        CommandRun unreadable = CommandRun.of("start", "--database-url", "mysql://user:secreta@127.0.0.1/nada");
        assertThat(unreadable.exitCode()).isEqualTo(2);
        assertThat(unreadable.errors()).doesNotContain("secreta").doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenIsExitCodeOneWithWhatToDo() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "start",
                    "--port",
                    Integer.toString(taken.getLocalPort()),
                    "--database-url",
                    database.address().url());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .contains("--port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aSecondStartOnTheSameFolderNamesTheFirstAndTheFirstStopsCleanly() throws Exception {
        try (ServerProcess first = ServerProcess.onFolder(Path.of(data()))) {
            CommandRun second = CommandRun.of("start", "--port", "0", "--data", data());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors()).contains(first.url()).contains("--data");

            long postgres = postgresOf(Path.of(data()));
            assertThat(first.terminate()).isIn(0, 143);
            assertThat(ProcessHandle.of(postgres)).isEmpty();
            assertThat(Files.readString(Path.of(data(), "postgres.log"))).contains("database system is shut down");
        }
        try (ServerProcess again = ServerProcess.onFolder(Path.of(data()))) {
            assertThat(again.url()).startsWith("http://127.0.0.1:");
            assertThat(createPrivateWebhook(again).statusCode()).isEqualTo(404);
        }
        try (ServerProcess allowing = ServerProcess.onFolder(Path.of(data()), "--allow-private-webhooks")) {
            assertThat(createPrivateWebhook(allowing).statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> createPrivateWebhook(ServerProcess server) throws IOException {
        try (Seller client = Seller.of(server.url(), World.get())) {
            return client.send(
                    "POST",
                    "/webhooks/crear?tipo=order/updated&url=http://127.0.0.1:9/",
                    "",
                    Map.of("Authorization", "2KENtOBfq1s", "User", "seller_de_prueba"));
        }
    }

    @Test
    void aShopIsCreatedBesideARunningServerAndWithoutOne() throws Exception {
        CommandRun without = create("Feria del Centro", "mx");
        JsonNode first =
                Json.read(without.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(without.output().lines()).hasSize(1);
        assertThat(first.propertyNames())
                .containsExactly("shop_id", "name", "mercately", "mercadoshops", "marketful", "backoffice");
        assertThat(first.get("name").stringValue()).isEqualTo("Feria del Centro");
        try (ServerProcess server = ServerProcess.onFolder(Path.of(data()), "--no-demo")) {
            JsonNode beside = Json.read(create("Peña del Sur", "AR").output().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
            assertThat(beside.get("shop_id").longValue())
                    .isGreaterThan(first.get("shop_id").longValue());
            assertThat(beside.get("backoffice").get("email").stringValue()).isEqualTo("owner@pena-del-sur.example");
            for (JsonNode shop : List.of(first, beside)) {
                try (Seller seller = new Seller(
                        server.url(),
                        shop.get("marketful").get("authorization").stringValue(),
                        shop.get("marketful").get("user").stringValue(),
                        shop.get("mercately").get("api_key").stringValue())) {
                    assertThat(seller.createItem("A-1", "Artículo", "10", Map.of())
                                    .statusCode())
                            .isEqualTo(200);
                }
            }
            assertThat(Files.exists(Path.of(data(), "demonstration.env"))).isFalse();
        }
    }

    @Test
    void webhooksAreShownRekeyedAndReplayedBesideARunningServer() throws Exception {
        try (TestDatabase database = TestDatabase.ofWorld();
                ServerProcess server = ServerProcess.onDatabase(database)) {
            String url = database.address().url();
            Map<String, String> seller = Map.of("Authorization", "2KENtOBfq1s", "User", "seller_de_prueba");
            try (Seller client = Seller.of(server.url(), World.get())) {
                assertThat(client.send("POST", "/webhooks/crear?tipo=order/created&url=receiver.invalid", "", seller)
                                .statusCode())
                        .isEqualTo(200);
                client.order("C-1", List.of(new Seller.Line(World.MULTI, 1)), Map.of());
            }
            JsonNode listed = json(webhooks(url, "list"));
            assertThat(listed.at("/webhooks/0/type").stringValue()).isEqualTo("order.created");
            String id = Long.toString(listed.at("/webhooks/0/webhook_id").longValue());
            assertThat(json(webhooks(url, "secret", "--webhook", id))
                            .path("secret")
                            .stringValue())
                    .matches("whsec_[A-Za-z0-9+/]{43}=");
            Eventually.await(
                    "an attempt",
                    () -> webhooks(url, "deliveries", "--webhook", id).output().contains("\"last_fault\":\""));
            assertThat(webhooks(url, "deliveries").output())
                    .contains("\"about\":\"order:")
                    .contains("\"state\":\"pending\"");
            assertThat(json(webhooks(url, "replay", "--since", "2020-01-01T00:00:00Z", "--webhook", id))
                            .path("deliveries")
                            .longValue())
                    .isZero();
            assertThat(json(webhooks(url, "replay", "--since", "2020-01-01T00:00"))
                            .path("deliveries")
                            .longValue())
                    .isZero();
            CommandRun unknown = webhooks(url, "secret", "--webhook", "1");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.errors()).isEqualToIgnoringNewLines("Shop 215 has no webhook 1.");
            assertThat(webhooks(url, "replay", "--since", "ayer").errors()).contains("--since is ayer");
            assertThat(webhooks(url, "deliveries", "--limit", "0").exitCode()).isEqualTo(1);
            assertThat(webhooks(url, "replay").exitCode()).isEqualTo(2);
            assertThat(CommandRun.of("webhooks").exitCode()).isEqualTo(2);
        }
    }

    private static CommandRun webhooks(String databaseUrl, String step, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("webhooks", step, "--shop", "215", "--database-url", databaseUrl));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) {
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Test
    void aStopLetsTheRequestsUnderWayFinish() throws Exception {
        try (TestDatabase database = TestDatabase.ofWorld();
                ServerProcess server = ServerProcess.onDatabase(database);
                Seller seller = Seller.of(server.url(), World.get())) {
            List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
            Thread writer = Thread.ofVirtual().start(() -> writeUntilRefused(seller, answers));
            Eventually.await("some requests are answered", () -> answers.size() > 20);
            assertThat(server.terminate()).isIn(0, 143);
            writer.join();
            assertThat(answers).as("answered, or told to come back").isSubsetOf(200, 503);
        }
    }

    private static void writeUntilRefused(Seller seller, List<Integer> answers) {
        try {
            int status = 200;
            for (int i = 0; status == 200; i++) {
                status =
                        seller.createItem("FIN-" + i, "Fin " + i, "1", Map.of()).statusCode();
                answers.add(status);
            }
        } catch (IOException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private CommandRun create(String name, String country) {
        CommandRun run = CommandRun.of("shop", "create", "--name", name, "--country", country, "--data", data());
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return run;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static long postgresOf(Path data) throws Exception {
        return Long.parseLong(Files.readAllLines(data.resolve("cluster").resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }
}
