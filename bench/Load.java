import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** One service and its database under load. */
final class Load {

    static final int[] CONNECTIONS = {16, 64};

    /** For pages that nobody asks for by the dozen. */
    static final int FEW_CONNECTIONS = 4;

    private static final int SHORT_WARM_UP_SECONDS = 10;
    private static final int GLANCE_SECONDS = 3;
    private static final int MOMENT_SECONDS = 1;
    private static final int WARM_UP_RUN_SECONDS = 15;
    private static final int WARM_UP_RUNS = 6;
    private static final Duration OUTBOX_PATIENCE = Duration.ofMinutes(2);

    private final ServiceProcess service;
    private final Connection connection;
    private final LoadGenerators generators;
    private final long postmaster;
    private final Path folder;
    private final int seconds;
    private final int rounds;
    /** Of all loads of a process: each run takes numbers of its own. */
    private static int run;

    /**
     * @param folder where the scripts are written
     * @param seconds how long each run takes
     * @param rounds how often service and pgbench take turns
     */
    Load(
            ServiceProcess service,
            Connection connection,
            LoadGenerators generators,
            Path folder,
            int seconds,
            int rounds)
            throws Exception {
        this.service = service;
        this.connection = connection;
        this.generators = generators;
        this.folder = folder;
        this.seconds = seconds;
        this.rounds = rounds;
        this.postmaster = ProcessHandle.of(Sql.number(connection, "SELECT pg_backend_pid()"))
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElse(-1L);
    }

    /** Alternates, and turns the order around each time, so that what changes slowly hits both alike. */
    Measurement measure(Operation operation, PgbenchScript recorded) throws Exception {
        Path script = write(operation.name() + ".pgbench.sql", recorded.text());
        Path check = write(operation.name() + ".check.sql", recorded.check());
        Path lua = write(operation.name() + ".wrk.lua", WrkScript.of(operation, service.host()));
        generators.check(check, recorded, ++run);
        warmUp(operation);
        pgbench(operation, script, recorded, SHORT_WARM_UP_SECONDS);
        Measurement measurement = new Measurement(operation);
        for (int round = 0; round < rounds; round++) {
            Measurement.Run[] ofService = new Measurement.Run[CONNECTIONS.length];
            Measurement.Run ofPgbench = null;
            boolean forwards = round % 2 == 0;
            if (!forwards) {
                ofPgbench = pgbench(operation, script, recorded, seconds);
            }
            for (int i = 0; i < CONNECTIONS.length; i++) {
                int place = forwards ? i : CONNECTIONS.length - 1 - i;
                ofService[place] = wrk(operation, lua, CONNECTIONS[place]);
            }
            if (forwards) {
                ofPgbench = pgbench(operation, script, recorded, seconds);
            }
            measurement.add(new Measurement.Round(List.of(ofService), ofPgbench));
            Bench.tell(String.format(
                    Locale.ROOT,
                    "%s: round %d of %d, service %s a second, pgbench %.0f",
                    operation.name(),
                    round + 1,
                    rounds,
                    Arrays.stream(ofService)
                            .map(measured -> String.format(Locale.ROOT, "%.0f", measured.rate()))
                            .toList(),
                    ofPgbench.rate()));
        }
        return measurement;
    }

    /** Where the service answers. */
    String url() {
        return service.url();
    }

    /**
     * Searches of MercadoShops, all of them in each round, so that a bad minute of the machine is not one search's alone. Each is
     * asked for a moment before the first is measured: what the compiler made for those that it has seen does not hold for the
     * next one.
     */
    void measureSearches(List<Operation> searches, Report report) throws Exception {
        Bench.tell(searches.getFirst().name() + " and " + (searches.size() - 1) + " more: warming up");
        for (Operation search : searches) {
            generators.wrk(script(search), service.url(), CONNECTIONS[0], GLANCE_SECONDS, ++run);
        }
        List<Measurement> measured = searches.stream().map(Measurement::new).toList();
        for (int round = 0; round < rounds; round++) {
            for (Measurement search : measured) {
                generators.wrk(script(search.operation()), service.url(), CONNECTIONS[0], MOMENT_SECONDS, ++run);
                addRound(search, CONNECTIONS[0]);
            }
        }
        for (Measurement search : measured) {
            report.page(search.calm(), CONNECTIONS[0], OrderSearches.SLOWEST_P99_MILLISECONDS);
        }
    }

    /** Without pgbench beside it. */
    Measurement measureAlone(Operation operation, int connections) throws Exception {
        Bench.tell(operation.name() + ": warming up");
        generators.wrk(
                script(operation), service.url(), connections, Math.min(SHORT_WARM_UP_SECONDS, seconds), ++run);
        Measurement measurement = new Measurement(operation);
        for (int round = 0; round < rounds; round++) {
            addRound(measurement, connections);
        }
        return measurement.calm();
    }

    private void addRound(Measurement measurement, int connections) throws Exception {
        Operation operation = measurement.operation();
        Measurement.Run measured = wrk(operation, script(operation), connections);
        measurement.add(new Measurement.Round(List.of(measured), measured));
        Bench.tell(String.format(
                Locale.ROOT,
                "%s: %.0f a second, p99 %.1f ms; wrk itself %.0f µs each",
                operation.name(),
                measured.rate(),
                measured.p99(),
                measured.generator().orElse(Double.NaN)));
    }

    /**
     * What came of an operation, and of something that is counted in the same seconds.
     *
     * @param counted how often a second
     */
    record Beside(double rate, double counted) {}

    /** @param pauseMillis how long each connection rests between an answer and its next request */
    Beside measureBeside(Operation operation, int connections, int pauseMillis, LongSupplier count) throws Exception {
        Path lua = write(operation.name() + ".paced.wrk.lua", WrkScript.of(operation, service.host(), pauseMillis));
        generators.wrk(lua, service.url(), connections, SHORT_WARM_UP_SECONDS, ++run);
        long before = count.getAsLong();
        long started = System.nanoTime();
        LoadGenerators.HttpRun measured = generators.wrk(lua, service.url(), connections, seconds, ++run);
        double counted = (count.getAsLong() - before) / ((System.nanoTime() - started) / 1e9);
        settle(operation);
        Bench.tell(String.format(
                Locale.ROOT,
                "%s: %.0f a second, p50 %.1f ms, p99 %.1f ms, beside %.0f a second",
                operation.name(),
                measured.rate(),
                measured.p50(),
                measured.p99(),
                counted));
        return new Beside(measured.rate(), counted);
    }

    /** As long as the compiler takes to be done with the largest operation on two processors. */
    void warmUp(Operation operation) throws Exception {
        Path lua = write(operation.name() + ".wrk.lua", WrkScript.of(operation, service.host()));
        for (int runs = 0; runs < WARM_UP_RUNS; runs++) {
            double rate = generators.wrk(lua, service.url(), CONNECTIONS[0], WARM_UP_RUN_SECONDS, ++run).rate();
            Bench.tell(String.format(Locale.ROOT, "%s: warming up, %.0f a second", operation.name(), rate));
        }
    }

    private Measurement.Run wrk(Operation operation, Path lua, int connections) throws Exception {
        settle(operation);
        Map<String, Long> before = rows(operation);
        OptionalLong ofService = ProcessorTime.of(service.pid());
        OptionalLong database = ProcessorTime.ofFamily(postmaster);
        LoadGenerators.HttpRun measured = generators.wrk(lua, service.url(), connections, seconds, ++run);
        OptionalLong ofServiceAfter = ProcessorTime.of(service.pid());
        OptionalLong databaseAfter = ProcessorTime.ofFamily(postmaster);
        awaitQuiet(connections);
        compareWork(operation, before, measured.requests(), connections);
        return new Measurement.Run(
                measured.rate(),
                measured.p50(),
                measured.p99(),
                Measurement.Run.each(ofService, ofServiceAfter, measured.requests()),
                Measurement.Run.each(database, databaseAfter, measured.requests()),
                OptionalDouble.of(measured.own()));
    }

    private Measurement.Run pgbench(Operation operation, Path script, PgbenchScript recorded, int duration)
            throws Exception {
        settle(operation);
        Map<String, Long> before = rows(operation);
        service.pause();
        try {
            OptionalLong database = ProcessorTime.ofFamily(postmaster);
            OptionalLong ended = ProcessorTime.ofEndedChildren();
            LoadGenerators.SqlRun measured = generators.pgbench(script, recorded, duration, ++run);
            awaitEndOfSessions();
            OptionalLong databaseAfter = ProcessorTime.ofFamily(postmaster);
            OptionalLong endedAfter = ProcessorTime.ofEndedChildren();
            compareWork(operation, before, measured.transactions(), 0);
            return new Measurement.Run(
                    measured.rate(),
                    0,
                    0,
                    OptionalDouble.empty(),
                    Measurement.Run.each(database, databaseAfter, measured.transactions()),
                    Measurement.Run.each(ended, endedAfter, measured.transactions()));
        } finally {
            service.resume();
        }
    }

    /** No run pays for what the one before left behind: events on their way, and pages to be written. */
    private void settle(Operation operation) throws Exception {
        long deadline = System.nanoTime() + OUTBOX_PATIENCE.toNanos();
        while (Sql.number(connection, "SELECT count(*) FROM (SELECT FROM outbox_event LIMIT 1) AS waiting") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the outbox does not become empty");
            }
            Thread.sleep(50);
        }
        if (operation.writes()) {
            Sql.run(connection, "CHECKPOINT");
        }
    }

    /** When wrk ends, the service is still busy with the last request of each connection. */
    private void awaitQuiet(int connections) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (Sql.number(
                                connection,
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tianguis'"
                                        + " AND state <> 'idle' AND query NOT LIKE '%outbox_event%'")
                        > 0
                && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    /** What an ending process used is nobody's for a moment: no child any more, and not yet its parent's. */
    private void awaitEndOfSessions() throws Exception {
        while (Sql.number(connection, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pgbench'")
                > 0) {
            Thread.sleep(20);
        }
        Thread.sleep(300);
    }

    private Map<String, Long> rows(Operation operation) throws Exception {
        Map<String, Long> rows = new HashMap<>();
        for (String table : operation.written().keySet()) {
            rows.put(table, Sql.number(connection, "SELECT count(*) FROM " + table));
        }
        return rows;
    }

    /** One in 10,000 may be missing: setting a quantity that was there already moves nothing. */
    private void compareWork(Operation operation, Map<String, Long> before, long requests, int underWay)
            throws Exception {
        Map<String, Long> after = rows(operation);
        for (Map.Entry<String, Integer> written : operation.written().entrySet()) {
            String table = written.getKey();
            long added = after.get(table) - before.get(table);
            long least = (requests - requests / 10_000 - 1) * written.getValue();
            long most = (requests + underWay) * written.getValue();
            if (added < least || added > most) {
                throw new IllegalStateException(operation.name() + " added " + added + " rows to " + table + " in "
                        + requests + " requests");
            }
        }
    }

    private Path script(Operation operation) throws IOException {
        return write(
                operation.name().replaceAll("[^a-z0-9]+", "_") + ".wrk.lua", WrkScript.of(operation, service.host()));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file;
    }
}
