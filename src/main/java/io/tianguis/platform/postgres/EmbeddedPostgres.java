package io.tianguis.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of this program's own, in a data folder that it holds exclusively. It listens on 127.0.0.1 only,
 * on a port and with a random password that stay the same between starts, so that connection pools recover.
 *
 * <p>It lives as long as this object: {@link #close} stops it; when this process is killed, it stops by itself within
 * seconds (on Linux with setpriv; elsewhere the next start stops it). When the server is killed, it is started again and
 * recovers what was committed.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** Below the ports that systems give to outgoing connections, which would take the server's while it restarts. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 32_000;
    private static final int PORT_ATTEMPTS = 20;
    private static final int RESTART_ATTEMPTS = 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration STABLE_LIFETIME = Duration.ofMinutes(1);

    private final DataFolder folder;
    private final DataFolderLock lock;
    private final ClusterFolder cluster;
    private final PostgresLog log;
    private final int port;
    private final PostgresAddress address;
    private final Thread keeper;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile PostgresProcess process;

    /** What a commit survives. */
    public enum Durability {
        /** A crash of the server, of the machine, and a loss of power. */
        FULL,
        /** Only a crash of the server. For tests. */
        NONE
    }

    /**
     * How the server runs.
     *
     * @param dataFolder created if absent; everything is kept in it
     * @param maxConnections 1 to 10,000
     * @param sharedBuffersMebibytes PostgreSQL's own cache, 1 to 65,536 MiB
     * @param statementStatistics whether pg_stat_statements counts what statements cost
     */
    public record Options(
            Path dataFolder,
            Durability durability,
            int maxConnections,
            int sharedBuffersMebibytes,
            boolean statementStatistics) {

        public Options {
            if (maxConnections < 1 || maxConnections > 10_000) {
                throw new IllegalArgumentException("maxConnections is 1 to 10000, not " + maxConnections);
            }
            if (sharedBuffersMebibytes < 1 || sharedBuffersMebibytes > 65_536) {
                throw new IllegalArgumentException(
                        "sharedBuffersMebibytes is 1 to 65536, not " + sharedBuffersMebibytes);
            }
        }

        /** Safe against everything, sized for a small machine. */
        public static Options forServer(Path dataFolder) {
            return new Options(dataFolder, Durability.FULL, 100, 128, false);
        }

        /** Fast, with room for the pools of many tests. */
        public static Options forTests(Path dataFolder) {
            return new Options(dataFolder, Durability.NONE, 300, 128, false);
        }

        public Options withStatementStatistics() {
            return new Options(dataFolder, durability, maxConnections, sharedBuffersMebibytes, true);
        }
    }

    private EmbeddedPostgres(DataFolder folder, DataFolderLock lock, ClusterFolder cluster)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.lock = lock;
        this.cluster = cluster;
        this.log = new PostgresLog(folder.logFile());
        this.port = startOnSomePort();
        this.address = addressAt(folder, port);
        this.keeper = Thread.ofPlatform().daemon().name("postgres-keeper").start(this::keepRunning);
    }

    /**
     * Starts the server and returns when it accepts connections. The first start in a folder unpacks the binaries and
     * creates the cluster (seconds), later ones take a quarter of a second, and more after a crash.
     *
     * @throws DataFolderInUse when another process, or this one, serves from the folder already
     * @throws PostgresStartFailed with a sentence for the operator
     */
    public static EmbeddedPostgres start(Options options) {
        try {
            DataFolder folder = DataFolder.create(options.dataFolder());
            DataFolderLock lock = DataFolderLock.acquire(folder);
            try {
                Leftovers.clear(folder);
                Path binaries = BinaryArchive.unpackOnce(folder);
                Privileges privileges = Privileges.choose(binaries.resolve("bin/postgres"));
                ClusterFolder cluster = new ClusterFolder(folder, binaries, privileges, options);
                cluster.prepare();
                return new EmbeddedPostgres(folder, lock, cluster);
            } catch (IOException | InterruptedException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (UncheckedIOException failure) {
            throw unusable(options, failure.getCause());
        } catch (IOException failure) {
            throw unusable(options, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PostgresStartFailed("the start of PostgreSQL was interrupted", interrupted);
        }
    }

    /**
     * The address of the server that a process, this or another, runs from the folder right now: for a command that
     * works beside it. Empty when none does.
     *
     * @throws UncheckedIOException when this user may not read the folder
     */
    public static Optional<PostgresAddress> running(Path dataFolder) {
        if (Files.notExists(dataFolder)) {
            return Optional.empty();
        }
        try {
            DataFolder folder = new DataFolder(dataFolder.toRealPath());
            Optional<PostmasterStatus> status = Leftovers.servingNow(folder);
            return status.isEmpty()
                    ? Optional.empty()
                    : Optional.of(addressAt(folder, status.get().port()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the data folder " + dataFolder, failure);
        }
    }

    /** The address of the database {@code tianguis}, which its user owns; the user may create further databases. */
    public PostgresAddress address() {
        return address;
    }

    /** The server's process number now; it changes when the server was killed and started again. */
    public long pid() {
        return process.pid();
    }

    /** Tells those who find the folder in use who uses it, such as by the program's URL; at most 1,000 characters. */
    public void announce(String text) {
        try {
            lock.announce(text);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + folder.lockFile(), failure);
        }
    }

    /** Ends all sessions, stops the server cleanly, waits for its end and gives the folder free. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        keeper.interrupt();
        boolean wasInterrupted = false;
        while (keeper.isAlive()) {
            try {
                keeper.join();
            } catch (InterruptedException interrupted) {
                wasInterrupted = true;
            }
        }
        try {
            process.stop();
        } finally {
            releaseLock();
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The JDK's messages of these faults are bare paths. */
    private static PostgresStartFailed unusable(Options options, IOException failure) {
        String reason =
                switch (failure) {
                    case AccessDeniedException denied -> "this user has no access to " + denied.getFile();
                    case FileAlreadyExistsException existing -> existing.getFile() + " is in the way";
                    case NoSuchFileException missing -> missing.getFile() + " is missing";
                    default -> String.valueOf(failure.getMessage());
                };
        return new PostgresStartFailed("cannot use " + options.dataFolder() + " as data folder: " + reason, failure);
    }

    private void releaseLock() {
        try {
            lock.close();
        } catch (IOException failure) {
            LOG.warn("Cannot close {}", folder.lockFile(), failure);
        }
    }

    private int startOnSomePort() throws IOException, InterruptedException {
        OptionalInt last = folder.lastPort();
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            int candidate = attempt == 0 && last.isPresent()
                    ? last.getAsInt()
                    : new SecureRandom().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (!isFree(candidate)) {
                continue;
            }
            try {
                process = startProcess(candidate);
            } catch (PostgresProcess.PortTaken lostRace) {
                continue;
            }
            if (last.isEmpty() || last.getAsInt() != candidate) {
                folder.rememberPort(candidate);
            }
            return candidate;
        }
        throw new PostgresStartFailed("found no free port between " + LOWEST_PORT + " and " + HIGHEST_PORT);
    }

    private PostgresProcess startProcess(int onPort)
            throws IOException, InterruptedException, PostgresProcess.PortTaken {
        return PostgresProcess.start(folder, cluster.serverCommand(onPort), onPort, log);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private void keepRunning() {
        try {
            int attempt = 0;
            PostgresProcess counted = process;
            while (attempt < RESTART_ATTEMPTS) {
                int exitCode = process.awaitExit();
                boolean wasStable = process != counted && process.lifetime().compareTo(STABLE_LIFETIME) > 0;
                attempt = wasStable ? 1 : attempt + 1;
                counted = process;
                LOG.error(
                        "PostgreSQL (process {}) ended by itself with exit code {}; start {} of at most {} follows",
                        process.pid(),
                        exitCode,
                        attempt,
                        RESTART_ATTEMPTS);
                Thread.sleep(pauseBefore(attempt));
                restart();
            }
            LOG.error("PostgreSQL keeps ending; it is not started again, see {}", folder.logFile());
        } catch (InterruptedException closing) {
            LOG.debug("PostgreSQL is being closed");
        }
    }

    /** A failure leaves the ended process in place, so that the next round finds it ended and tries again. */
    private void restart() throws InterruptedException {
        try {
            Leftovers.clear(folder);
            process = startProcess(port);
            LOG.info("PostgreSQL runs again as process {}", process.pid());
        } catch (PostgresProcess.PortTaken taken) {
            LOG.error("Port {} was taken while PostgreSQL was down", port);
        } catch (IOException | RuntimeException failure) {
            if (isClosed.get()) {
                throw new InterruptedException();
            }
            LOG.error("PostgreSQL could not be started again", failure);
        }
    }

    private static Duration pauseBefore(int attempt) {
        Duration pause =
                FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 20)).minus(FIRST_PAUSE);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static PostgresAddress addressAt(DataFolder folder, int port) throws IOException {
        return new PostgresAddress(
                List.of(new PostgresAddress.Host("127.0.0.1", port)),
                ClusterFolder.DATABASE,
                ClusterFolder.USER,
                folder.password(),
                Map.of());
    }
}
