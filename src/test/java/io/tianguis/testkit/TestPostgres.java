package io.tianguis.testkit;

import io.tianguis.platform.postgres.EmbeddedPostgres;
import io.tianguis.platform.postgres.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server of a test run: one per JVM, embedded, without durability and with room for 300 connections; or
 * the one whose URL is in the environment variable {@value #URL_VARIABLE}, whose user may create databases there. Each
 * caller gets databases of its own; they are gone when the JVM ends.
 *
 * <pre>{@code
 * PostgresAddress template = TestPostgres.database("migrated"); // migrate it once, and close all connections
 * PostgresAddress mine = TestPostgres.clone("migrated");
 * }</pre>
 */
public final class TestPostgres {

    /** Names the variable with the URL of an external server. */
    public static final String URL_VARIABLE = "TIANGUIS_TEST_DATABASE_URL";

    private static final Map<String, String> FULL_NAMES = new ConcurrentHashMap<>();
    private static final Queue<String> CREATED = new ConcurrentLinkedQueue<>();

    private TestPostgres() {}

    /** A new, empty database. Its real name begins with the given one, of at most 40 characters, and is unique. */
    public static PostgresAddress database(String name) {
        return create(name, "template0");
    }

    /**
     * A new copy of a database that nobody is connected to.
     *
     * @param templateName the name that {@link #database} was called with last, or a database's real name
     */
    public static PostgresAddress clone(String templateName) {
        String template = FULL_NAMES.getOrDefault(templateName, templateName);
        return create(null, template);
    }

    /**
     * Removes a database before the JVM ends. Its sessions are waited for, which also asks the server's own workers to go;
     * one that a test left open is ended.
     */
    public static void drop(PostgresAddress address) {
        String drop = "DROP DATABASE IF EXISTS " + quote(address.database());
        try {
            execute(List.of(drop));
        } catch (IllegalStateException sessionsAreOpen) {
            execute(List.of(drop + " WITH (FORCE)"));
        }
        CREATED.remove(address.database());
    }

    /** Whether the server is named by the environment, so that a test must not kill or reconfigure it. */
    public static boolean isExternal() {
        return Server.EMBEDDED == null;
    }

    private static PostgresAddress create(@Nullable String name, String template) {
        String prefix = name == null ? template : name;
        String fullName = prefix.substring(0, Math.min(prefix.length(), 40)) + "_"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        // Copying files beats writing a small database through the log.
        execute(List.of(
                "CREATE DATABASE %s TEMPLATE %s STRATEGY FILE_COPY".formatted(quote(fullName), quote(template))));
        CREATED.add(fullName);
        if (name != null) {
            FULL_NAMES.put(name, fullName);
        }
        return Server.ADDRESS.withDatabase(fullName);
    }

    private static void execute(List<String> statements) {
        PostgresAddress address = Server.ADDRESS;
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(statements + " on " + address, failure);
        }
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Started when first needed. */
    private static final class Server {

        static final @Nullable EmbeddedPostgres EMBEDDED;
        static final PostgresAddress ADDRESS;

        static {
            String url = System.getenv(URL_VARIABLE);
            if (url != null && !url.isBlank()) {
                EMBEDDED = null;
                ADDRESS = PostgresAddress.parse(url);
                Runtime.getRuntime().addShutdownHook(new Thread(Server::dropDatabases));
            } else {
                Path folder = createFolder();
                EMBEDDED = EmbeddedPostgres.start(EmbeddedPostgres.Options.forTests(folder.resolve("data")));
                ADDRESS = EMBEDDED.address();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    EMBEDDED.close();
                    deleteTree(folder);
                }));
            }
        }

        /** A session that a test left open must not keep its database alive. */
        private static void dropDatabases() {
            execute(CREATED.stream()
                    .map(name -> "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(quote(name)))
                    .toList());
        }

        /** Every user may pass through: the server of a test run by root is not root's. */
        private static Path createFolder() {
            try {
                return Files.createTempDirectory(
                        "tianguis-test-",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void deleteTree(Path folder) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
