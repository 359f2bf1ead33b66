package io.tianguis.platform.postgres;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes, all from one thread that lives as long as the JVM: Linux binds the signal that a child asked for
 * when its parent dies to the <em>thread</em> that forked it.
 */
final class Commands {

    private static final Executor FORKS = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("postgres-fork").factory());
    private static final int LONGEST_OUTPUT_BYTES = 1 << 16;
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** What a finished command said on both of its outputs, and how it ended. */
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Commands() {}

    /**
     * A command whose two outputs are one stream. It runs in the root folder, for the current one may be closed to its
     * user, and in an environment without the PG… variables that would redirect it.
     *
     * @throws IOException when there is no such program
     */
    static Process start(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", USUAL_PATH);
        environment.clear();
        environment.putAll(Map.of("PATH", path, "LC_ALL", "C", "TZ", "UTC"));
        try {
            // Joined, not awaited: an interrupt must not leave a process that nobody knows.
            return CompletableFuture.supplyAsync(() -> fork(builder), FORKS).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof UncheckedIOException unchecked) {
                throw unchecked.getCause();
            }
            throw failure;
        }
    }

    /** Runs a command to its end; one that takes longer than the limit is killed and has the exit code -1. */
    static Result run(List<String> command, String input, Duration limit) throws IOException, InterruptedException {
        Process process = start(command);
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> output.complete(readBounded(process.getInputStream())));
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedBeforeReading) {
                // The exit code and the output tell why.
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            return ended
                    ? new Result(process.exitValue(), output.join().strip())
                    : new Result(-1, "no answer within " + limit.toSeconds() + " s");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Like {@link #run}, but a program that does not exist is a failed command. */
    static Result tryToRun(List<String> command, Duration limit) throws InterruptedException {
        try {
            return run(command, "", limit);
        } catch (IOException missing) {
            return new Result(-1, command.getFirst() + " is not installed");
        }
    }

    /** Java can send only SIGTERM and SIGKILL; PostgreSQL tells its kinds of shutdown by further signals. */
    static void signal(long pid, String signal) {
        try {
            start(List.of("sh", "-c", "kill -" + signal + " " + pid)).onExit().join();
        } catch (IOException noShell) {
            throw new UncheckedIOException("cannot signal process " + pid, noShell);
        }
    }

    private static Process fork(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String readBounded(InputStream stream) {
        try (stream) {
            byte[] kept = stream.readNBytes(LONGEST_OUTPUT_BYTES);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException killed) {
            return "";
        }
    }
}
