import io.agroal.api.AgroalDataSource;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs wrk and pgbench and reads what they print. */
final class LoadGenerators {

    /** As many as {@code ./tianguis start} opens by default. */
    static final int POOL_CONNECTIONS = ConnectionPool.usualSize();

    private static final int THREADS = 2;
    private static final Pattern FIGURES = Pattern.compile("figures (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");
    private static final Pattern PROCESSED = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern FAILED = Pattern.compile("failed transactions: (\\d+)");

    private final PostgresAddress address;
    private final String sessionOptions;

    LoadGenerators(PostgresAddress address) throws SQLException {
        this.address = address;
        this.sessionOptions = sessionSettings(address).entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    /** What the program's connections set for themselves when they open: pgbench's begin with the same. */
    private static Map<String, String> sessionSettings(PostgresAddress address) throws SQLException {
        try (AgroalDataSource pool =
                        ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), 1);
                Connection connection = pool.getConnection()) {
            return Sql.map(connection, """
                    SELECT name, current_setting(name)
                      FROM pg_settings
                     WHERE source = 'client' AND name NOT IN ('application_name', 'client_encoding', 'DateStyle')
                    """);
        }
    }

    /**
     * What wrk measured; latencies in milliseconds.
     *
     * @param own wrk's own processor time for each request, in microseconds
     */
    record HttpRun(long requests, double rate, double p50, double p99, double own) {}

    /** What pgbench measured. */
    record SqlRun(long transactions, double rate) {}

    /** What is missing on this machine and how to get it. */
    static Optional<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String tool : List.of("wrk", "pgbench")) {
            if (version(tool).isEmpty()) {
                missing.add(tool);
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("bench needs " + String.join(" and ", missing)
                        + " on the PATH. Debian, Ubuntu: apt-get install wrk postgresql-contrib; Fedora: dnf install wrk"
                        + " postgresql-contrib; macOS: brew install wrk postgresql");
    }

    /** The first words that a tool says about itself, nothing when it is not there. */
    static Optional<String> version(String tool) {
        try {
            return run(List.of(tool, "--version"), Map.of())
                    .text()
                    .lines()
                    .findFirst()
                    .map(line -> line.replaceAll(" Copyright.*", "").strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    HttpRun wrk(Path script, String url, int connections, int seconds, int run) throws IOException {
        Output output = run(
                List.of(
                        "wrk",
                        "--threads",
                        Integer.toString(THREADS),
                        "--connections",
                        Integer.toString(connections),
                        "--duration",
                        seconds + "s",
                        "--timeout",
                        "10s",
                        "--script",
                        script.toString(),
                        url,
                        "--",
                        Integer.toString(100 * run),
                        Long.toString(Variable.Unused.firstOf(run))),
                Map.of());
        Matcher figures = FIGURES.matcher(output.text());
        if (!figures.find()) {
            throw new IllegalStateException("wrk failed:\n" + output.text());
        }
        if (!figures.group(5).equals("0") || !figures.group(6).equals("0")) {
            throw new IllegalStateException("of " + figures.group(1) + " requests " + figures.group(5)
                    + " were refused, and " + figures.group(6) + " broke on the connection: " + script.getFileName());
        }
        long requests = Long.parseLong(figures.group(1));
        return new HttpRun(
                requests,
                requests / (Long.parseLong(figures.group(2)) / 1e6),
                Long.parseLong(figures.group(3)) / 1e3,
                Long.parseLong(figures.group(4)) / 1e3,
                Double.parseDouble(figures.group(7)) / Math.max(1, requests));
    }

    SqlRun pgbench(Path script, PgbenchScript recorded, int seconds, int run) throws IOException {
        return pgbench(script, recorded, POOL_CONNECTIONS, List.of("--time", Integer.toString(seconds)), run);
    }

    /** A few transactions of one client, which fail when a statement finds something else than it did when recorded. */
    void check(Path script, PgbenchScript recorded, int run) throws IOException {
        pgbench(script, recorded, 1, List.of("--transactions", "200"), run);
    }

    private SqlRun pgbench(Path script, PgbenchScript recorded, int clients, List<String> extent, int run)
            throws IOException {
        PostgresAddress.Host host = address.hosts().getFirst();
        List<String> command = new ArrayList<>(List.of(
                "pgbench",
                "--host",
                host.name(),
                "--port",
                Integer.toString(host.port()),
                "--username",
                address.user(),
                "--no-vacuum",
                "--protocol",
                "prepared",
                "--client",
                Integer.toString(clients),
                "--jobs",
                Integer.toString(Math.min(clients, THREADS)),
                "--random-seed",
                Integer.toString(100 * run),
                "--file",
                script.toString(),
                "--define",
                "count=0",
                "--define",
                "first_number=" + Variable.Unused.firstOf(run)));
        command.addAll(extent);
        recorded.constants().forEach((name, value) -> command.addAll(List.of("--define", name + "=" + value)));
        command.add(address.database());
        Output output = run(command, Map.of("PGPASSWORD", address.password(), "PGOPTIONS", sessionOptions));
        Matcher rate = RATE.matcher(output.text());
        Matcher processed = PROCESSED.matcher(output.text());
        Matcher failed = FAILED.matcher(output.text());
        boolean clean = output.exitCode() == 0
                && output.text().contains("query mode: prepared")
                && (!failed.find() || failed.group(1).equals("0"));
        if (!clean || !rate.find() || !processed.find()) {
            throw new IllegalStateException("pgbench failed on " + script.getFileName() + ":\n" + output.text());
        }
        return new SqlRun(Long.parseLong(processed.group(1)), Double.parseDouble(rate.group(1)));
    }

    private record Output(int exitCode, String text) {}

    private static Output run(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        Thread hook = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(hook);
            return new Output(exitCode, text);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
