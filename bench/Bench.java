import io.tianguis.platform.postgres.EmbeddedPostgres;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.system.SystemClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            "Close everything else first. All of it takes about 40 minutes."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 measured, 1 it could not be, or with --strict a target was missed, 2 wrong options."
        })
final class Bench implements Callable<Integer> {

    private static final int STARTS = 5;
    private static final String START_ALONE = "start";
    private static final List<String> OTHERS = List.of(
            START_ALONE,
            ItemCalls.NAME,
            InboundReceipts.NAME,
            WebhookDeliveries.NAME,
            LargeShop.NAME,
            OrderSearches.NAME,
            LongConversations.NAME,
            LargeClientele.NAME,
            ClientSearches.NAME,
            ManyQuestions.NAME,
            LargeCatalog.NAME,
            StorefrontPages.NAME);

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
            description = "One of get_stock, patch_variant, multicanal_api, pos_order, checkout, get_order, start,"
                    + " create_items, receive_inbound,"
                    + " webhooks, lists, order_searches, conversations, customers, clients, questions, listings,"
                    + " storefront"
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
        report.machine("commit", Machine.commit(home));
        Machine.describe(report);
        report.machine("runs", rounds + " rounds of " + seconds + " s, medians; start: median of " + STARTS);
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
        if (isAsked(InboundReceipts.NAME)) {
            measureInboundReceipts();
        }
        if (isAsked(WebhookDeliveries.NAME)) {
            measureWebhooks(loaded);
        }
        if (isAsked(LargeShop.NAME)) {
            measureLists();
        }
        if (isAsked(OrderSearches.NAME)) {
            measureOrderSearches();
        }
        if (isAsked(LongConversations.NAME)) {
            measureConversations(loaded);
        }
        if (isAsked(LargeClientele.NAME) || isAsked(ClientSearches.NAME)) {
            measureClientele();
        }
        if (isAsked(ManyQuestions.NAME)) {
            measureQuestions();
        }
        if (isAsked(LargeCatalog.NAME) || isAsked(StorefrontPages.NAME)) {
            measureCatalog();
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
                LoadGenerators generators = new LoadGenerators(address);
                try (Recording recording = new Recording(address)) {
                    for (Operation operation : Operation.all(loaded, credentials)) {
                        if (isAsked(operation.name())) {
                            scripts.put(operation, recording.record(operation));
                        }
                    }
                }
                Load load = new Load(service, connection, generators, folder, seconds, rounds);
                for (Map.Entry<Operation, PgbenchScript> script : scripts.entrySet()) {
                    report.operation(load.measure(script.getKey(), script.getValue()), Load.CONNECTIONS);
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

    private void measureInboundReceipts() throws Exception {
        tell("Receiving, " + InboundReceipts.CLERKS + " clerks at once …");
        try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
            service.pause();
            report.inboundReceipts(InboundReceipts.measure(address(), seconds));
        }
    }

    /** Orders with nobody to tell of them and with a receiver that is told of each, in turns. */
    private void measureWebhooks(BenchmarkData loaded) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, data, log, "--allow-private-webhooks")) {
            PostgresAddress address = address();
            Operation.Credentials credentials = credentials(service);
            Operation orders = Operation.all(loaded, credentials).stream()
                    .filter(operation -> operation.name().equals("multicanal_api"))
                    .findFirst()
                    .orElseThrow();
            try (Connection connection = Sql.connect(address);
                    WebhookDeliveries receiver = new WebhookDeliveries(service.url(), credentials)) {
                LoadGenerators generators = new LoadGenerators(address);
                Load load = new Load(service, connection, generators, folder, seconds, 1);
                load.warmUp(orders);
                List<String> first = receiver.subscribe();
                load.warmUp(orders);
                WebhookDeliveries.awaitAll(connection);
                receiver.unsubscribe(first);
                for (WebhookDeliveries.Tills tills : WebhookDeliveries.Tills.values()) {
                    List<Load.Beside> alone = new java.util.ArrayList<>();
                    List<Load.Beside> telling = new java.util.ArrayList<>();
                    for (int round = 0; round < rounds; round++) {
                        alone.add(load.measureBeside(
                                orders, Load.CONNECTIONS[0], tills.pauseMillis(), receiver::received));
                        List<String> subscriptions = receiver.subscribe();
                        telling.add(load.measureBeside(
                                orders, Load.CONNECTIONS[0], tills.pauseMillis(), receiver::received));
                        WebhookDeliveries.awaitAll(connection);
                        receiver.unsubscribe(subscriptions);
                    }
                    report.webhooks(
                            tills,
                            median(alone.stream().map(Load.Beside::rate).toList()),
                            median(telling.stream().map(Load.Beside::rate).toList()),
                            median(telling.stream().map(Load.Beside::counted).toList()));
                }
            }
        }
    }

    private static double median(List<Double> figures) {
        return Measurement.median(
                figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @FunctionalInterface
    private interface Grown {
        void measure(Connection connection, Load load, Operation.Credentials credentials) throws Exception;
    }

    /** Starts the service anew, for something that lets its data grow and then measures it without pgbench. */
    private void onGrown(Grown grown) throws Exception {
        try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
            PostgresAddress address = address();
            try (Connection connection = Sql.connect(address)) {
                LoadGenerators generators = new LoadGenerators(address);
                grown.measure(
                        connection,
                        new Load(service, connection, generators, folder, seconds, rounds),
                        credentials(service));
            }
        }
    }

    private void measureLists() throws Exception {
        tell("Growing the shop to a million orders; that takes some minutes …");
        onGrown((connection, load, credentials) -> {
            LargeShop.grow(connection);
            for (List<Operation> pages : LargeShop.pages(credentials)) {
                List<Measurement> measured = new java.util.ArrayList<>();
                for (Operation page : pages) {
                    measured.add(load.measureAlone(page, Load.CONNECTIONS[0]));
                }
                report.pages(measured.getFirst(), measured.getLast());
            }
        });
    }

    private void measureOrderSearches() throws Exception {
        tell("Growing the shop to a million orders; that takes some minutes …");
        onGrown((connection, load, credentials) -> {
            LargeShop.grow(connection);
            load.measureSearches(OrderSearches.pages(credentials), report);
            tell("Dealing the orders out to %,d buyers; that takes some minutes …".formatted(LargeShop.BUYERS));
            LargeShop.dealOut(connection);
            load.measureSearches(OrderSearches.pagesOfManyBuyers(credentials), report);
        });
    }

    private void measureClientele() throws Exception {
        tell("Growing the shop to a million customers; that takes some minutes …");
        try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
            PostgresAddress address = address();
            try (Connection connection = Sql.connect(address)) {
                LargeClientele.grow(connection, LargeClientele.CUSTOMERS, 0);
                LargeClientele.awaitLists(connection);
                Operation.Credentials credentials = credentials(service);
                Operation byPhone = LargeClientele.byPhone(credentials);
                LoadGenerators generators = new LoadGenerators(address);
                PgbenchScript script;
                try (Recording recording = new Recording(address)) {
                    script = recording.record(byPhone);
                }
                Load load = new Load(service, connection, generators, folder, seconds, rounds);
                if (isAsked(LargeClientele.NAME)) {
                    report.operation(load.measure(byPhone, script), Load.CONNECTIONS);
                    for (Operation page : LargeClientele.pages(credentials)) {
                        report.page(load.measureAlone(page, Load.FEW_CONNECTIONS), Load.FEW_CONNECTIONS);
                    }
                }
                if (isAsked(ClientSearches.NAME)) {
                    load.measureSearches(ClientSearches.pages(credentials), report);
                }
            }
        }
    }

    private void measureCatalog() throws Exception {
        tell("Growing the shop to a hundred thousand products; that takes some minutes …");
        onGrown((connection, load, credentials) -> {
            LargeCatalog.grow(connection);
            LargeCatalog.awaitLists(connection);
            if (isAsked(StorefrontPages.NAME)) {
                StorefrontPages.measure(load, report, connection, load.url(), credentials.shopId());
            }
            if (isAsked(LargeCatalog.NAME)) {
                LargeCatalog.measure(load, report, credentials);
            }
        });
    }

    private void measureQuestions() throws Exception {
        tell("Asking 100,000 questions …");
        onGrown((connection, load, credentials) -> {
            ManyQuestions.grow(connection);
            ManyQuestions.awaitLists(connection);
            load.measureSearches(ManyQuestions.pages(credentials), report);
        });
    }

    private void measureConversations(BenchmarkData loaded) throws Exception {
        tell("Writing ten million messages; that takes some minutes …");
        try (ServiceProcess service = ServiceProcess.start(home, data, log)) {
            PostgresAddress address = address();
            try (Connection connection = Sql.connect(address)) {
                tell("Written in " + LongConversations.grow(connection) + " seconds");
                Load load = new Load(service, connection, new LoadGenerators(address), folder, seconds, rounds);
                for (List<Operation> pages : LongConversations.pages(loaded, credentials(service))) {
                    List<Measurement> measured = new java.util.ArrayList<>();
                    for (Operation page : pages) {
                        measured.add(load.measureAlone(page, Load.FEW_CONNECTIONS));
                    }
                    report.pages(
                            measured.getFirst(),
                            measured.getLast(),
                            Load.FEW_CONNECTIONS,
                            LongConversations.SLOWEST_P99_MILLISECONDS);
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
                Stream.of("get_order", OrderSearches.NAME, ClientSearches.NAME, ManyQuestions.NAME, LargeCatalog.NAME)
                                .anyMatch(this::isAsked)
                        ? accessToken(service, settings)
                        : "");
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

    static void tell(String line) {
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
