package io.tianguis.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tianguis.platform.postgres.EmbeddedPostgres.Options;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EmbeddedPostgresTest {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresTest.class);

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Folders.prepared("password")))) {
            PostgresAddress right = postgres.address();
            PostgresAddress wrong =
                    new PostgresAddress(right.hosts(), right.database(), right.user(), "wrong", Map.of());
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.connect(wrong))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("28P01");
        }
    }

    @Test
    void theSuperuserCannotLogIn() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Folders.prepared("superuser")))) {
            PostgresAddress own = postgres.address();
            PostgresAddress superuser =
                    new PostgresAddress(own.hosts(), "postgres", "postgres", own.password(), Map.of());
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.connect(superuser))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("28000");
        }
    }

    @Test
    void onlyTheLoopbackInterfaceListens() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Folders.prepared("loopback")))) {
            int port = postgres.address().hosts().getFirst().port();
            assertThat(Sql.value(postgres.address(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Sql.value(postgres.address(), "SHOW unix_socket_directories"))
                    .isEmpty();
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                    .toList();
            for (InetAddress other : others) {
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(new InetSocketAddress(other, port), 2_000);
                    }
                });
            }
        }
    }

    @Test
    void theFirstStartCreatesTheDatabaseAndLaterOnesFindItAsItWas() throws Exception {
        Path folder = Folders.absent("first start");
        long begin = System.nanoTime();
        PostgresAddress first;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            LOG.info(
                    "First start: {} ms",
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            first = postgres.address();
            Sql.run(first, "CREATE TABLE kept (value text)", "INSERT INTO kept VALUES ('ñandú')");
            assertThat(Sql.value(first, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(Sql.value(first, "SHOW data_checksums")).isEqualTo("on");
            assertThat(Sql.value(first, "SHOW fsync")).isEqualTo("on");
            assertThat(Sql.value(first, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(Sql.value(first, "SHOW jit")).isEqualTo("off");
            assertThat(Sql.value(first, "SHOW max_connections")).isEqualTo("100");
            assertThat(Sql.value(
                            first,
                            "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'tianguis'"))
                    .isEqualTo("bC.UTF-8");
        }
        begin = System.nanoTime();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            LOG.info(
                    "Later start: {} ms",
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            assertThat(postgres.address()).isEqualTo(first);
            assertThat(Sql.value(first, "SELECT value FROM kept")).isEqualTo("ñandú");
        }
    }

    @Test
    void theUserOwnsItsDatabaseAndNoMore() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Folders.prepared("rights")))) {
            PostgresAddress address = postgres.address();
            Sql.run(address, "CREATE EXTENSION pg_trgm", "CREATE EXTENSION unaccent", "CHECKPOINT");
            Sql.run(address, "CREATE DATABASE another");
            assertThat(Sql.value(address.withDatabase("another"), "SELECT current_database()"))
                    .isEqualTo("another");
            assertThat(Sql.value(address, "SHOW is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void secretsAreReadableByTheirOwnerOnly() throws Exception {
        Path folder = Folders.prepared("secrets");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            for (String name : List.of("postgres.password", "postgres.log")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .isEqualTo("rw-------");
            }
            assertThat(Files.readString(folder.resolve("postgres.log")))
                    .doesNotContain(postgres.address().password());
            assertThat(postgres.address().password()).hasSize(32);
        }
    }

    @Test
    void aSecondStartInTheSameProcessIsRefusedAndNamesTheFirst() throws Exception {
        Path folder = Folders.prepared("second");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            long pid = ProcessHandle.current().pid();
            assertThatExceptionOfType(DataFolderInUse.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(Options.forServer(folder)))
                    .withMessage(folder + " is in use by process " + pid);
            postgres.announce("http://127.0.0.1:8080\n");
            assertThatExceptionOfType(DataFolderInUse.class)
                    .isThrownBy(() -> EmbeddedPostgres.start(Options.forServer(folder)))
                    .withMessage(folder + " is in use by process " + pid + " (http://127.0.0.1:8080)");
            assertThat(Sql.value(postgres.address(), "SELECT 1")).isEqualTo("1");
        }
        EmbeddedPostgres.start(Options.forServer(folder)).close();
    }

    @Test
    void theRunningServerIsFoundWhileItRuns() throws Exception {
        Path folder = Folders.prepared("running");
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
        assertThat(EmbeddedPostgres.running(Folders.absent("nowhere"))).isEmpty();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder));
        assertThat(EmbeddedPostgres.running(folder)).contains(postgres.address());
        postgres.close();
        postgres.close();
        assertThat(EmbeddedPostgres.running(folder)).isEmpty();
        assertThat(ProcessHandle.of(postgres.pid())).isEmpty();
    }

    @Test
    void aTakenPortIsReplacedByAFreeOne() throws Exception {
        Path folder = Folders.prepared("port");
        int port = Integer.parseInt(
                Files.readString(folder.resolve("postgres.port")).strip());
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            int other = postgres.address().hosts().getFirst().port();
            assertThat(other).isNotEqualTo(taken.getLocalPort()).isBetween(20_000, 32_000);
            assertThat(Sql.value(postgres.address(), "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aLostPasswordFileGetsANewPassword() throws Exception {
        Path folder = Folders.prepared("lost password");
        Files.delete(folder.resolve("postgres.password"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            assertThat(Sql.value(postgres.address(), "SELECT current_user")).isEqualTo("tianguis");
        }
    }

    @Test
    void anOperatorsSettingsWinOverOurs() throws Exception {
        Path folder = Folders.prepared("operator's settings");
        Files.writeString(folder.resolve("postgres.local.conf"), "work_mem = 9MB\nlisten_addresses = '*'\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            assertThat(Sql.value(postgres.address(), "SHOW work_mem")).isEqualTo("9MB");
            assertThat(Sql.value(postgres.address(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aFaultySettingIsNamedInTheRefusal() throws Exception {
        Path folder = Folders.prepared("faulty");
        Files.writeString(folder.resolve("postgres.local.conf"), "no_such_setting = 1\n");
        assertThatExceptionOfType(PostgresStartFailed.class)
                .isThrownBy(() -> EmbeddedPostgres.start(Options.forServer(folder)))
                .withMessageContaining("no_such_setting");
        Files.delete(folder.resolve("postgres.local.conf"));
        EmbeddedPostgres.start(Options.forServer(folder)).close();
    }

    @Test
    void aFaultAtTheFirstStartIsNamedAndLeavesNothingHalf() throws Exception {
        Path folder = Files.createDirectory(Folders.absent("faulty first"));
        DataFolder.permit(folder, "rwx--x--x");
        Files.writeString(folder.resolve("postgres.local.conf"), "no_such_setting = 1\n");
        assertThatExceptionOfType(PostgresStartFailed.class)
                .isThrownBy(() -> EmbeddedPostgres.start(Options.forTests(folder)))
                .withMessageContaining("FATAL")
                .withMessageNotContaining("PASSWORD");
        assertThat(folder.resolve("cluster")).doesNotExist();
        Files.delete(folder.resolve("postgres.local.conf"));
        EmbeddedPostgres.start(Options.forTests(folder)).close();
        assertThat(folder.resolve("cluster")).exists();
        assertThat(folder.resolve("cluster.partial")).doesNotExist();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamed() throws Exception {
        Path file = Files.createFile(Folders.absent("a file"));
        assertThatExceptionOfType(PostgresStartFailed.class)
                .isThrownBy(() -> EmbeddedPostgres.start(Options.forServer(file)))
                .withMessage("cannot use " + file + " as data folder: " + file + " is in the way");
    }

    @Test
    void aClusterOfAnotherMajorVersionIsRefused() throws Exception {
        Path folder = Folders.prepared("version");
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");
        assertThatExceptionOfType(PostgresStartFailed.class)
                .isThrownBy(() -> EmbeddedPostgres.start(Options.forServer(folder)))
                .withMessageContaining("was written by PostgreSQL 17 and this program brings PostgreSQL 18");
    }

    @Test
    void statementStatisticsAreCountedOnRequest() throws Exception {
        Options options = Options.forServer(Folders.prepared("statistics")).withStatementStatistics();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(options)) {
            assertThat(Sql.value(postgres.address(), "SELECT count(*) > 0 FROM pg_stat_statements"))
                    .isEqualTo("t");
        }
    }

    @Test
    void testsTradeDurabilityForSpeed() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forTests(Folders.prepared("durability")))) {
            assertThat(Sql.value(postgres.address(), "SHOW fsync")).isEqualTo("off");
            assertThat(Sql.value(postgres.address(), "SHOW synchronous_commit")).isEqualTo("off");
            assertThat(Sql.value(postgres.address(), "SHOW max_connections")).isEqualTo("300");
        }
    }

    @Test
    void rootsServerRunsAsAnUnprivilegedUser() throws Exception {
        assumeTrue(DataFolder.isRoot() && Files.exists(Path.of("/proc/self")), "needs root on Linux");
        Path folder = Folders.prepared("unprivileged");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(folder))) {
            assertThat(Files.getAttribute(Path.of("/proc/" + postgres.pid()), "unix:uid"))
                    .isNotEqualTo(0)
                    .isEqualTo(Files.getAttribute(folder.resolve("cluster"), "unix:uid"));
            assertThat(Files.getAttribute(folder.resolve("postgres.password"), "unix:uid"))
                    .isEqualTo(0);
        }
    }

    @Test
    void rootMayKeepItsDataWhereNobodyElseEnters() throws Exception {
        assumeTrue(DataFolder.isRoot() && Files.exists(Path.of("/proc/self")), "needs root on Linux");
        assumeTrue(
                Commands.tryToRun(List.of("unshare", "-U", "true"), Duration.ofSeconds(5))
                        .succeeded(),
                "needs user namespaces");
        Path closed = Files.createDirectory(Folders.absent("closed"));
        DataFolder.permit(closed, "rwx------");
        Path open = Folders.prepared("opened");
        PostgresAddress address;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(open))) {
            address = postgres.address();
            Sql.run(address, "CREATE TABLE kept AS SELECT 1 AS value");
        }
        Path moved = Files.move(open, closed.resolve("moved"));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(moved))) {
            assertThat(postgres.address()).isEqualTo(address);
            assertThat(Sql.value(address, "SELECT value FROM kept")).isEqualTo("1");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(Options.forServer(Files.move(moved, open)))) {
            assertThat(Sql.value(postgres.address(), "SELECT value FROM kept")).isEqualTo("1");
        }
    }
}
