package io.tianguis.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.Eventually;
import io.tianguis.testkit.Seller;
import io.tianguis.testkit.Seller.Line;
import io.tianguis.testkit.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed while integrations write. What was acknowledged is there once afterwards, and what was not may be sent
 * again under its key without being taken twice.
 */
class KillTest {

    private static final int WRITERS = 8;
    private static final int ACKNOWLEDGED_FIRST = 60;
    private static final String SKU = "RESISTE-1";

    @TempDir
    private Path folder;

    private Path data = Path.of("");
    private @Nullable ServerProcess running;
    private @Nullable Seller connected;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    @BeforeEach
    void serve() throws IOException {
        data = folder.resolve("data");
        running = ServerProcess.onFolder(data);
        connected = connect();
        assertThat(seller().createItem(SKU, "Resistente", "10", Map.of()).statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        seller().close();
        server().close();
    }

    private ServerProcess server() {
        return Objects.requireNonNull(running);
    }

    private Seller seller() {
        return Objects.requireNonNull(connected);
    }

    @Test
    void aKilledServerLosesNothingThatItAcknowledged() throws Exception {
        whileWriting(() -> server().kill());
        restart();
        everythingIsThereOnce();
    }

    @Test
    void aKilledDatabaseIsStartedAgainUnderTheServerAndLosesNothing() throws Exception {
        whileWriting(this::killPostgres);
        Eventually.await("the database serves again", this::serves);
        everythingIsThereOnce();
    }

    @Test
    void bothKilledAtOnceLoseNothing() throws Exception {
        whileWriting(() -> {
            killPostgres();
            server().kill();
        });
        restart();
        everythingIsThereOnce();
    }

    private boolean serves() {
        try {
            return seller().getStock(SKU).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void whileWriting(Runnable kill) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.submit(() -> {
                    while (!stop.get()) {
                        write("N" + numbers.incrementAndGet());
                    }
                });
            }
            Eventually.await("enough is acknowledged", () -> acknowledged.size() >= ACKNOWLEDGED_FIRST);
            kill.run();
            Eventually.await("a writer notices the kill", () -> !unknown.isEmpty());
            stop.set(true);
        }
    }

    private void write(String sku) {
        try {
            HttpResponse<String> answer =
                    seller().createItem(sku, "Artículo " + sku, "10", Map.of("Idempotency-Key", sku));
            (answer.statusCode() == 200 ? acknowledged : unknown).add(sku);
        } catch (IOException brokenOff) {
            unknown.add(sku);
        }
    }

    private void everythingIsThereOnce() throws IOException {
        List<String> items = new ArrayList<>();
        for (String sku : acknowledged) {
            HttpResponse<String> stock = seller().getStock(sku);
            assertThat(stock.statusCode()).as("acknowledged " + sku).isEqualTo(200);
            items.add(stock.body());
            HttpResponse<String> again =
                    seller().createItem(sku, "Artículo " + sku, "10", Map.of("Idempotency-Key", sku));
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        }
        assertThat(items).doesNotHaveDuplicates();
        for (String sku : unknown) {
            HttpResponse<String> again =
                    seller().createItem(sku, "Artículo " + sku, "10", Map.of("Idempotency-Key", sku));
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        }
        HttpResponse<String> order = seller().order("despues", List.of(new Line(SKU, 1)), Map.of());
        assertThat(order.statusCode()).as(order.body()).isEqualTo(407);
    }

    private void restart() throws IOException {
        seller().close();
        running = ServerProcess.onFolder(data);
        connected = connect();
    }

    private Seller connect() throws IOException {
        Map<String, String> credentials = new HashMap<>();
        for (String line : Files.readAllLines(data.resolve("demonstration.env"))) {
            if (line.indexOf('=') > 0 && !line.startsWith("#")) {
                credentials.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }
        return new Seller(
                server().url(),
                credentials.getOrDefault("MARKETFUL_AUTHORIZATION", ""),
                credentials.getOrDefault("MARKETFUL_USER", ""),
                credentials.getOrDefault("MERCATELY_API_KEY", ""));
    }

    /** The embedded server's own process, by the file that it keeps. */
    private void killPostgres() {
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("cluster").resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
