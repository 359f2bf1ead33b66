package io.tianguis.testkit;

import io.agroal.api.AgroalDataSource;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Migrations;

/** A database for one test or test class, with a pool: a clone of one that is migrated once a run. */
public final class TestDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 24;

    private final PostgresAddress address;
    private final AgroalDataSource pool;
    private final Database database;

    private TestDatabase(PostgresAddress address) {
        this.address = address;
        this.pool = open(address);
        this.database = new Database(pool);
    }

    /** A migrated database without any row. */
    public static TestDatabase create() {
        return new TestDatabase(TestPostgres.clone(Template.ADDRESS.database()));
    }

    /** A database without any table. */
    public static TestDatabase empty() {
        return new TestDatabase(TestPostgres.database("empty"));
    }

    private static AgroalDataSource open(PostgresAddress address) {
        return ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), CONNECTIONS);
    }

    public Database database() {
        return database;
    }

    /** Opens its connections when they are needed, 24 at the most. */
    public AgroalDataSource pool() {
        return pool;
    }

    /** Where it is, for a second pool or another process. */
    public PostgresAddress address() {
        return address;
    }

    /** Closes the pool and removes the database. */
    @Override
    public void close() {
        pool.close();
        TestPostgres.drop(address);
    }

    private static final class Template {

        private static final PostgresAddress ADDRESS = TestPostgres.database("migrated");

        static {
            try (AgroalDataSource pool = open(ADDRESS)) {
                Migrations.apply(pool);
            }
        }
    }
}
