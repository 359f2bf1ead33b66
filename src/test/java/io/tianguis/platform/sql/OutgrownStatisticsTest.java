package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** On one connection, which hands in its counts whenever it is told to. */
class OutgrownStatisticsTest {

    private record Known(long rows) {}

    @Test
    void thePlannerLearnsOfTablesThatGrewAndOfNoOthers() {
        try (TestDatabase test = TestDatabase.empty()) {
            PostgresAddress address = test.address();
            try (AgroalDataSource pool =
                    ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), 1)) {
                Database database = new Database(pool);
                for (String table : new String[] {"grown", "small"}) {
                    database.update("CREATE TABLE " + table + " (n integer) WITH (autovacuum_enabled = false)");
                }
                fill(database, "grown", 1_500);
                fill(database, "small", 900);

                database.refreshOutgrownStatistics();

                assertThat(known(database, "grown")).isEqualTo(1_500);
                assertThat(known(database, "small")).isNegative();

                fill(database, "grown", 2_000);
                database.refreshOutgrownStatistics();
                assertThat(known(database, "grown")).as("not twice as many yet").isEqualTo(1_500);

                fill(database, "grown", 1_000);
                database.refreshOutgrownStatistics();
                assertThat(known(database, "grown")).isEqualTo(4_500);
            }
        }
    }

    private static void fill(Database database, String table, int rows) {
        record Flushed(String nothing) {}
        database.update("INSERT INTO " + table + " SELECT generate_series(1, ?)", rows);
        database.list(Flushed.class, "SELECT pg_stat_force_next_flush()::text AS nothing");
    }

    private static long known(Database database, String table) {
        return database.get(Known.class, "SELECT reltuples::bigint AS rows FROM pg_class WHERE relname = ?", table)
                .rows();
    }
}
