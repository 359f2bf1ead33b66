package io.tianguis;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.platform.postgres.EmbeddedPostgres;
import io.tianguis.platform.sql.ConnectionPool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Starts everything on a folder of its own, sends requests to itself and ends: the launcher records an AOT cache from it,
 * which halves the time of later starts.
 */
@Command(name = "rehearse", hidden = true, description = "Starts, serves a few requests and ends.")
final class RehearseCommand implements Callable<Integer> {

    private static final int ROUNDS = 300;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tianguis-rehearsal");
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(EmbeddedPostgres.Options.forTests(folder.resolve("data")))) {
            var address = postgres.address();
            try (var pool = ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), 4)) {
                Backend backend = App.backend(new DatabaseOptions.Opened(pool, Optional.empty(), folder));
                try (Program program = Program.start(backend, "127.0.0.1", 0)) {
                    DemonstrationShop.create(backend.shops());
                    rehearse("http://127.0.0.1:" + program.port());
                }
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static void rehearse(String url) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            post(
                    client,
                    url + "/items/create_item",
                    "{\"items\":[{\"sku\":\"ENSAYO\",\"title\":\"Ensayo\",\"list_price\":1}]}");
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : List.of("/health/ready", "/items/get_stock?sku=ENSAYO", "/nothing")) {
                    client.send(request(url + path).build(), BodyHandlers.discarding());
                }
            }
        }
    }

    private static void post(HttpClient client, String url, String json) throws IOException, InterruptedException {
        client.send(
                request(url)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", DemonstrationShop.TOKEN)
                .header("User", DemonstrationShop.USER);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
