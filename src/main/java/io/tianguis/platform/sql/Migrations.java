package io.tianguis.platform.sql;

import io.agroal.api.AgroalDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema forward, never back. The files are {@code db/migration/NNNN_<capability>_<what>.sql}; what runs is
 * Flyway's business. A database that has the newest file's version already is left alone after one look, because
 * loading Flyway costs more than the rest of a start.
 */
public final class Migrations {

    private static final String INDEX = "db/migration/index.txt";

    private Migrations() {}

    /** Applies what is missing. Several processes may call it at once; one works and the others wait. */
    public static void apply(AgroalDataSource pool) {
        if (!isCurrent(new Database(pool))) {
            flyway(pool).migrate();
        }
    }

    /** Whether the newest migration of this program has been applied; also a proof that the database answers. */
    public static boolean isCurrent(Database database) {
        record Table(boolean present) {}
        record Applied(boolean present) {}
        if (!database.get(Table.class, "SELECT to_regclass('flyway_schema_history') IS NOT NULL AS present")
                .present()) {
            return false;
        }
        return database.get(Applied.class, """
                        SELECT EXISTS (SELECT FROM flyway_schema_history WHERE success AND version = ?) AS present
                        """, newest()).present();
    }

    private static Flyway flyway(AgroalDataSource pool) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/migration")
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .validateMigrationNaming(false)
                .loggers("slf4j")
                .load();
    }

    private static String newest() {
        String file = files().getLast();
        return file.substring(0, file.indexOf('_'));
    }

    /** The names of the migration files, oldest first; a class path cannot be listed, so the build keeps an index. */
    static List<String> files() {
        try (var index = Migrations.class.getClassLoader().getResourceAsStream(INDEX)) {
            if (index == null) {
                throw new IllegalStateException(INDEX + " is not on the class path");
            }
            return new BufferedReader(new InputStreamReader(index, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
