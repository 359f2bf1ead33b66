import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The result as Markdown, which reads well in a terminal too. */
final class Report {

    /**
     * Something to reach.
     *
     * @param wanted empty where a figure is only told
     */
    private record Target(String name, String measured, String wanted, boolean reached) {

        String verdict() {
            if (wanted.isEmpty()) {
                return "";
            }
            return reached ? "reached" : "missed";
        }
    }

    private static final double SLOWEST_P99_MILLISECONDS = 25;
    private static final double LONGEST_START_SECONDS = 1.5;
    private static final double MOST_MEMORY_MEBIBYTES = 300;

    private final Map<String, String> machine = new LinkedHashMap<>();
    private final List<List<String>> figures = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    void machine(String name, String value) {
        machine.put(name, value);
    }

    void operation(Measurement measurement, int[] connections) {
        Operation operation = measurement.operation();
        for (int place = 0; place < connections.length; place++) {
            double ratio = measurement.ratio(place);
            figures.add(List.of(
                    operation.name(),
                    "service, " + connections[place],
                    whole(measurement.ofService(place, Measurement.Run::rate)),
                    decimal(measurement.ofService(place, Measurement.Run::p50)),
                    decimal(measurement.ofService(place, Measurement.Run::p99)),
                    whole(measurement.ofService(place, run -> orNaN(run.service()))),
                    whole(measurement.ofService(place, run -> orNaN(run.database()))),
                    whole(measurement.ofService(place, run -> orNaN(run.generator()))),
                    ratio(ratio),
                    measurement.counted()));
            atLeast(
                    operation.name() + ", share of pgbench at " + connections[place] + " connections",
                    ratio,
                    operation.targetRatio());
        }
        figures.add(List.of(
                operation.name(),
                "pgbench, " + LoadGenerators.POOL_CONNECTIONS,
                whole(measurement.ofPgbench(Measurement.Run::rate)),
                "",
                "",
                "",
                whole(measurement.ofPgbench(run -> orNaN(run.database()))),
                whole(measurement.ofPgbench(run -> orNaN(run.generator()))),
                "1",
                measurement.counted()));
        slowest(measurement, connections[0], SLOWEST_P99_MILLISECONDS);
    }

    private void slowest(Measurement measurement, int connections, double milliseconds) {
        double p99 = measurement.ofService(0, Measurement.Run::p99);
        targets.add(new Target(
                measurement.operation().name() + ", p99 at " + connections + " connections",
                decimal(p99) + " ms",
                "under " + whole(milliseconds) + " ms",
                p99 < milliseconds));
    }

    /** One page of a list. */
    void page(Measurement page, int connections) {
        page(page, connections, SLOWEST_P99_MILLISECONDS);
    }

    /** The same with a bound of its own. */
    void page(Measurement page, int connections, double milliseconds) {
        figures.add(row(page, connections));
        slowest(page, connections, milliseconds);
    }

    private static List<String> row(Measurement page, int connections) {
        return List.of(
                page.operation().name(),
                "service, " + connections,
                whole(page.ofService(0, Measurement.Run::rate)),
                decimal(page.ofService(0, Measurement.Run::p50)),
                decimal(page.ofService(0, Measurement.Run::p99)),
                whole(page.ofService(0, run -> orNaN(run.service()))),
                whole(page.ofService(0, run -> orNaN(run.database()))),
                whole(page.ofService(0, run -> orNaN(run.generator()))),
                "",
                page.counted());
    }

    /** One that many ask for. */
    void frequentPage(Measurement page, int connections, double fewest) {
        figures.add(row(page, connections));
        double rate = page.ofService(0, Measurement.Run::rate);
        targets.add(new Target(
                page.operation().name() + ", a second at " + connections + " connections",
                whole(rate),
                "at least " + whole(fewest),
                rate >= fewest));
    }

    /** How large an answer is, uncompressed. */
    void bytes(String name, int bytes, int most) {
        targets.add(new Target(name + ", bytes", whole(bytes), "at most " + whole(most), bytes <= most));
    }

    /** The first and the last page of a list. */
    void pages(Measurement first, Measurement last) {
        pages(first, last, 16, SLOWEST_P99_MILLISECONDS);
    }

    /** The same at so many connections, with a bound of their own. */
    void pages(Measurement first, Measurement last, int connections, double milliseconds) {
        for (Measurement page : List.of(first, last)) {
            page(page, connections, milliseconds);
        }
        double times = first.ofService(0, Measurement.Run::rate) / last.ofService(0, Measurement.Run::rate);
        targets.add(new Target(
                last.operation().name() + ", times the cost of the first", ratio(times), "at most 2.00", times <= 2));
    }

    void itemCall(double seconds) {
        targets.add(new Target(
                "create_item with 1,000 items",
                String.format(Locale.ROOT, "%.2f s", seconds),
                "under 1 s",
                seconds < 1));
    }

    void inboundReceipts(InboundReceipts.Figures figures) {
        targets.add(new Target(
                "inbound receipts, " + InboundReceipts.CLERKS + " clerks, " + whole(figures.rate()) + " a second, p99",
                decimal(figures.p99()) + " ms",
                "under " + whole(SLOWEST_P99_MILLISECONDS) + " ms",
                figures.p99() < SLOWEST_P99_MILLISECONDS));
    }

    /**
     * Orders a second with nobody to tell, and with a receiver that is told twice of each; and how often it was told. Where
     * the orders come as fast as they are answered there is no target: on one machine each delivery takes its time from them.
     */
    void webhooks(WebhookDeliveries.Tills tills, double alone, double telling, double deliveries) {
        String beside = "orders a second beside webhooks, of " + whole(alone) + " without";
        switch (tills) {
            case PACED -> {
                double made = telling * WebhookDeliveries.ofEachOrder();
                targets.add(new Target(
                        "webhooks delivered a second beside orders",
                        whole(deliveries),
                        "at least 1000",
                        deliveries >= 1_000));
                atLeast("share of the webhooks of these seconds that were delivered in them", deliveries / made, 0.95);
                targets.add(
                        new Target(beside, ratio(telling / alone), "at least 0.90", telling >= 0.9 * alone));
            }
            case FLAT_OUT ->
                targets.add(new Target(
                        beside + ", as fast as they go, and " + whole(deliveries) + " deliveries",
                        ratio(telling / alone),
                        "",
                        true));
        }
    }

    void start(double seconds) {
        targets.add(new Target(
                "start to first 200",
                String.format(Locale.ROOT, "%.2f s", seconds),
                "under " + LONGEST_START_SECONDS + " s",
                seconds < LONGEST_START_SECONDS));
    }

    void memory(double mebibytes) {
        targets.add(new Target(
                "resident memory after load",
                whole(mebibytes) + " MiB",
                "below " + whole(MOST_MEMORY_MEBIBYTES) + " MiB",
                mebibytes < MOST_MEMORY_MEBIBYTES));
    }

    boolean allReached() {
        return targets.stream().allMatch(Target::reached);
    }

    String text(String title) {
        StringBuilder text = new StringBuilder("# " + title + "\n\n");
        machine.forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        if (!figures.isEmpty()) {
            text.append('\n')
                    .append(table(
                            List.of(
                                    "operation",
                                    "load, connections",
                                    "requests/s",
                                    "p50 ms",
                                    "p99 ms",
                                    "CPU service µs",
                                    "CPU database µs",
                                    "CPU generator µs",
                                    "share of pgbench",
                                    "rounds"),
                            figures));
        }
        List<List<String>> rows = new ArrayList<>();
        targets.forEach(target -> rows.add(
                List.of(target.name(), target.measured(), target.wanted(), target.verdict())));
        return text.append('\n')
                .append(table(List.of("target", "measured", "wanted", ""), rows))
                .toString();
    }

    private void atLeast(String name, double measured, double wanted) {
        targets.add(new Target(name, ratio(measured), "at least " + ratio(wanted), measured >= wanted));
    }

    private static String table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        int[] widths = new int[head.size()];
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(Math.max(3, widths[i]), row.get(i).length());
            }
        });
        StringBuilder table = new StringBuilder();
        for (int line = 0; line < all.size(); line++) {
            for (int i = 0; i < widths.length; i++) {
                String cell = all.get(line).get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                boolean number = line > 0 && !cell.isEmpty() && Character.isDigit(cell.charAt(0));
                table.append("| ")
                        .append(number ? padding + cell : cell + padding)
                        .append(' ');
            }
            table.append("|\n");
            if (line == 0) {
                for (int width : widths) {
                    table.append('|').append("-".repeat(width + 2));
                }
                table.append("|\n");
            }
        }
        return table.toString();
    }

    private static double orNaN(OptionalDouble figure) {
        return figure.orElse(Double.NaN);
    }

    private static String whole(double figure) {
        return Double.isNaN(figure) ? "not measured" : String.format(Locale.ROOT, "%.0f", figure);
    }

    private static String decimal(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private static String ratio(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
