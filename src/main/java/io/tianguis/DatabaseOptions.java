package io.tianguis;

import io.agroal.api.AgroalDataSource;
import io.tianguis.platform.postgres.EmbeddedPostgres;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the database is: in a folder, run by ourselves, or at a URL. Shared by all commands. */
final class DatabaseOptions {

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "${env:TIANGUIS_DATA:-./data}",
            description = "Where everything is kept (default: $$TIANGUIS_DATA, else ./data).")
    Path data = Path.of("data");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:DATABASE_URL:-}",
            description = "A PostgreSQL 15 or later to use instead of the embedded one, as"
                    + " postgres://user:password@host:port/name (default: $$DATABASE_URL).")
    String databaseUrl = "";

    @Option(
            names = "--database-connections",
            paramLabel = "N",
            defaultValue = "${env:TIANGUIS_DATABASE_CONNECTIONS:-0}",
            description = "How many connections at the most; 0 for two a processor and one more, at least five"
                    + " (default: $$TIANGUIS_DATABASE_CONNECTIONS, else 0).")
    int connections;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * An open database, with the embedded server when this process runs it.
     *
     * @param data the folder of what is not in the database
     */
    record Opened(AgroalDataSource pool, Optional<EmbeddedPostgres> embedded, Path data) implements AutoCloseable {

        @Override
        public void close() {
            pool.close();
            embedded.ifPresent(EmbeddedPostgres::close);
        }
    }

    /** The external database, or the embedded one started for this process alone. */
    Opened own() {
        Optional<PostgresAddress> external = external();
        if (external.isPresent()) {
            return new Opened(pool(external.get()), Optional.empty(), data);
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(EmbeddedPostgres.Options.forServer(data));
        return new Opened(pool(embedded.address()), Optional.of(embedded), data);
    }

    /** The same, but beside the process that serves from the folder when there is one. */
    Opened shared() {
        Optional<PostgresAddress> running = external().isPresent() ? external() : EmbeddedPostgres.running(data);
        return running.map(address -> new Opened(pool(address), Optional.<EmbeddedPostgres>empty(), data))
                .orElseGet(this::own);
    }

    private Optional<PostgresAddress> external() {
        @Nullable String url = databaseUrl;
        if (url == null || url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PostgresAddress.parse(url));
        } catch (IllegalArgumentException unreadable) {
            throw new ParameterException(
                    spec.commandLine(), "--database-url cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private AgroalDataSource pool(PostgresAddress address) {
        return ConnectionPool.open(
                address.jdbcUrl(),
                address.user(),
                address.password(),
                connections == 0 ? ConnectionPool.usualSize() : connections);
    }
}
