package io.tianguis.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster: made whole or not at all, and configured anew at each start. The program's role owns its database but is
 * no superuser, as it would be on a managed server; the superuser has no password and cannot log in.
 */
final class ClusterFolder {

    static final String DATABASE = "tianguis";
    static final String USER = "tianguis";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFolder.class);
    private static final Duration PROGRAM_LIMIT = Duration.ofMinutes(5);

    private final DataFolder folder;
    private final Path binaries;
    private final Privileges privileges;
    private final EmbeddedPostgres.Options options;

    ClusterFolder(DataFolder folder, Path binaries, Privileges privileges, EmbeddedPostgres.Options options) {
        this.folder = folder;
        this.binaries = binaries;
        this.privileges = privileges;
        this.options = options;
    }

    /** Creates the cluster at the first start, takes it over at later ones, and writes the settings. */
    void prepare() throws IOException, InterruptedException {
        DataFolder.write(folder.configurationFile(), configuration(), "rw-r--r--");
        DataFolder.write(folder.accessFile(), access(), "rw-r--r--");
        if (Files.notExists(folder.cluster())) {
            create();
        } else {
            requireSameMajorVersion();
            privileges.own(folder.cluster());
            if (Files.notExists(folder.passwordFile())) {
                LOG.warn("{} is missing; giving the database user a new password", folder.passwordFile());
                String statement = "ALTER ROLE " + USER + " PASSWORD '" + folder.createPassword() + "'";
                administer(folder.cluster(), "postgres", statement);
            }
        }
        if (options.statementStatistics()) {
            administer(folder.cluster(), DATABASE, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        }
    }

    /** The command that runs the server; what keeps it private is said here, where no settings file can undo it. */
    List<String> serverCommand(int port) {
        List<String> command = postgres(folder.cluster());
        command.addAll(List.of("-p", Integer.toString(port)));
        command.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        return privileges.command(command);
    }

    private void create() throws IOException, InterruptedException {
        Path unfinished = folder.unfinishedCluster();
        LOG.info("Creating a PostgreSQL cluster in {}", folder.cluster());
        DataFolder.deleteTree(unfinished);
        Files.createDirectory(unfinished);
        DataFolder.permit(unfinished, "rwx------");
        privileges.own(unfinished);
        initdb(
                unfinished,
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions",
                "--no-sync");
        administer(
                unfinished,
                "postgres",
                "CREATE ROLE " + USER + " LOGIN CREATEDB PASSWORD '" + folder.createPassword() + "'",
                "GRANT pg_monitor, pg_checkpoint TO " + USER,
                "CREATE DATABASE " + DATABASE + " OWNER " + USER);
        if (options.durability() == EmbeddedPostgres.Durability.FULL) {
            initdb(unfinished, "--sync-only");
        }
        Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void initdb(Path cluster, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(binaries.resolve("bin/initdb").toString(), "-D", cluster.toString()));
        command.addAll(List.of(arguments));
        Commands.Result result = Commands.run(privileges.command(command), "", PROGRAM_LIMIT);
        if (!result.succeeded()) {
            throw new PostgresStartFailed("cannot create a PostgreSQL cluster in " + folder.root() + ": "
                    + result.output().replaceAll("\\R+", " | "));
        }
    }

    /** Runs statements, one a line, as superuser and without a server. */
    private void administer(Path cluster, String database, String... statements)
            throws IOException, InterruptedException {
        List<String> command = postgres(cluster);
        command.add(1, "--single");
        command.addAll(List.of("-c", "exit_on_error=on", database));
        Commands.Result result =
                Commands.run(privileges.command(command), String.join("\n", statements) + "\n", PROGRAM_LIMIT);
        if (!result.succeeded()) {
            throw new PostgresStartFailed("cannot prepare the PostgreSQL cluster in " + folder.root() + " (exit code "
                    + result.exitCode() + "): " + fatalLines(result.output()));
        }
    }

    /** Not the lines that repeat the statements, since one of them sets the password. */
    private static String fatalLines(String output) {
        return output.lines()
                .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                .limit(10)
                .collect(Collectors.joining(" | "));
    }

    private List<String> postgres(Path cluster) {
        return new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                cluster.toString(),
                "-c",
                "config_file=" + folder.configurationFile(),
                "-c",
                "hba_file=" + folder.accessFile()));
    }

    private void requireSameMajorVersion() throws IOException {
        String written =
                Files.readString(folder.cluster().resolve("PG_VERSION")).strip();
        String ours = BinaryArchive.version().split("\\.", 2)[0];
        if (!written.equals(ours)) {
            throw new PostgresStartFailed(folder.cluster() + " was written by PostgreSQL " + written
                    + " and this program brings PostgreSQL " + ours
                    + ": start it with the earlier program, or move the data over with pg_dump or pg_upgrade");
        }
    }

    private static String access() {
        return "host all " + USER + " 127.0.0.1/32 scram-sha-256\n";
    }

    /**
     * For a machine of two cores that PostgreSQL shares with the program, on a solid-state disk. Errors of statements
     * are not logged: they are answered to the program, which logs the unexpected ones, and many are refusals by design. The file
     * included first is initdb's, with what it found out about the machine, such as its kind of shared memory.
     */
    private String configuration() {
        String durability =
                switch (options.durability()) {
                    case FULL -> "";
                    case NONE -> """
                        fsync = off
                        synchronous_commit = off
                        full_page_writes = off
                        """;
                };
        String preload = options.statementStatistics() ? "shared_preload_libraries = 'pg_stat_statements'\n" : "";
        return """
                # Written at every start. Settings in postgres.local.conf, beside this file, win over these.
                include_if_exists = 'cluster/postgresql.conf'
                max_connections = %d
                shared_buffers = %dMB
                effective_cache_size = %dMB
                max_wal_size = 2GB
                min_wal_size = 128MB
                checkpoint_timeout = 10min
                random_page_cost = 1.1
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_min_messages = log
                log_line_prefix = '%%m [%%p] '
                %s%sinclude_if_exists = 'postgres.local.conf'
                """.formatted(
                        options.maxConnections(),
                        options.sharedBuffersMebibytes(),
                        4 * options.sharedBuffersMebibytes(),
                        durability,
                        preload);
    }
}
