import io.tianguis.platform.postgres.EmbeddedPostgres;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.system.SystemClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./tianguis bench}: how much of PostgreSQL is left after HTTP and JSON. Each operation runs under wrk against the
 * program as its users start it, and its SQL, recorded from the program itself, under pgbench on the same database.
 * README.md in this folder tells how to read the result.
 */
@Command(
        name = "tianguis bench",
        description = {
            "Measures the program against PostgreSQL itself: the same SQL under pgbench, on this machine, in the same run.",
            "Close everything else first. All of it takes about 25 minutes."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 measured, 1 it could not be, or with --strict a target was missed, 2 wrong options."
        })
final class Bench implements Callable<Integer> {

    private static final int[] CONNECTIONS = {16, 64};
    private static final int WARM_UP_SECONDS = 20;
    private static final int STARTS = 5;
    private static final String START_ALONE = "start";
    private static final List<String> OTHERS = List.of(START_ALONE, ItemCalls.NAME, LargeShop.NAME);
    private static final Duration OUTBOX_PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long each run under load takes (default: 10).")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often service and pgbench take turns; medians count (default: 3).")
    private int rounds;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "One of get_stock, patch_variant, multicanal_api, get_order, start, create_items, lists"
                    + " (default: all).")
    private List<String> only = List.of();

    @Option(names = "--no-save", description = "Do not write bench/results/YYYY-MM-DD-HHMM.md.")
    private boolean noSave;

    @Option(names = "--strict", description = "Exit with 1 when a target is missed.")
    private boolean strict;

    private final Path home = Path.of(System.getProperty("tianguis.home", ".")).toAbsolutePath();
    private final Path folder = home.resolve("target/bench");
    private final Path data = folder.resolve("data");
    private final Path log = folder.resolve("service.log");
    private final Report report = new Report();
    private int run;

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Bench());
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof IllegalStateException refused && refused.getMessage() != null) {
                System.err.println("bench: " + refused.getMessage());
            } else {
                failure.printStackTrace();
            }
            return 1;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        checkOptions();
        var missing = LoadGenerators.missing();
        if (missing.isPresent()) {
            System.err.println(missing.get());
            return 1;
        }
        var startedAt = new SystemClock().now().atOffset(ZoneOffset.UTC);
        delete(data);
        Files.createDirectories(folder);
        Files.deleteIfExists(log);
        describeMachine();
        BenchmarkData loaded = load();
        if (isAsked(START_ALONE)) {
            report.start(medianStart());
        }
        if (Operation.NAMES.stream().anyMatch(this::isAsked)) {
            measureOperations(loaded);
        }
        if (isAsked(ItemCalls.NAME)) {
            measureItemCalls();
        }
        if (isAsked(LargeShop.NAME)) {
            measureLists();
        }
        String text = report.text("Benchmark of "
                + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").format(startedAt));
        System.out.print(text);
        if (!noSave) {
            Path result = home.resolve("bench/results")
                    .resolve(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm").format(startedAt) + ".md");
            Files.createDirectories(result.getParent());
            Files.writeString(result, text);
            tell("Written to " + home.relativize(result));
        }
        return strict && !report.allReached() ? 1 : 0;
    }

    private void checkOptions() {
        if (seconds < 1 || seconds > 3_600 || rounds < 1 || rounds > 100) {
            throw new ParameterException(spec.commandLine(), "--seconds is 1 to 3600, --rounds 1 to 100");
        }
        for (String name : only) {
            if (!OTHERS.contains(name) && !Operation.NAMES.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--only knows " + String.join(", ", Operation.NAMES) + ", " + String.join(", ", OTHERS)
                                + ", not " + name);
            }
        }
    }

    private boolean isAsked(String name) {
        return only.isEmpty() || only.contains(name);
    }

    /** The first start makes the cluster and the demonstration shop; the rest goes through the capabilities. */
    private BenchmarkData load() throws Exception {
        tell("Loading 10,000 items and 20,000 orders into a new database …");
        try (ServiceProcess _ = ServiceProcess.start(home, data, log)) {
            PostgresAddress address = address();
            try (Connection connection = Sql.connect(address)) {
                report.machine("PostgreSQL", Sql.text(connection, "SHOW server_version") + ", embedded");
                return BenchmarkData.load(address, connection);
            }
        }
    }

    private double medianStart() {
        tell("Starting " + STARTS + " times …");
        double[] starts = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
                starts[i] = service.untilReady().toNanos() / 1e9;
            }
        }
        return Measurement.median(starts);
    }

    private void measureOperations(BenchmarkData loaded) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
            PostgresAddress address = address();
            try (Connection connection = Sql.connect(address)) {
                Operation.Credentials credentials = credentials(service);
                Map<Operation, PgbenchScript> scripts = new java.util.LinkedHashMap<>();
                LoadGenerators generators;
                try (Recording recording = new Recording(address)) {
                    generators = new LoadGenerators(address, recording.sessionSettings());
                    for (Operation operation : Operation.all(loaded, credentials)) {
                        if (isAsked(operation.name())) {
                            scripts.put(operation, recording.record(operation));
                        }
                    }
                }
                Load load = new Load(service, connection, generators);
                for (Map.Entry<Operation, PgbenchScript> script : scripts.entrySet()) {
                    report.operation(load.measure(script.getKey(), script.getValue()), CONNECTIONS);
                }
            }
            ProcessorTime.residentKibibytes(service.pid()).ifPresent(kibibytes -> report.memory(kibibytes / 1024.0));
        }
    }

    private void measureItemCalls() throws Exception {
        tell("Creating items, " + ItemCalls.ITEMS + " a call …");
        try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
            report.itemCall(ItemCalls.medianSeconds(service.url(), credentials(service)));
        }
    }

    private void measureLists() throws Exception {
        tell("Growing the shop to a million orders; that takes some minutes …");
        try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
            PostgresAddress address = address();
            try (Connection connection = Sql.connect(address);
                    Recording recording = new Recording(address)) {
                LargeShop.grow(connection);
                Load load = new Load(
                        service, connection, new LoadGenerators(address, recording.sessionSettings()));
                for (List<Operation> pages : LargeShop.pages(credentials(service))) {
                    List<Measurement> measured = new java.util.ArrayList<>();
                    for (Operation page : pages) {
                        measured.add(load.measureAlone(page));
                    }
                    report.pages(measured.getFirst(), measured.getLast());
                }
            }
        }
    }

    /** One service and its database under load. */
    private final class Load {

        private final ServiceProcess service;
        private final Connection connection;
        private final LoadGenerators generators;
        private final long postmaster;

        Load(ServiceProcess service, Connection connection, LoadGenerators generators) throws Exception {
            this.service = service;
            this.connection = connection;
            this.generators = generators;
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
            int warmUp = Math.min(WARM_UP_SECONDS, seconds);
            tell(operation.name() + ": warming up");
            for (int connections : CONNECTIONS) {
                generators.wrk(lua, service.url(), connections, warmUp, ++run);
            }
            pgbench(operation, script, recorded, warmUp);
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
                tell(String.format(
                        java.util.Locale.ROOT,
                        "%s: round %d of %d, service %s a second, pgbench %.0f",
                        operation.name(),
                        round + 1,
                        rounds,
                        Arrays.stream(ofService)
                                .map(measured -> String.format(java.util.Locale.ROOT, "%.0f", measured.rate()))
                                .toList(),
                        ofPgbench.rate()));
            }
            return measurement;
        }

        /** Without pgbench beside it, at the smallest number of connections. */
        Measurement measureAlone(Operation operation) throws Exception {
            Path lua = write(operation.name().replaceAll("[^a-z]+", "_") + ".wrk.lua", WrkScript.of(operation, service.host()));
            tell(operation.name() + ": warming up");
            generators.wrk(lua, service.url(), CONNECTIONS[0], Math.min(WARM_UP_SECONDS, seconds), ++run);
            Measurement measurement = new Measurement(operation);
            for (int round = 0; round < rounds; round++) {
                Measurement.Run measured = wrk(operation, lua, CONNECTIONS[0]);
                measurement.add(new Measurement.Round(List.of(measured), measured));
                tell(String.format(
                        java.util.Locale.ROOT, "%s: %.0f a second, p99 %.1f ms", operation.name(), measured.rate(), measured.p99()));
            }
            return measurement;
        }

        private Measurement.Run wrk(Operation operation, Path lua, int connections) throws Exception {
            settle(operation);
            Map<String, Long> before = rows(operation);
            OptionalLong[] used = used();
            LoadGenerators.HttpRun measured = generators.wrk(lua, service.url(), connections, seconds, ++run);
            OptionalLong[] usedAfter = used();
            awaitQuiet(connections);
            compareWork(operation, before, measured.requests(), connections);
            return ran(used, usedAfter, measured.requests(), measured.rate(), measured.p50(), measured.p99());
        }

        private Measurement.Run pgbench(Operation operation, Path script, PgbenchScript recorded, int duration)
                throws Exception {
            settle(operation);
            Map<String, Long> before = rows(operation);
            service.pause();
            try {
                OptionalLong[] used = used();
                LoadGenerators.SqlRun measured = generators.pgbench(script, recorded, duration, ++run);
                awaitEndOfSessions();
                OptionalLong[] usedAfter = used();
                compareWork(operation, before, measured.transactions(), 0);
                return ran(used, usedAfter, measured.transactions(), measured.rate(), 0, 0);
            } finally {
                service.resume();
            }
        }

        private OptionalLong[] used() {
            return new OptionalLong[] {
                ProcessorTime.of(service.pid()), ProcessorTime.ofFamily(postmaster), ProcessorTime.ofEndedChildren()
            };
        }

        private static Measurement.Run ran(
                OptionalLong[] before, OptionalLong[] after, long requests, double rate, double p50, double p99) {
            return new Measurement.Run(
                    rate,
                    p50,
                    p99,
                    Measurement.Run.each(before[0], after[0], requests),
                    Measurement.Run.each(before[1], after[1], requests),
                    Measurement.Run.each(before[2], after[2], requests));
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
    }

    private PostgresAddress address() {
        return EmbeddedPostgres.running(data).orElseThrow(() -> new IllegalStateException("the database is not there"));
    }

    /** From the file that a start leaves in its data folder, and an access token from the service. */
    private Operation.Credentials credentials(ServiceProcess service) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(data.resolve("demonstration.env"))) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                settings.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Operation.Credentials(
                Long.parseLong(settings.get("SHOP_ID")),
                settings.get("MARKETFUL_AUTHORIZATION"),
                settings.get("MARKETFUL_USER"),
                settings.get("MERCATELY_API_KEY"),
                isAsked("get_order") ? accessToken(service, settings) : "");
    }

    private static String accessToken(ServiceProcess service, Map<String, String> settings)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/oauth/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_id="
                            + settings.get("MERCADOSHOPS_CLIENT_ID")
                            + "&client_secret="
                            + settings.get("MERCADOSHOPS_CLIENT_SECRET")))
                    .build();
            String answer = client.send(request, BodyHandlers.ofString()).body();
            Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
            if (!token.find()) {
                throw new IllegalStateException("no access token from /oauth/token: " + answer);
            }
            return token.group(1);
        }
    }

    private void describeMachine() throws IOException {
        report.machine("commit", commit());
        report.machine(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores" + processor() + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        report.machine("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        for (String tool : List.of("wrk", "pgbench")) {
            report.machine(tool, LoadGenerators.version(tool).orElse("unknown"));
        }
        report.machine("runs", rounds + " rounds of " + seconds + " s, medians; start: median of " + STARTS);
        List<String> settings = System.getenv().keySet().stream()
                .filter(name -> name.startsWith("TIANGUIS_"))
                .sorted()
                .toList();
        if (!settings.isEmpty()) {
            report.machine("not as by default, set in the environment", String.join(", ", settings));
        }
    }

    private String commit() {
        String commit = output("git", "-C", home.toString(), "rev-parse", "--short=12", "HEAD");
        boolean changed = !output(
                        "git", "-C", home.toString(), "status", "--porcelain", "--", "src", "pom.xml", "tianguis")
                .isEmpty();
        return commit.isEmpty() ? "unknown" : commit + (changed ? ", with changes" : "");
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException absent) {
            return "";
        }
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
                    .orElse("");
        } catch (IOException elsewhere) {
            return "";
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file;
    }

    private static void tell(String line) {
        System.err.println(line);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
