import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What processes have used of the processors, in microseconds, from Linux' {@code /proc}; nothing on other systems. */
final class ProcessorTime {

    /** Of user space's clock, the same on every Linux that Java runs on. */
    private static final long MICROSECONDS_A_TICK = 10_000;

    private static final Path PROC = Path.of("/proc");

    private record Times(long parent, long own, long ofEndedChildren) {}

    private ProcessorTime() {}

    static boolean isMeasured() {
        return Files.exists(PROC.resolve("self/stat"));
    }

    static OptionalLong of(long process) {
        Times times = times(Long.toString(process));
        return times == null ? OptionalLong.empty() : OptionalLong.of(times.own());
    }

    /** Of a process with its children, those that have ended included. */
    static OptionalLong ofFamily(long process) {
        Times times = times(Long.toString(process));
        if (times == null) {
            return OptionalLong.empty();
        }
        long sum = times.own() + times.ofEndedChildren();
        for (String child : processes()) {
            Times ofChild = times(child);
            if (ofChild != null && ofChild.parent() == process) {
                sum += ofChild.own();
            }
        }
        return OptionalLong.of(sum);
    }

    /** Of the children of this process that have ended. */
    static OptionalLong ofEndedChildren() {
        Times times = times("self");
        return times == null ? OptionalLong.empty() : OptionalLong.of(times.ofEndedChildren());
    }

    /** The resident memory of a process in KiB. */
    static OptionalLong residentKibibytes(long process) {
        try {
            return Files.readAllLines(PROC.resolve(process + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException elsewhere) {
            return OptionalLong.empty();
        }
    }

    private static List<String> processes() {
        List<String> processes = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            entries.forEach(entry -> processes.add(entry.getFileName().toString()));
        } catch (IOException elsewhere) {
            return List.of();
        }
        return processes;
    }

    /** Null when there is no such process any more. */
    private static Times times(String process) {
        try {
            String stat = Files.readString(PROC.resolve(process + "/stat"));
            // The second field is a name in parentheses, which may contain anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Times(
                    Long.parseLong(fields[1]),
                    (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROSECONDS_A_TICK,
                    (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MICROSECONDS_A_TICK);
        } catch (IOException ended) {
            return null;
        }
    }
}
