import io.tianguis.kernel.Sha256;
import java.util.HexFormat;
import java.util.Random;

/**
 * Something that differs from request to request. It is written three ways, for wrk, for pgbench and as a sample for the
 * one request whose SQL is recorded; its text is equally long each time, so that the length of a body never changes.
 */
sealed interface Variable {

    /** A letter, then letters, digits and underscores. */
    String name();

    /** The value in the request that is recorded; {@code round} counts how often that is sent. */
    String sample(int round);

    /** The lines of a pgbench script that set it. */
    String inPgbench();

    /** How a statement of a pgbench script is given it, as a value of one of PostgreSQL's types. */
    default String asParameter(String type) {
        return ":" + name() + "::" + type;
    }

    /** The lines of a Lua function that set it; empty when no request contains it. */
    String inLua();

    /** Any number of a range, each as often as the others. */
    record Uniform(String name, long from, long to) implements Variable {

        public Uniform {
            if (Long.toString(from).length() != Long.toString(to).length()) {
                throw new IllegalArgumentException(name + " has texts of different lengths");
            }
        }

        @Override
        public String sample(int round) {
            return Long.toString(number(round));
        }

        /** Far from the ends, and a number that hardly stands anywhere else. */
        private long number(int round) {
            return new Random(name.hashCode() + 31L * round).nextLong(from + (to - from) / 3, to);
        }

        @Override
        public String inPgbench() {
            return "\\set " + name + " random(" + from + ", " + to + ")\n";
        }

        @Override
        public String inLua() {
            return "  local " + name + " = math.random(" + from + ", " + to + ")\n";
        }
    }

    /** A number that follows from another one, such as the id of a variant from its SKU. Only the database sees it. */
    record Shifted(String name, Uniform of, long by) implements Variable {

        @Override
        public String sample(int round) {
            return Long.toString(of.number(round) + by);
        }

        @Override
        public String inPgbench() {
            return "\\set " + name + " :" + of.name() + " + " + by + "\n";
        }

        @Override
        public String inLua() {
            return "";
        }
    }

    /** A number that was never used before: 13 digits of which three tell the run, two the client, seven its count. */
    record Unused(String name) implements Variable {

        private static final long FIRST = 1_000_000_000_000L;
        private static final long OF_A_RUN = 1_000_000_000L;
        private static final long OF_A_CLIENT = 10_000_000L;

        /** What the numbers of a run begin with; the recording is run 0. */
        static long firstOf(int run) {
            return FIRST + run * OF_A_RUN;
        }

        @Override
        public String sample(int round) {
            return Long.toString(firstOf(0) + 4_711_000 + round);
        }

        @Override
        public String inPgbench() {
            return "\\set count :count + 1\n\\set " + name + " :first_number + :client_id * " + OF_A_CLIENT
                    + " + :count\n";
        }

        @Override
        public String inLua() {
            return "  count = count + 1\n  local " + name + " = first_number + thread_number * " + OF_A_CLIENT
                    + " + count\n";
        }
    }

    /**
     * A text of ten signs that the program draws for itself and that was never drawn before, such as an order's web id: 10
     * digits of which three tell the run, two the client, five the count of an {@link Unused} that stands before it. Only
     * the database sees it; what the program draws while it is recorded is the sample.
     *
     * @param first the sample of the first round, which no other operation has
     */
    record Drawn(String name, long first) implements Variable {

        @Override
        public String sample(int round) {
            return Long.toString(first + round);
        }

        @Override
        public String inPgbench() {
            return "\\set " + name + " 1000000000 + (:first_number - " + Unused.FIRST + ") / " + Unused.OF_A_RUN
                    + " * 10000000 + :client_id * 100000 + :count % 100000\n";
        }

        @Override
        public String inLua() {
            return "";
        }
    }

    /**
     * The SHA-256 of a text that ends in a number, such as that of a secret of which the program keeps no more. Only the
     * database sees it. pgbench's variables are numbers, so that the server computes it within the statement.
     *
     * @param before what the text begins with: letters and digits
     */
    record Hashed(String name, String before, Unused number) implements Variable {

        @Override
        public String sample(int round) {
            return "\\x" + HexFormat.of().formatHex(Sha256.of(before + number.sample(round)));
        }

        @Override
        public String inPgbench() {
            return "";
        }

        @Override
        public String asParameter(String type) {
            return "sha256(('" + before + "' || :" + number.name() + "::text)::" + type + ")";
        }

        @Override
        public String inLua() {
            return "";
        }
    }
}
