import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.agroal.api.AgroalDataSource;
import io.tianguis.Backend;
import io.tianguis.Program;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.postgres.PostgresAddress;
import io.tianguis.platform.sql.ConnectionPool;
import io.tianguis.platform.system.SecureRandomness;
import io.tianguis.platform.system.SystemClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The program within this process, on a watched pool: each operation is sent to it, and its SQL written down. */
final class Recording implements AutoCloseable {

    private final SqlRecorder recorder = new SqlRecorder();
    private final KnownDraws draws = new KnownDraws();
    private final AgroalDataSource pool;
    private final Program program;
    private final HttpClient client = HttpClient.newHttpClient();

    Recording(PostgresAddress address) {
        ((Logger) LoggerFactory.getLogger("access")).setLevel(Level.OFF);
        this.pool = ConnectionPool.open(address.jdbcUrl(), address.user(), address.password(), 4);
        Backend backend = Backend.on(recorder.watching(pool), new SystemClock(), draws);
        this.program = Program.start(backend, "127.0.0.1", 0);
    }

    /** Draws what an operation says that is drawn, so that it can be told from what never changes. */
    private static final class KnownDraws implements Randomness {

        private final Randomness others = new SecureRandomness();
        private volatile Optional<String> next = Optional.empty();

        @Override
        public int below(int bound) {
            return others.below(bound);
        }

        @Override
        public String text(int length, String alphabet) {
            return next.filter(text -> text.length() == length).orElseGet(() -> others.text(length, alphabet));
        }
    }

    /** The second request of two, for the first one fills the memory of credentials. */
    PgbenchScript record(Operation operation) throws IOException, InterruptedException {
        send(operation, 0);
        recorder.take();
        send(operation, 1);
        List<SqlRecorder.Step> steps = recorder.take();
        if (steps.isEmpty()) {
            throw new IllegalStateException(operation.name() + " asked the database nothing");
        }
        return PgbenchScript.of(operation, 1, steps);
    }

    private void send(Operation operation, int round) throws IOException, InterruptedException {
        String body = operation.sampled(operation.body(), round);
        draws.next = operation.drawn(round);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + program.port() + operation.sampled(operation.path(), round)))
                .method(
                        operation.method(),
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        operation.sentHeaders().forEach((name, value) -> request.header(name, operation.sampled(value, round)));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(
                    operation.name() + " answers " + response.statusCode() + ": " + response.body());
        }
    }

    @Override
    public void close() {
        client.close();
        program.close();
        pool.close();
    }
}
