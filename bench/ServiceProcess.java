import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as its users start it, with the launcher's own flags. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final int POLL_MILLISECONDS = 3;

    private final Process process;
    private final int port;
    private final Duration untilReady;
    private final Thread hook;

    private ServiceProcess(Process process, int port, long startedAt, Path log) {
        this.process = process;
        this.port = port;
        this.hook = new Thread(this::end);
        Runtime.getRuntime().addShutdownHook(hook);
        awaitReady(startedAt, log);
        this.untilReady = Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Returns at the first 200 of {@code /health/ready}. */
    static ServiceProcess start(Path home, Path data, Path log, String... options) {
        try {
            int port = freePort();
            ProcessBuilder builder = new ProcessBuilder(
                    home.resolve("tianguis").toString(),
                    "start",
                    "--data",
                    data.toString(),
                    "--port",
                    Integer.toString(port));
            builder.command().addAll(List.of(options));
            for (String name :
                    new String[] {"DATABASE_URL", "TIANGUIS_DATA", "TIANGUIS_HOST", "TIANGUIS_DATABASE_CONNECTIONS"}) {
                builder.environment().remove(name);
            }
            File output = log.toFile();
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output));
            long startedAt = System.nanoTime();
            return new ServiceProcess(builder.start(), port, startedAt, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From the launcher's first instruction to the first 200. */
    Duration untilReady() {
        return untilReady;
    }

    /** Of the JVM: the launcher becomes it. */
    long pid() {
        return process.pid();
    }

    String url() {
        return "http://" + host();
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    /** Takes it off the processors, background threads and all, until {@link #resume}. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }

    private void end() {
        if (!process.isAlive()) {
            return;
        }
        resume();
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(long startedAt, Path log) {
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - startedAt > READY_WITHIN.toNanos()) {
                end();
                throw new IllegalStateException("the service did not become ready; its last words:\n" + lastWords(log));
            }
            try {
                Thread.sleep(POLL_MILLISECONDS);
            } catch (InterruptedException interrupted) {
                end();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET /health/ready HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String lastWords(Path log) {
        try {
            var lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
