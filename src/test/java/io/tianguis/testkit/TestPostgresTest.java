package io.tianguis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.postgres.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class TestPostgresTest {

    private static final Logger LOG = LoggerFactory.getLogger(TestPostgresTest.class);

    @Test
    void aDatabaseIsEmptyAndItsOwn() throws Exception {
        PostgresAddress first = TestPostgres.database("same");
        PostgresAddress second = TestPostgres.database("same");
        assertThat(first).isNotEqualTo(second);
        run(first, "CREATE TABLE mine AS SELECT 1 AS value");
        assertThat(count(second, "pg_tables WHERE schemaname = 'public'")).isEqualTo(0);
        assertThat(count(first, "pg_tables WHERE schemaname = 'public'")).isEqualTo(1);
    }

    @Test
    void aCloneHasWhatItsTemplateHadAndGoesItsOwnWay() throws Exception {
        PostgresAddress template = TestPostgres.database("template");
        run(template, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS value");
        long begin = System.nanoTime();
        PostgresAddress clone = TestPostgres.clone("template");
        LOG.info("Clone: {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
        run(clone, "DELETE FROM kept");
        PostgresAddress another = TestPostgres.clone(template.database());
        assertThat(count(another, "kept")).isEqualTo(1000);
    }

    private static void run(PostgresAddress address, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(PostgresAddress address, String table) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
