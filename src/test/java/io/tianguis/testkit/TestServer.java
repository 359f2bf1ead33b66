package io.tianguis.testkit;

import io.tianguis.Backend;
import io.tianguis.Program;
import io.tianguis.demonstration.DemonstrationLoader;
import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.demonstration.DrawnImages;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.outbound.Reach;
import io.tianguis.shops.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The whole program on a database of its own, in this process, with a clock and randomness that the test owns. */
public final class TestServer implements AutoCloseable {

    /** What links in answers begin with. */
    public static final PublicAddress PUBLIC = new PublicAddress("https://tianguis.example");

    private final TestDatabase database;
    private final MovableClock clock = new MovableClock();
    private final Randomness randomness = new SeededRandomness(2);
    private final Path images = temporary();
    private final Backend backend;
    private final Program program;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private TestServer(TestDatabase database, Reach webhookReach) {
        this.database = database;
        this.backend = Backend.on(
                database.pool(), clock, randomness, webhookReach, new ImageFolder(images), new DrawnImages());
        this.program = Program.start(backend, "127.0.0.1", 0, Optional.of(PUBLIC));
    }

    /** On an empty, migrated database. */
    public static TestServer start() {
        return new TestServer(TestDatabase.create(), Reach.PUBLIC);
    }

    /** On a database with the demonstration shop, as a new user finds it. */
    public static TestServer withDemonstration() {
        TestServer server = start();
        Shop shop =
                DemonstrationShop.create(server.backend.shops()).orElseThrow().shop();
        new DemonstrationLoader(
                        clock -> Backend.on(server.database.pool(), clock, server.randomness)
                                .doors(),
                        io.tianguis.platform.system.SeededRandomness::new,
                        server.randomness,
                        1)
                .furnish(shop, server.clock.now());
        return server;
    }

    /** On a copy of the {@link World}, which is made once; ids and keys are the same every time. */
    public static TestServer inWorld() {
        return inWorld(Reach.PUBLIC);
    }

    /** The same, with webhooks that may lead to this machine. */
    public static TestServer inWorld(Reach webhookReach) {
        return new TestServer(TestDatabase.ofWorld(), webhookReach);
    }

    public Backend backend() {
        return backend;
    }

    public MovableClock clock() {
        return clock;
    }

    public TestDatabase database() {
        return database;
    }

    /** Such as {@code http://127.0.0.1:31234}. */
    public String url() {
        return "http://127.0.0.1:" + program.port();
    }

    /** Sends a request without a body. */
    public HttpResponse<String> send(String method, String path, Map<String, String> headers) {
        return send(method, path, headers, "");
    }

    /** Sends a request; the body is left out when empty. */
    public HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        client.close();
        program.close();
        database.close();
        try (Stream<Path> files = Files.walk(images)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tianguis-images");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
