import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a result was measured on, without which nobody can compare it. */
final class Machine {

    private Machine() {}

    static void describe(Report report) throws IOException {
        report.machine(
                "machine",
                Runtime.getRuntime().availableProcessors() + " cores" + processor() + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        report.machine("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        for (String tool : List.of("wrk", "pgbench")) {
            report.machine(tool, LoadGenerators.version(tool).orElse("unknown"));
        }
        List<String> settings = System.getenv().keySet().stream()
                .filter(name -> name.startsWith("TIANGUIS_"))
                .sorted()
                .toList();
        if (!settings.isEmpty()) {
            report.machine("not as by default, set in the environment", String.join(", ", settings));
        }
    }

    static String commit(Path home) {
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
}
