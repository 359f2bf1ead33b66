package io.tianguis;

import io.agroal.api.AgroalDataSource;
import io.tianguis.demonstration.DemonstrationLoader;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.images.ImageFolder;
import io.tianguis.platform.log.LogConfiguration;
import io.tianguis.platform.outbound.Reach;
import io.tianguis.platform.postgres.DataFolderInUse;
import io.tianguis.platform.postgres.PostgresStartFailed;
import io.tianguis.platform.sql.SqlFault;
import io.tianguis.platform.system.SecureRandomness;
import io.tianguis.platform.system.SeededRandomness;
import io.tianguis.platform.system.SystemClock;
import java.io.UncheckedIOException;
import java.net.BindException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program {@code tianguis}. Exit codes: 0 done, 1 refused or failed, 2 the command line is wrong. */
@Command(
        name = "tianguis",
        description = "The one backend of a Latin American seller, on one PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            StartCommand.class,
            ShopCommand.class,
            AppCommand.class,
            DemoCommand.class,
            CatalogCommand.class,
            CustomerCommand.class,
            QuestionCommand.class,
            OrderCommand.class,
            WarehouseCommand.class,
            VerifyCommand.class,
            WebhooksCommand.class,
            VersionCommand.class,
            RehearseCommand.class
        },
        footer = {
            "",
            "Besides, the launcher runs the tests with `./tianguis test` and the benchmark with `./tianguis bench`.",
            "Each command tells more with --help."
        })
public final class App implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        // Pictures are drawn, and nothing is ever shown.
        System.setProperty("java.awt.headless", "true");
        int exitCode = commandLine().execute(arguments);
        LogConfiguration.close();
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        return new CommandLine(new App())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(explained());
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** The backend of a command on an opened database. */
    static Backend backend(DatabaseOptions.Opened database) {
        return backend(database, Reach.PUBLIC);
    }

    /** The same, where webhooks may lead elsewhere than to the Internet. */
    static Backend backend(DatabaseOptions.Opened database, Reach webhookReach) {
        Clock clock = new SystemClock();
        return Backend.on(
                database.pool(),
                clock,
                new SecureRandomness(),
                webhookReach,
                new ImageFolder(database.data().resolve("images")),
                new HttpImageSource(clock));
    }

    /** Loads demonstration data through capabilities whose clock stands where the data happened. */
    static DemonstrationLoader demonstrationLoader(AgroalDataSource pool) {
        Randomness secrets = new SecureRandomness();
        return new DemonstrationLoader(
                clock -> Backend.on(pool, clock, secrets).doors(),
                SeededRandomness::new,
                secrets,
                pool.getConfiguration().connectionPoolConfiguration().maxSize());
    }

    /** Faults that an operator can mend are told in a sentence; the others with their trace. */
    private static IExecutionExceptionHandler explained() {
        return (failure, command, parsed) -> {
            switch (failure) {
                case CommandRefused refused -> command.getErr().println(refused.getMessage());
                case DataFolderInUse inUse ->
                    command.getErr()
                            .println(inUse.getMessage() + ". Stop that one first, or name another folder with --data.");
                case PostgresStartFailed failed -> command.getErr().println(failed.getMessage());
                case SqlFault unreachable
                when unreachable.state().startsWith("08") ->
                    command.getErr()
                            .println("The database cannot be reached: " + unreachable.getMessage()
                                    + " See that it runs, and that --database-url or $DATABASE_URL is right.");
                case SqlFault denied
                when denied.state().startsWith("28") || denied.state().equals("3D000") ->
                    command.getErr()
                            .println("The database refuses the connection: " + denied.getMessage()
                                    + ". See that --database-url or $DATABASE_URL is right.");
                case UncheckedIOException taken
                when taken.getCause() instanceof BindException refused ->
                    command.getErr()
                            .println("Tianguis " + refused.getMessage()
                                    + ". Choose another address with --port or --host.");
                default -> failure.printStackTrace(command.getErr());
            }
            return 1;
        };
    }
}
