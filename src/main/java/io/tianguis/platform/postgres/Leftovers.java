package io.tianguis.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed owner left running or lying. A server that outlived it (where no signal tells it of that) is stopped,
 * since it may be of another version or have other settings; sessions that outlived their server are ended, since they
 * would keep a new one from starting; a {@code postmaster.pid} of nobody is deleted, since PostgreSQL takes it for a
 * running server when another process got the same number. Only the holder of the folder's lock may do this.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(60);
    private static final Duration SESSION_END_LIMIT = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(10);

    private Leftovers() {}

    static void clear(DataFolder folder) throws IOException, InterruptedException {
        if (Files.notExists(PostmasterStatus.file(folder.cluster()))) {
            return;
        }
        List<ProcessHandle> ours = running(folder);
        Optional<PostmasterStatus> status = PostmasterStatus.read(folder.cluster());
        Optional<ProcessHandle> server = ours.stream()
                .filter(process -> status.filter(s -> s.pid() == process.pid()).isPresent())
                .findFirst();
        server.ifPresent(process -> {
            LOG.info("Stopping PostgreSQL (process {}) that outlived its owner", process.pid());
            Commands.signal(process.pid(), "INT");
        });
        if (!end(ours, server.isPresent() ? SHUTDOWN_LIMIT : SESSION_END_LIMIT)) {
            List<ProcessHandle> stubborn = running(folder);
            LOG.warn("Killing processes of PostgreSQL that did not end: {}", stubborn);
            stubborn.forEach(ProcessHandle::destroyForcibly);
            end(stubborn, SESSION_END_LIMIT);
        }
        Files.deleteIfExists(PostmasterStatus.file(folder.cluster()));
    }

    /** The server that serves from the folder now, whoever owns it. */
    static Optional<PostmasterStatus> servingNow(DataFolder folder) throws IOException {
        return PostmasterStatus.read(folder.cluster())
                .filter(PostmasterStatus::isReady)
                .filter(status -> ProcessHandle.of(status.pid())
                        .filter(folder::runsFromHere)
                        .isPresent());
    }

    private static List<ProcessHandle> running(DataFolder folder) {
        return ProcessHandle.allProcesses().filter(folder::runsFromHere).toList();
    }

    /** Polled, because {@link ProcessHandle#onExit} notices the end of another's child only after seconds. */
    private static boolean end(List<ProcessHandle> processes, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }
}
