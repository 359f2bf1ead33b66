package io.tianguis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.sql.Migrations;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void databasesAreMigratedAndApart() {
        record Tables(long tables) {}
        try (TestDatabase one = TestDatabase.create();
                TestDatabase other = TestDatabase.create()) {
            one.database().update("CREATE TABLE mine AS SELECT 1 AS number");

            assertThat(Migrations.isCurrent(one.database())).isTrue();
            assertThat(other.database()
                            .get(Tables.class, "SELECT count(*) AS tables FROM pg_tables WHERE tablename = 'mine'")
                            .tables())
                    .isZero();
        }
    }

    @Test
    void anEmptyDatabaseHasNoTable() {
        try (TestDatabase empty = TestDatabase.empty()) {
            assertThat(Migrations.isCurrent(empty.database())).isFalse();
        }
    }
}
