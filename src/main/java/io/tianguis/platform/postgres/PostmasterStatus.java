package io.tianguis.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes about itself into {@code postmaster.pid}: line 1 its process number, line 4 its port,
 * line 8 its state. A killed server leaves the file behind.
 */
record PostmasterStatus(long pid, int port, boolean isReady) {

    /** Empty when there is no file, or when it is still being written. */
    static Optional<PostmasterStatus> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(cluster));
        } catch (NoSuchFileException stopped) {
            return Optional.empty();
        }
        if (lines.size() < 4
                || !lines.get(0).matches("[0-9]{1,18}")
                || !lines.get(3).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        boolean isReady = lines.size() > 7 && lines.get(7).strip().equals("ready");
        return Optional.of(new PostmasterStatus(Long.parseLong(lines.get(0)), Integer.parseInt(lines.get(3)), isReady));
    }

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
