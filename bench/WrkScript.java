import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request of an operation as a Lua script of wrk. It joins prepared texts and random numbers and does nothing else,
 * because the load generator shares the machine with what it measures.
 */
final class WrkScript {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z0-9_]+)}");

    private WrkScript() {}

    static String of(Operation operation, String host) {
        return of(operation, host, 0);
    }

    /** @param pauseMillis how long each connection rests between an answer and its next request */
    static String of(Operation operation, String host, int pauseMillis) {
        StringBuilder variables = new StringBuilder();
        operation.variables().forEach(variable -> variables.append(variable.inLua()));
        return """
                -- %s
                -- Arguments: the seed, and the first of the numbers that nobody has used.
                local threads = 0

                function setup(thread)
                  thread:set("thread_number", threads)
                  threads = threads + 1
                end

                function init(arguments)
                  math.randomseed(tonumber(arguments[1]) + thread_number)
                  first_number = tonumber(arguments[2])
                  count = 0
                end

                function request()
                %s  return %s
                end

                %sfunction done(summary, latency, requests)
                  local errors = summary.errors
                  io.write(string.format("figures %%d %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration,
                    latency:percentile(50), latency:percentile(99), errors.status,
                    errors.connect + errors.read + errors.write + errors.timeout, os.clock() * 1000000))
                end
                """.formatted(
                        operation.title(),
                        variables,
                        concatenation(operation.wireText(host)),
                        pauseMillis == 0 ? "" : "function delay()\n  return " + pauseMillis + "\nend\n\n");
    }

    private static String concatenation(String text) {
        StringBuilder lua = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            lua.append(literal(text.substring(end, place.start())))
                    .append(" .. ")
                    .append(place.group(1))
                    .append(" .. ");
            end = place.end();
        }
        return lua.append(literal(text.substring(end))).toString();
    }

    private static String literal(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n") + "\"";
    }
}
