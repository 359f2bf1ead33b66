package io.tianguis.testkit;

import io.agroal.api.AgroalDataSource;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Migrations;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on the tests' PostgreSQL, cloned from one that is migrated once. */
public final class TestDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 24;
    private static final String PREFIX =
            "test_" + ProcessHandle.current().pid() + "_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private static final AtomicInteger CREATED = new AtomicInteger();

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
        return cloneOf(Template.NAME);
    }

    /** A database without any table. */
    public static TestDatabase empty() {
        return cloneOf("template0");
    }

    private static TestDatabase cloneOf(String template) {
        String name = PREFIX + "_" + CREATED.incrementAndGet();
        Server.DATABASE.update("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestDatabase(Server.ADDRESS.withDatabase(name));
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
        drop(address.database());
    }

    private static void drop(String name) {
        Server.DATABASE.update("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static final class Server {

        private static final PostgresAddress ADDRESS =
                PostgresAddress.parse(System.getenv("TIANGUIS_TEST_DATABASE_URL"));
        private static final Database DATABASE = new Database(open(ADDRESS, 2));
    }

    private static final class Template {

        private static final String NAME = PREFIX + "_template";

        static {
            Server.DATABASE.update("CREATE DATABASE " + NAME + " TEMPLATE template0");
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> drop(NAME)));
            try (AgroalDataSource pool = open(Server.ADDRESS.withDatabase(NAME), 2)) {
                Migrations.apply(pool);
            }
        }
    }
}
