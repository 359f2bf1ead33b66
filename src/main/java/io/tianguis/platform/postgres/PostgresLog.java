package io.tianguis.platform.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL's own log, in {@code postgres.log} and, when that is full, {@code postgres.log.1}. PostgreSQL's collector
 * cannot bound the size of one file, so the output is read here. Statements may stand in it: only the owner may read it.
 */
final class PostgresLog {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLog.class);
    private static final int LARGEST_FILE_BYTES = 4 << 20;
    private static final int REMEMBERED_BYTES = 4_096;
    private static final int SHOWN_LINES = 6;

    private final Path file;
    private byte[] recent = new byte[0];

    PostgresLog(Path file) {
        this.file = file;
    }

    /** Writes the output of a process down; done when all of it is. */
    CompletableFuture<Void> follow(InputStream output) {
        synchronized (this) {
            recent = new byte[0];
        }
        return CompletableFuture.runAsync(
                () -> copy(output), Thread.ofPlatform().daemon().name("postgres-log")::start);
    }

    /** The last lines of the process that was followed last, on one line. */
    synchronized String recentLines() {
        String[] lines = new String(recent, StandardCharsets.UTF_8).strip().split("\\R");
        return Arrays.stream(lines)
                .skip(Math.max(0, lines.length - SHOWN_LINES))
                .collect(Collectors.joining(" | "));
    }

    private void copy(InputStream output) {
        byte[] buffer = new byte[8_192];
        boolean isWritable = true;
        try (output) {
            for (int length = output.read(buffer); length > 0; length = output.read(buffer)) {
                remember(buffer, length);
                isWritable = isWritable && append(buffer, length);
            }
        } catch (IOException processEnded) {
            LOG.trace("The log of PostgreSQL ended", processEnded);
        }
    }

    /** A log that cannot be written must not stop the server: its output is read on, and dropped. */
    private boolean append(byte[] buffer, int length) {
        try {
            if (Files.notExists(file)) {
                DataFolder.write(file, "", "rw-------");
            }
            if (Files.size(file) > LARGEST_FILE_BYTES) {
                Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                DataFolder.write(file, "", "rw-------");
            }
            try (OutputStream stream = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
                stream.write(buffer, 0, length);
            }
            return true;
        } catch (IOException failure) {
            LOG.warn("Cannot write {}; what PostgreSQL logs from here on is lost", file, failure);
            return false;
        }
    }

    private synchronized void remember(byte[] buffer, int length) {
        byte[] joined = Arrays.copyOf(recent, recent.length + length);
        System.arraycopy(buffer, 0, joined, recent.length, length);
        recent = Arrays.copyOfRange(joined, Math.max(0, joined.length - REMEMBERED_BYTES), joined.length);
    }
}
