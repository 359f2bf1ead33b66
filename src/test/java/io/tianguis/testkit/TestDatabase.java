package io.tianguis.testkit;

import io.agroal.api.AgroalDataSource;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Migrations;

/** A database of its own on the tests' PostgreSQL, cloned from one that is migrated once. */
public final class TestDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 24;

    private final PostgresAddress address;
    private final AgroalDataSource pool;
    private final Database database;

    private TestDatabase(PostgresAddress address) {
        this.address = address;
        this.pool = open(address, CONNECTIONS);
        this.database = new Database(pool);
    }

    /** A migrated database without any row. */
    public static TestDatabase create() {
        return new TestDatabase(TestPostgres.clone(Template.NAME));
    }

    /** A copy of the {@link World}. */
    public static TestDatabase ofWorld() {
        return copyOf(World.template());
    }

    /** A copy of one that nobody is connected to. */
    static TestDatabase copyOf(PostgresAddress template) {
        return new TestDatabase(TestPostgres.clone(template.database()));
    }

    /** A database without any table. */
    public static TestDatabase empty() {
        return new TestDatabase(TestPostgres.database("empty"));
    }

    private static AgroalDataSource open(PostgresAddress address, int connections) {
        return ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), connections);
    }

    public Database database() {
        return database;
    }

    /** Opens its connections when they are needed, 24 at the most. */
    public AgroalDataSource pool() {
        return pool;
    }

    public PostgresAddress address() {
        return address;
    }

    @Override
    public void close() {
        pool.close();
        TestPostgres.drop(address);
    }

    /** Migrated when the first test asks. */
    private static final class Template {

        private static final String NAME;

        static {
            PostgresAddress address = TestPostgres.database("migrated");
            try (AgroalDataSource pool = open(address, 2)) {
                Migrations.apply(pool);
            }
            NAME = address.database();
        }
    }
}
