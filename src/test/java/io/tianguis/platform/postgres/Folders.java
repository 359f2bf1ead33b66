package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Data folders of tests. What makes a first start slow is done once and then copied. */
final class Folders {

    private static final Path ROOT = createRoot();

    private Folders() {}

    /** A folder that does not exist yet, where every user may enter. */
    static Path absent(String name) {
        return ROOT.resolve(name);
    }

    /** A data folder with a cluster that was stopped cleanly. */
    static Path prepared(String name) throws IOException, InterruptedException {
        Path target = absent(name);
        Commands.Result copy = Commands.run(
                List.of("cp", "-a", Prepared.FOLDER.toString(), target.toString()), "", Duration.ofMinutes(1));
        assertThat(copy.output()).isEmpty();
        return target;
    }

    private static Path createRoot() {
        try {
            Path root = Files.createTempDirectory("tianguis-postgres-");
            DataFolder.permit(root, "rwx--x--x");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(root)));
            return root.toRealPath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void deleteTree(Path root) {
        try {
            DataFolder.deleteTree(root);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Prepared {

        static final Path FOLDER = absent("prepared");

        static {
            EmbeddedPostgres.start(EmbeddedPostgres.Options.forServer(FOLDER)).close();
        }
    }
}
