package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final String INDEX = "db/migration/index.txt";

    @Test
    void theIndexListsEveryFileInOrder() throws Exception {
        URI index = Objects.requireNonNull(MigrationsTest.class.getClassLoader().getResource(INDEX))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(index).resolveSibling(""))) {
            assertThat(Migrations.files())
                    .isEqualTo(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("index.txt"))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void filesAreNumberedWithoutGapsAndNameACapabilityAndWhat() {
        List<String> files = Migrations.files();
        assertThat(files).allMatch(name -> name.matches("[0-9]{4}_[a-z]+_[a-z_]+\\.sql"));
        assertThat(files.stream().map(name -> Integer.valueOf(name.substring(0, 4))))
                .isEqualTo(IntStream.rangeClosed(1, files.size()).boxed().toList());
    }

    @Test
    void aDatabaseIsCurrentAfterTheMigrationsAndNotBefore() {
        try (TestDatabase empty = TestDatabase.empty()) {
            assertThat(Migrations.isCurrent(empty.database())).isFalse();

            Migrations.apply(empty.pool());

            assertThat(Migrations.isCurrent(empty.database())).isTrue();
        }
    }

    @Test
    void aDatabaseThatLacksTheNewestMigrationIsNotCurrent() {
        try (TestDatabase database = TestDatabase.create()) {
            database.database().update("""
                    DELETE FROM flyway_schema_history
                     WHERE installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)
                    """);

            assertThat(Migrations.isCurrent(database.database())).isFalse();
        }
    }

    @Test
    void applyingAgainChangesNothing() {
        try (TestDatabase database = TestDatabase.create()) {
            List<Applied> before = applied(database.database());

            Migrations.apply(database.pool());

            assertThat(applied(database.database())).isEqualTo(before);
        }
    }

    @Test
    void ofSeveralThatApplyAtOnceOneWorksAndAllFindTheSchemaReady() throws Exception {
        int processes = 3;
        CyclicBarrier together = new CyclicBarrier(processes);
        try (TestDatabase empty = TestDatabase.empty();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            PostgresAddress address = empty.address();
            List<Future<Boolean>> ready = new ArrayList<>();
            for (int i = 0; i < processes; i++) {
                ready.add(executor.submit(() -> {
                    try (AgroalDataSource pool =
                            ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), 4)) {
                        together.await();
                        Migrations.apply(pool);
                        return Migrations.isCurrent(new Database(pool));
                    }
                }));
            }
            for (Future<Boolean> process : ready) {
                assertThat(process.get()).isTrue();
            }

            assertThat(applied(empty.database())).extracting(Applied::script).isEqualTo(Migrations.files());
            assertThat(applied(empty.database())).allMatch(Applied::success);
        }
    }

    private record Applied(int installedRank, String script, boolean success) {}

    private static List<Applied> applied(Database database) {
        return database.list(Applied.class, """
                SELECT installed_rank, script, success
                  FROM flyway_schema_history
                 WHERE version IS NOT NULL
                 ORDER BY installed_rank
                """);
    }
}
