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
     * Connects lazily: the first statement opens the first connection. Connections that the server dropped are thrown
     * away when they are noticed. A statement may take 30 seconds and wait 10 for a lock.
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
                                                + " -c idle_in_transaction_session_timeout=60s")));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException fault) {
            throw SqlFault.of(fault);
        }
    }
}
