import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** The rounds of one operation. */
final class Measurement {

    /**
     * One run under load.
     *
     * @param p50 in milliseconds, as p99; zero under pgbench
     * @param service processor time for each request in microseconds, as the next two
     * @param generator wrk's or pgbench's own share of the same processors
     */
    record Run(
            double rate,
            double p50,
            double p99,
            OptionalDouble service,
            OptionalDouble database,
            OptionalDouble generator) {

        static OptionalDouble each(OptionalLong before, OptionalLong after, long requests) {
            return before.isEmpty() || after.isEmpty() || requests == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((after.getAsLong() - before.getAsLong()) / (double) requests);
        }
    }

    /**
     * A round counts when wrk's own work for a request took at most so many times what it took in the quickest round. That work
     * is always the same: where it takes longer, the processors were slower, as those that somebody else uses as well are.
     */
    private static final double CALM = 1.15;

    /** One round: the service at each number of connections, and pgbench beside it. */
    record Round(List<Run> service, Run pgbench) {}

    private final Operation operation;
    private final List<Round> rounds = new ArrayList<>();
    private int leftOut;

    Measurement(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    void add(Round round) {
        rounds.add(round);
    }

    /** Of what is measured without pgbench beside it, whose share tells as much: the rounds that count. */
    Measurement calm() {
        double quickest = rounds.stream()
                .mapToDouble(Measurement::generatorsWork)
                .min()
                .orElseThrow();
        Measurement calm = new Measurement(operation);
        rounds.stream()
                .filter(round -> generatorsWork(round) <= CALM * quickest)
                .forEach(calm::add);
        calm.leftOut = rounds.size() - calm.rounds.size();
        return calm;
    }

    private static double generatorsWork(Round round) {
        return round.service().getFirst().generator().orElse(1);
    }

    /** How many rounds count, of how many. */
    String counted() {
        return rounds.size() + " of " + (rounds.size() + leftOut);
    }

    double ofService(int place, ToDoubleFunction<Run> figure) {
        return median(rounds.stream()
                .mapToDouble(round -> figure.applyAsDouble(round.service().get(place)))
                .toArray());
    }

    double ofPgbench(ToDoubleFunction<Run> figure) {
        return median(rounds.stream()
                .mapToDouble(round -> figure.applyAsDouble(round.pgbench()))
                .toArray());
    }

    /** Of each round by itself, because what disturbs a machine lasts longer than a run. */
    double ratio(int place) {
        return median(rounds.stream()
                .mapToDouble(round ->
                        round.service().get(place).rate() / round.pgbench().rate())
                .toArray());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
