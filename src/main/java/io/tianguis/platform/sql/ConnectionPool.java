package io.tianguis.platform.sql;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/** Opens the pool that every statement runs through. */
public final class ConnectionPool {

    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_VALIDATION = Duration.ofSeconds(5);

    private ConnectionPool() {}

    /**
     * Two connections a processor and one more, at least five. Measured with the database on the same machine: more do not
     * raise what it does in a second, but the slowest requests take ten times as long, because threads that have just given
     * a connection back take it again before those that wait.
     */
    public static int usualSize() {
        return Math.max(5, 2 * Runtime.getRuntime().availableProcessors() + 1);
    }

    /**
     * Connects lazily: the first statement opens the first connection. Connections that the server dropped are thrown
     * away when they are noticed. A statement may take 30 seconds and wait 10 for a lock. Its plan is made once: every
     * statement here goes by keys, and planning one anew for its values can take longer than running it.
     *
     * @param jdbcUrl without user and password
     * @param connections how many at the most
     */
    public static AgroalDataSource open(String jdbcUrl, String user, String password, int connections) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(true)
                .connectionPoolConfiguration(pool -> pool.maxSize(connections)
                        .initialSize(0)
                        .minSize(0)
                        .acquisitionTimeout(ACQUISITION_TIMEOUT)
                        .idleValidationTimeout(IDLE_VALIDATION)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionValidator(io.agroal.api.configuration.AgroalConnectionPoolConfiguration
                                .ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(jdbcUrl)
                                .principal(new NamePrincipal(user))
                                .credential(new SimplePassword(password))
                                .trackJdbcResources(false)
                                .jdbcProperty("prepareThreshold", "1")
                                .jdbcProperty("preparedStatementCacheQueries", "512")
                                .jdbcProperty("reWriteBatchedInserts", "false")
                                .jdbcProperty("tcpKeepAlive", "true")
                                .jdbcProperty("connectTimeout", "5")
                                .jdbcProperty("ApplicationName", "tianguis")
                                .jdbcProperty(
                                        "options",
                                        "-c statement_timeout=30s -c lock_timeout=10s -c timezone=UTC"
                                                + " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
                                                + " -c max_parallel_workers_per_gather=0"
                                                + " -c idle_in_transaction_session_timeout=60s")));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }
}
