package io.tianguis.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another process that owns an embedded PostgreSQL: this class is both its program and the handle on it. */
final class Owner implements AutoCloseable {

    static final String TEXT = "http://127.0.0.1:8080";

    private final Process process;
    private final long postgresPid;

    /** Serves from the folder in the first argument until its input ends. */
    static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(EmbeddedPostgres.Options.forServer(Path.of(arguments[0])))) {
            postgres.announce(TEXT);
            System.out.println("READY " + postgres.pid());
            while (System.in.read() >= 0) {
                // Only the end counts.
            }
        }
    }

    private Owner(Process process, long postgresPid) {
        this.process = process;
        this.postgresPid = postgresPid;
    }

    static Owner start(Path dataFolder) throws IOException {
        return start(dataFolder, List.of(), System.getProperty("java.class.path"), Map.of());
    }

    /** @param prefix what is written before the java command, such as a change of user */
    static Owner start(Path dataFolder, List<String> prefix, String classPath, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, Owner.class.getName()));
        command.add(dataFolder.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new Owner(process, readUntilReady(process));
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle postgres() {
        return ProcessHandle.of(postgresPid).orElseThrow();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it end by itself. */
    int finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + process.pid() + " does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }

    private static long readUntilReady(Process process) throws IOException {
        StringBuilder output = new StringBuilder();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("READY ")) {
                return Long.parseLong(line.substring(6));
            }
            output.append(line).append('\n');
        }
        throw new AssertionError("the owner ended before it was ready:\n" + output);
    }
}
