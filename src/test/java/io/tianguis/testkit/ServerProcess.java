package io.tianguis.testkit;

import io.tianguis.App;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The program as an operating system process of its own, which a test may kill. */
public final class ServerProcess implements AutoCloseable {

    private static final String READY = "Tianguis is ready: ";

    private final Process process;
    private final String url;
    private final Path log;

    private ServerProcess(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** Serves an existing database. */
    public static ServerProcess onDatabase(TestDatabase database) {
        return start(List.of("--no-demo", "--database-url", database.address().url()));
    }

    /** Serves from a data folder with its own embedded PostgreSQL. */
    public static ServerProcess onFolder(Path data, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        arguments.addAll(List.of(options));
        return start(arguments);
    }

    private static ServerProcess start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx144m",
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "start",
                "--port",
                "0"));
        command.addAll(arguments);
        try {
            Path log = Files.createTempFile("tianguis-server", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().put("TIANGUIS_ACCESS_LOG", "off");
            Process process = builder.start();
            return new ServerProcess(process, awaitReady(process, log), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String awaitReady(Process process, Path log) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> drain(output));
                return line.substring(READY.length());
            }
        }
        throw new IllegalStateException("the server ended before it was ready:\n" + Files.readString(log));
    }

    private static void drain(BufferedReader output) {
        try {
            @Nullable String line = output.readLine();
            while (line != null) {
                line = output.readLine();
            }
        } catch (IOException ended) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return url;
    }

    /** What the process has written to its error stream. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@code kill -9} does, without any notice. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill -15} does; answers the exit code. */
    public int terminate() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the server did not end within 30 seconds:\n" + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
    }
}
