package io.tianguis;

import io.tianguis.kernel.Clock;
import io.tianguis.platform.json.Json;
import io.tianguis.platform.sql.Migrations;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.CheckedLevel;
import io.tianguis.stock.LedgerCheck;
import io.tianguis.stock.LedgerCheck.Findings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis verify …}. */
@Command(
        name = "verify",
        description = "Checks that what the database says in two places is the same.",
        mixinStandardHelpOptions = true,
        subcommands = VerifyCommand.VerifyLedger.class)
final class VerifyCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to check: `tianguis verify ledger --help` tells how.");
    }

    /** What {@code verify ledger} prints. */
    record Counts(@Nullable Long shop_id, long levels, long movements, long reservations, long differences) {

        static Counts of(Optional<Shop> shop, Findings findings) {
            return new Counts(
                    shop.map(Shop::shopId).orElse(null),
                    findings.levels(),
                    findings.movements(),
                    findings.reservations(),
                    findings.differences());
        }
    }

    /** {@code tianguis verify ledger}. */
    @Command(
            name = "ledger",
            description = {
                "Compares each item's units on hand with the sum of its movements, and its units reserved with what open"
                        + " orders hold, and prints how much it compared as one JSON object.",
                "Works beside a running server or without one; it reads the whole ledger once."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Exit codes: 0 all equal, 1 some differ, the first " + LedgerCheck.NAMED_DIFFERENCES
                        + " of them told on the error stream, 2 wrong options."
            })
    static final class VerifyLedger implements Callable<Integer> {

        private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(2);

        @Option(names = "--shop", paramLabel = "ID", description = "The shop to check (default: all).")
        private @Nullable Long shopId;

        @Mixin
        private DatabaseOptions options = new DatabaseOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws InterruptedException {
            try (DatabaseOptions.Opened database = options.shared()) {
                Migrations.apply(database.pool());
                Backend backend = App.backend(database);
                Optional<Shop> shop = Optional.ofNullable(shopId).map(id -> shop(backend, id));
                LedgerCheck check = new LedgerCheck(backend.database());
                Findings findings = awaited(() -> check.whole(shop.map(Shop::id)), backend.clock());
                tell(findings);
                System.out.println(new String(Json.write(Counts.of(shop, findings)), StandardCharsets.UTF_8));
                return findings.areSound() ? 0 : 1;
            }
        }

        private static Shop shop(Backend backend, long id) {
            return Optional.of(id)
                    .filter(known -> known > 0)
                    .flatMap(known -> backend.shops().find(new ShopId(known)))
                    .orElseThrow(() -> new CommandRefused("There is no shop " + id + "."));
        }

        /** Tells every two seconds that it goes on: how far one statement has come is not known. */
        private Findings awaited(Callable<Findings> check, Clock clock) throws InterruptedException {
            FutureTask<Findings> task = new FutureTask<>(check);
            Instant begin = clock.now();
            Thread.ofVirtual().name("verify").start(task);
            while (true) {
                try {
                    return task.get(BETWEEN_SIGNS_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException goesOn) {
                    errors().printf(
                                    "Adding up the ledger: %d s so far.%n",
                                    Duration.between(begin, clock.now()).toSeconds());
                } catch (ExecutionException failed) {
                    throw failed.getCause() instanceof RuntimeException fault
                            ? fault
                            : new IllegalStateException(failed.getCause());
                }
            }
        }

        private void tell(Findings findings) {
            for (CheckedLevel level : findings.named()) {
                errors().printf(
                                "Shop %d, variant %d: %d on hand where movements add up to %d, %d reserved where orders hold %d.%n",
                                level.shopId(),
                                level.variantId(),
                                level.onHand(),
                                level.movedUnits(),
                                level.reserved(),
                                level.heldUnits());
            }
            long unnamed = findings.differences() - findings.named().size();
            if (unnamed > 0) {
                errors().printf("And %d more.%n", unnamed);
            }
        }

        private PrintWriter errors() {
            return spec.commandLine().getErr();
        }
    }
}
