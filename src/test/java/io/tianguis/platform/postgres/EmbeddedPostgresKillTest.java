package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tianguis.platform.postgres.EmbeddedPostgres.Options;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresKillTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void aKilledServerIsStartedAgainWithAllThatWasCommitted() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Folders.prepared("killed")))) {
            PostgresAddress address = postgres.address();
            Sql.run(address, "CREATE TABLE kept (value int)");
            for (int round = 1; round <= 2; round++) {
                Sql.run(address, "INSERT INTO kept SELECT generate_series(1, 1000)");
                long killed = postgres.pid();
                ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                Deadline.await("the server runs again", LIMIT, () -> postgres.pid() != killed);
                assertThat(Sql.value(address, "SELECT count(*) FROM kept")).isEqualTo(round + "000");
            }
        }
    }

    @Test
    void aSessionThatOutlivesItsKilledServerDoesNotKeepItDown() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Folders.prepared("busy")))) {
            PostgresAddress address = postgres.address();
            long killed = postgres.pid();
            Thread busy = Thread.ofVirtual().start(() -> {
                try {
                    Sql.value(address, "SELECT count(*) FROM generate_series(1, 1000000000000)");
                } catch (SQLException killedToo) {
                    // This is what the test is about.
                }
            });
            String active =
                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%1000000000000%' AND state = 'active'";
            Deadline.await(
                    "the session is busy",
                    LIMIT,
                    () -> Sql.value(address, active).equals("2"));
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            Deadline.await("the server runs again", LIMIT, () -> postgres.pid() != killed);
            assertThat(Sql.value(address, active)).isEqualTo("1");
            busy.join();
        }
    }

    @Test
    void aServerThatCannotStartAgainIsTriedUntilItCan() throws Exception {
        Path folder = Folders.prepared("hopeless");
        Path faulty = folder.resolve("postgres.local.conf");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            long killed = postgres.pid();
            Files.writeString(faulty, "no_such_setting = 1\n");
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            Deadline.await(
                    "a start failed",
                    LIMIT,
                    () -> Files.readString(folder.resolve("postgres.log")).contains("no_such_setting"));
            Files.delete(faulty);
            Deadline.await("the server runs again", LIMIT, () -> postgres.pid() != killed);
            assertThat(Sql.value(postgres.address(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerThatIsDownCanBeClosed() throws Exception {
        Path folder = Folders.prepared("closed while down");
        Path faulty = folder.resolve("postgres.local.conf");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder));
        Files.writeString(faulty, "no_such_setting = 1\n");
        ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
        Deadline.await(
                "a start failed",
                LIMIT,
                () -> Files.readString(folder.resolve("postgres.log")).contains("no_such_setting"));
        postgres.close();
        Files.delete(faulty);
        EmbeddedPostgres.start(Options.forServer(folder)).close();
    }

    @Test
    void aServerStoppedByAStrangerIsStartedAgain() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Folders.prepared("stopped")))) {
            long stopped = postgres.pid();
            Commands.signal(stopped, "INT");
            Deadline.await("the server runs again", LIMIT, () -> postgres.pid() != stopped);
            assertThat(Sql.value(postgres.address(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aKilledOwnerTakesItsServerWithItAndTheNextStartFindsAllThatWasCommitted() throws Exception {
        assumeTrue(
                Commands.tryToRun(List.of("setpriv", "--pdeathsig", "INT", "true"), LIMIT)
                        .succeeded(),
                "needs setpriv");
        Path folder = Folders.prepared("killed owner");
        try (Owner owner = Owner.start(folder)) {
            PostgresAddress address = EmbeddedPostgres.running(folder).orElseThrow();
            Sql.run(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000)");
            ProcessHandle server = owner.postgres();
            owner.kill();
            Deadline.await("the server ends", LIMIT, () -> !server.isAlive());
            assertThat(EmbeddedPostgres.running(folder)).isEmpty();
            assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
            assertKept(folder, address);
        }
    }

    @Test
    void aKilledOwnerTakesItsServerWithItFromAFolderThatOnlyRootMayEnter() throws Exception {
        assumeTrue(DataFolder.isRoot(), "needs root");
        assumeTrue(
                Commands.tryToRun(List.of("unshare", "-U", "setpriv", "--pdeathsig", "INT", "true"), LIMIT)
                        .succeeded(),
                "needs setpriv and user namespaces");
        Path closed = Files.createDirectory(Folders.absent("closed to others"));
        DataFolder.permit(closed, "rwx------");
        Path folder = Files.move(Folders.prepared("to be closed"), closed.resolve("data"));
        try (Owner owner = Owner.start(folder)) {
            ProcessHandle server = owner.postgres();
            owner.kill();
            Deadline.await("the server ends", LIMIT, () -> !server.isAlive());
        }
    }

    @Test
    void theNextStartWaitsForAServerThatIsStillEnding() throws Exception {
        Path folder = Folders.prepared("still ending");
        try (Owner owner = Owner.start(folder)) {
            PostgresAddress address = EmbeddedPostgres.running(folder).orElseThrow();
            Sql.run(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000)");
            owner.kill();
            assertKept(folder, address);
        }
    }

    @Test
    void afterOwnerAndServerWereKilledTheNextStartRecovers() throws Exception {
        Path folder = Folders.prepared("both killed");
        try (Owner owner = Owner.start(folder)) {
            PostgresAddress address = EmbeddedPostgres.running(folder).orElseThrow();
            Sql.run(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000)");
            ProcessHandle server = owner.postgres();
            server.destroyForcibly();
            owner.kill();
            assertKept(folder, address);
        }
    }

    @Test
    void aFileLeftByAKilledServerIsNotTakenForOneWhenItsNumberBelongsToAnother() throws Exception {
        Path folder = Folders.prepared("recycled number");
        Path file = folder.resolve("cluster/postmaster.pid");
        String status = ProcessHandle.current().pid() + "\n" + folder + "\n1\n20000\n\n127.0.0.1\n1 1\nready   \n";
        Files.writeString(file, status);
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            assertThat(Sql.value(postgres.address(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerThatOutlivedItsOwnerIsStoppedByTheNextStart() throws Exception {
        Path folder = Folders.prepared("outlived");
        Path tools = toolsWithout("setpriv");
        try (Owner owner = Owner.start(
                folder, List.of(), System.getProperty("java.class.path"), Map.of("PATH", tools.toString()))) {
            PostgresAddress address = EmbeddedPostgres.running(folder).orElseThrow();
            Sql.run(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000)");
            ProcessHandle server = owner.postgres();
            owner.kill();
            assertThat(Sql.value(address, "SELECT count(*) FROM kept")).isEqualTo("1000");
            assertKept(folder, address);
            assertThat(server.isAlive()).isFalse();
        }
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoOwnsTheFolder() throws Exception {
        Path folder = Folders.prepared("owned");
        try (Owner owner = Owner.start(folder)) {
            assertThatExceptionOfType(DataFolderInUse.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(Options.forServer(folder)))
                    .withMessage(folder + " is in use by process " + owner.pid() + " (" + Owner.TEXT + ")")
                    .satisfies(refusal -> assertThat(refusal.ownerPid()).isEqualTo(owner.pid()))
                    .satisfies(refusal -> assertThat(refusal.ownerText()).isEqualTo(Owner.TEXT));
            PostgresAddress address = EmbeddedPostgres.running(folder).orElseThrow();
            assertThat(Sql.value(address, "SELECT 1")).isEqualTo("1");
            assertThat(owner.finish()).isZero();
        }
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
    }

    @Test
    void anOrdinaryUserRunsItDirectly() throws Exception {
        assumeTrue(DataFolder.isRoot(), "the other tests run as an ordinary user already");
        List<String> nobody = List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups");
        List<String> probe = List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "true");
        assumeTrue(Commands.tryToRun(probe, LIMIT).succeeded(), "needs setpriv and the user nobody");
        Path home = Files.createDirectory(Folders.absent("nobody"));
        DataFolder.permit(home, "rwxrwxrwx");
        Path folder = home.resolve("data");
        String classPath = readableClassPath(Files.createDirectory(home.resolve("classes")));
        PostgresAddress address;
        try (Owner owner = Owner.start(folder, nobody, classPath, Map.of())) {
            address = EmbeddedPostgres.running(folder).orElseThrow();
            Sql.run(address, "CREATE TABLE kept AS SELECT generate_series(1, 1000)");
            ProcessHandle server = owner.postgres();
            owner.kill();
            Deadline.await("the server ends", LIMIT, () -> !server.isAlive());
        }
        try (Owner owner = Owner.start(folder, nobody, classPath, Map.of())) {
            assertThat(Sql.value(address, "SELECT count(*) FROM kept")).isEqualTo("1000");
            assertThat(Files.getAttribute(folder.resolve("cluster"), "unix:uid"))
                    .isEqualTo(Files.getAttribute(folder, "unix:uid"))
                    .isNotEqualTo(0);
            assertThat(owner.finish()).isZero();
        }
    }

    private static void assertKept(Path folder, PostgresAddress address) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            assertThat(postgres.address()).isEqualTo(address);
            assertThat(Sql.value(address, "SELECT count(*) FROM kept")).isEqualTo("1000");
        }
    }

    /** A folder of links to the few system tools that the launcher calls, but one. */
    private static Path toolsWithout(String missing) throws IOException {
        Path tools = Files.createDirectory(Folders.absent("tools without " + missing));
        for (String name : List.of("sh", "id", "unshare", "setsid", "setpriv")) {
            for (String folder : List.of("/usr/bin", "/bin")) {
                Path tool = Path.of(folder, name);
                if (!name.equals(missing) && Files.exists(tool) && Files.notExists(tools.resolve(name))) {
                    Files.createSymbolicLink(tools.resolve(name), tool);
                }
            }
        }
        return tools;
    }

    /** The class path of this process may lie in a folder that only root enters. */
    private static String readableClassPath(Path target) throws Exception {
        StringJoiner classPath = new StringJoiner(File.pathSeparator);
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        for (int index = 0; index < entries.length; index++) {
            Path entry = Path.of(entries[index]);
            if (Files.notExists(entry)) {
                continue;
            }
            Path copy = target.resolve(index + "-" + entry.getFileName());
            Commands.run(List.of("cp", "-r", entry.toString(), copy.toString()), "", LIMIT);
            classPath.add(copy.toString());
        }
        Commands.run(List.of("chmod", "-R", "a+rX", target.toString()), "", LIMIT);
        return classPath.toString();
    }
}
