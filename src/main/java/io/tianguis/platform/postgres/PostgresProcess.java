package io.tianguis.platform.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of the server, from the fork to its end. */
final class PostgresProcess {

    /** Crash recovery replays what was written since the last checkpoint, minutes on a slow disk. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(10);

    private static final Duration FAST_SHUTDOWN_LIMIT = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE_SHUTDOWN_LIMIT = Duration.ofSeconds(10);

    /** What the server said last is there when it ends; a process that it left behind could hold its output open. */
    private static final Duration LOG_LIMIT = Duration.ofSeconds(1);

    private static final long POLL_MILLISECONDS = 5;
    private static final String PORT_TAKEN = "could not create any TCP/IP sockets";

    private final Process process;
    private final CompletableFuture<Void> logged;
    private final CompletableFuture<Duration> lifetime;

    private PostgresProcess(Process process, CompletableFuture<Void> logged) {
        long startedAtNanoseconds = System.nanoTime();
        this.process = process;
        this.logged = logged;
        this.lifetime = process.onExit().thenApply(ended -> Duration.ofNanos(System.nanoTime() - startedAtNanoseconds));
    }

    /** What starting again on another port may cure. */
    static final class PortTaken extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Returns when the server accepts connections.
     *
     * @throws PortTaken when another process listens on the port
     * @throws PostgresStartFailed when the server ended, with what it said last
     */
    static PostgresProcess start(DataFolder folder, List<String> command, int port, PostgresLog log)
            throws IOException, InterruptedException, PortTaken {
        Process process = Commands.start(command);
        process.getOutputStream().close();
        PostgresProcess started = new PostgresProcess(process, log.follow(process.getInputStream()));
        try {
            if (started.becomesReady(folder)) {
                return started;
            }
            ends(started.logged, LOG_LIMIT);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            started.stop();
            throw failure;
        }
        if (log.recentLines().contains(PORT_TAKEN)) {
            throw new PortTaken();
        }
        throw new PostgresStartFailed("PostgreSQL did not start on port " + port + " (exit code " + process.exitValue()
                + "), see " + folder.logFile() + ": " + log.recentLines());
    }

    long pid() {
        return process.pid();
    }

    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /** How long the process ran; returns when it has ended. */
    Duration lifetime() {
        return lifetime.join();
    }

    /**
     * Ends open transactions, writes a checkpoint, and returns when the process is gone and its log is written. An interrupt
     * does not shorten it.
     */
    void stop() {
        if (process.isAlive()) {
            end();
        }
        ends(logged, LOG_LIMIT);
    }

    private void end() {
        Commands.signal(process.pid(), "INT");
        if (!ends(process.onExit(), FAST_SHUTDOWN_LIMIT)) {
            Commands.signal(process.pid(), "QUIT");
            if (!ends(process.onExit(), IMMEDIATE_SHUTDOWN_LIMIT)) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }
    }

    private boolean becomesReady(DataFolder folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_LIMIT.toNanos();
        while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            Optional<PostmasterStatus> status = PostmasterStatus.read(folder.cluster());
            if (status.filter(s -> s.pid() == process.pid() && s.isReady()).isPresent()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                throw new PostgresStartFailed("PostgreSQL was not ready within " + READY_LIMIT.toMinutes()
                        + " minutes, see " + folder.logFile());
            }
        }
        return false;
    }

    /** Joined, so that an interrupt waits. */
    private static boolean ends(CompletableFuture<?> exit, Duration limit) {
        return exit.thenApply(ended -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
