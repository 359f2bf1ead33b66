import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded SQL as a pgbench script. Each {@code ?} becomes a parameter again: a variable of the operation where the bound
 * value is that variable's sample, a number that an earlier statement answered, or a constant. Constants are handed over on
 * the command line instead of standing in the text, so that the server plans the statement as it does for the program.
 *
 * @param text the script that is measured, with pipelines where the program sends several statements at once
 * @param check the same without pipelines; it fails where a statement does not answer one row as it did when recorded
 * @param constants what {@code -D} hands over
 */
record PgbenchScript(String text, String check, Map<String, String> constants) {

    /** Shorter texts may stand within others by accident. */
    private static final int SHORTEST_WITHIN = 6;

    static PgbenchScript of(Operation operation, int round, List<SqlRecorder.Step> steps) {
        return new Writer(operation, round, steps).script();
    }

    private static final class Writer {

        private final Operation operation;
        private final int round;
        private final List<SqlRecorder.Step> steps;
        private final Map<String, String> constants = new LinkedHashMap<>();

        /** The variable that each number from an answer is kept in. */
        private final Map<String, String> answered = new LinkedHashMap<>();

        private record Statement(String sql, boolean answersOneRow, boolean isAsked) {}

        private record Trip(List<Statement> statements, int number) {}

        Writer(Operation operation, int round, List<SqlRecorder.Step> steps) {
            this.operation = operation;
            this.round = round;
            this.steps = steps;
            long samples = operation.variables().stream()
                    .map(variable -> variable.sample(round))
                    .distinct()
                    .count();
            if (samples < operation.variables().size()) {
                throw new IllegalStateException("two variables of " + operation.name() + " have the same sample");
            }
        }

        PgbenchScript script() {
            List<Object> written = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                written.add(
                        switch (steps.get(i)) {
                            case SqlRecorder.Step.Begin _ -> "BEGIN";
                            case SqlRecorder.Step.Commit _ -> "COMMIT";
                            case SqlRecorder.Step.Rollback _ ->
                                throw new IllegalStateException(operation.name() + " was rolled back");
                            case SqlRecorder.Step.RoundTrip trip -> trip(trip, i);
                        });
            }
            String head =
                    "-- " + operation.title() + "\n-- Recorded from the program; ./tianguis bench writes it anew.\n";
            StringBuilder variables = new StringBuilder();
            constants.forEach((name, value) -> variables
                    .append("-- -D ")
                    .append(name)
                    .append('=')
                    .append(value.replace("\n", " "))
                    .append('\n'));
            operation.variables().forEach(variable -> variables.append(variable.inPgbench()));
            return new PgbenchScript(
                    head + variables + measured(written), head + variables + checked(written), constants);
        }

        /** The driver sends BEGIN, and statements that travel together, at once; a pipeline cannot when an answer is needed. */
        private static String measured(List<Object> written) {
            StringBuilder script = new StringBuilder();
            String waiting = "";
            for (Object step : written) {
                switch (step) {
                    case Trip trip -> {
                        boolean asked = trip.statements().stream().anyMatch(Statement::isAsked);
                        boolean together = trip.statements().size() > 1 || !waiting.isEmpty();
                        if (together && !asked) {
                            script.append("\\startpipeline\n").append(waiting);
                            trip.statements()
                                    .forEach(statement ->
                                            script.append(statement.sql()).append(";\n"));
                            script.append("\\endpipeline\n");
                        } else {
                            script.append(waiting);
                            trip.statements()
                                    .forEach(statement -> script.append(statement.sql())
                                            .append(
                                                    statement.isAsked()
                                                            ? "\n\\gset answer_" + trip.number() + "_\n"
                                                            : ";\n"));
                        }
                        waiting = "";
                    }
                    default -> {
                        if (step.equals("BEGIN")) {
                            waiting = "BEGIN;\n";
                        } else {
                            script.append(step).append(";\n");
                        }
                    }
                }
            }
            return script.toString();
        }

        private static String checked(List<Object> written) {
            StringBuilder script = new StringBuilder();
            for (Object step : written) {
                if (step instanceof Trip trip) {
                    trip.statements()
                            .forEach(statement -> script.append(statement.sql())
                                    .append(
                                            statement.answersOneRow()
                                                    ? "\n\\gset answer_" + trip.number() + "_\n"
                                                    : ";\n"));
                } else {
                    script.append(step).append(";\n");
                }
            }
            return script.toString();
        }

        private Trip trip(SqlRecorder.Step.RoundTrip trip, int number) {
            List<String> texts = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            int position = 0;
            char quote = 0;
            for (char character : trip.sql().strip().toCharArray()) {
                if (quote != 0) {
                    quote = character == quote ? 0 : quote;
                } else if (character == '\'' || character == '"') {
                    quote = character;
                } else if (character == '?') {
                    text.append(expression(trip.values().get(++position)));
                    continue;
                } else if (character == ';') {
                    texts.add(text.toString().strip());
                    text.setLength(0);
                    continue;
                }
                text.append(character);
            }
            if (!text.toString().isBlank()) {
                texts.add(text.toString().strip());
            }
            List<Statement> statements = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                SqlRecorder.Answer answer = trip.answers().get(i);
                boolean one = answer != null && answer.rows() == 1;
                boolean asked = one && isNeededLater(answer, number);
                statements.add(new Statement(texts.get(i), one, asked));
                if (asked) {
                    answer.numbers().forEach((column, value) -> answered.put(value, "answer_" + number + "_" + column));
                }
            }
            return new Trip(statements, number);
        }

        /** Whether a later statement is given a number that this one answered. Small numbers are no ids. */
        private boolean isNeededLater(SqlRecorder.Answer answer, int number) {
            return steps.stream()
                    .skip(number + 1L)
                    .filter(SqlRecorder.Step.RoundTrip.class::isInstance)
                    .map(SqlRecorder.Step.RoundTrip.class::cast)
                    .flatMap(trip -> trip.values().values().stream())
                    .filter(value -> value.type().equals("bigint"))
                    .flatMap(value -> value.elements().stream())
                    .anyMatch(text ->
                            text.length() >= SHORTEST_WITHIN && answer.numbers().containsValue(text));
        }

        private String expression(SqlRecorder.Value value) {
            if (!value.isArray()) {
                String text = value.elements().getFirst();
                return text == null ? "NULL" : parameter(value.type(), text);
            }
            if (value.elements().stream().allMatch(text -> text == null || isConstant(value.type(), text))) {
                return ":" + constant(arrayText(value.elements())) + "::" + value.type() + "[]";
            }
            List<String> elements = new ArrayList<>();
            for (String text : value.elements()) {
                elements.add(text == null ? "NULL" : parameter(value.type(), text));
            }
            return "ARRAY[" + String.join(", ", elements) + "]::" + value.type() + "[]";
        }

        private boolean isConstant(String type, String text) {
            return !parts(type, text).stream().anyMatch(Part::isVariable);
        }

        private record Part(String text, boolean isVariable) {}

        private String parameter(String type, String text) {
            List<Part> parts = parts(type, text);
            if (parts.size() == 1) {
                Part part = parts.getFirst();
                if (part.isVariable()) {
                    return operation.variables().stream()
                            .filter(variable -> variable.name().equals(part.text()))
                            .findFirst()
                            .map(variable -> variable.asParameter(type))
                            .orElse(":" + part.text() + "::" + type);
                }
                return part.text().isEmpty() ? "''::" + type : ":" + constant(part.text()) + "::" + type;
            }
            List<String> joined = new ArrayList<>();
            for (Part part : parts) {
                joined.add(":" + (part.isVariable() ? part.text() : constant(part.text())) + "::text");
            }
            return "(" + String.join(" || ", joined) + ")";
        }

        /** Takes a text apart into the variables in it and what stands between them. */
        private List<Part> parts(String type, String text) {
            Map<String, String> known = new LinkedHashMap<>();
            for (Variable variable : operation.variables()) {
                known.putIfAbsent(variable.sample(round), variable.name());
            }
            answered.forEach(known::putIfAbsent);
            if (known.containsKey(text)) {
                return List.of(new Part(known.get(text), true));
            }
            if (type.equals("text")) {
                for (Map.Entry<String, String> candidate : known.entrySet()) {
                    int at = candidate.getKey().length() < SHORTEST_WITHIN ? -1 : text.indexOf(candidate.getKey());
                    if (at >= 0) {
                        List<Part> parts = new ArrayList<>();
                        if (at > 0) {
                            parts.addAll(parts(type, text.substring(0, at)));
                        }
                        parts.add(new Part(candidate.getValue(), true));
                        int end = at + candidate.getKey().length();
                        if (end < text.length()) {
                            parts.addAll(parts(type, text.substring(end)));
                        }
                        return parts;
                    }
                }
            }
            return List.of(new Part(text, false));
        }

        /** The name under which a text is handed over; pgbench takes no empty ones. */
        private String constant(String text) {
            if (text.isEmpty()) {
                return "";
            }
            for (Map.Entry<String, String> known : constants.entrySet()) {
                if (known.getValue().equals(text)) {
                    return known.getKey();
                }
            }
            String name = "constant_" + (constants.size() + 1);
            constants.put(name, text);
            return name;
        }

        private static String arrayText(List<String> elements) {
            List<String> quoted = new ArrayList<>();
            for (String element : elements) {
                quoted.add(
                        element == null
                                ? "NULL"
                                : "\"" + element.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
            }
            return "{" + String.join(",", quoted) + "}";
        }
    }
}
