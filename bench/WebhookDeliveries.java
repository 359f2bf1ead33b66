import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver on this machine, the subscription that makes the service call it, and how often it was called. */
final class WebhookDeliveries implements AutoCloseable {

    static final String NAME = "webhooks";

    private static final byte[] ACCEPTED =
            "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> TYPES = List.of("order/created", "shipment_event/created");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ID = Pattern.compile("\"id\":\\s*(\\d+)");

    private final ServerSocket socket;
    private final AtomicLong received = new AtomicLong();
    private final String service;
    private final Operation.Credentials credentials;

    /** @param service where it answers */
    WebhookDeliveries(String service, Operation.Credentials credentials) throws IOException {
        this.service = service;
        this.credentials = credentials;
        this.socket = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    /** How many deliveries each order makes. */
    static int ofEachOrder() {
        return TYPES.size();
    }

    /** Waits until those who listen have been told everything. A delivery that had to be tried again ends the benchmark. */
    static void awaitAll(Connection connection) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isWaiting(connection)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("deliveries are still waiting after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
        long retried = Sql.number(
                connection, "SELECT count(*) FROM webhook_delivery WHERE state = 'failed' OR attempts > 0");
        if (retried > 0) {
            throw new IllegalStateException(retried + " deliveries did not arrive at the first attempt");
        }
    }

    private static boolean isWaiting(Connection connection) throws Exception {
        return Sql.number(connection, """
                SELECT count(*)
                  FROM (SELECT FROM outbox_event
                         UNION ALL
                        SELECT FROM webhook_delivery d JOIN webhook w USING (shop_id, webhook_id)
                         WHERE d.state = 'pending' AND w.active) AS waiting
                """) > 0;
    }

    /** How many deliveries have arrived so far. */
    long received() {
        return received.get();
    }

    /** How busy those are who send the orders. */
    enum Tills {
        /** Somewhat more than half of what the machine can do, which leaves it time for telling. */
        PACED(24),
        /** As fast as answers come: whatever else the machine does takes its time from them. */
        FLAT_OUT(0);

        private final int pauseMillis;

        Tills(int pauseMillis) {
            this.pauseMillis = pauseMillis;
        }

        int pauseMillis() {
            return pauseMillis;
        }
    }

    /** Has the service tell of each new order and of its first event, two deliveries an order; answers the subscriptions. */
    List<String> subscribe() throws Exception {
        List<String> subscriptions = new ArrayList<>();
        for (String type : TYPES) {
            String answer = call("/webhooks/crear?tipo=" + type + "&url=http://127.0.0.1:" + socket.getLocalPort() + "/");
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
                throw new IllegalStateException("no subscription: " + answer);
            }
            subscriptions.add(id.group(1));
        }
        return subscriptions;
    }

    void unsubscribe(List<String> subscriptions) throws Exception {
        for (String id : subscriptions) {
            call("/webhooks/eliminar?webhook_id=" + id);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String call(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path))
                    .POST(HttpRequest.BodyPublishers.noBody());
            credentials.marketful().forEach(request::header);
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.startVirtualThread(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** As little as a receiver can do, because it shares the processors with what is measured. */
    private void serve(Socket caller) {
        try (caller;
                InputStream in = new BufferedInputStream(caller.getInputStream(), 16_384);
                OutputStream out = caller.getOutputStream()) {
            StringBuilder line = new StringBuilder();
            int length = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.append((char) next);
                    continue;
                }
                String header = line.toString().strip().toLowerCase(Locale.ROOT);
                line.setLength(0);
                if (header.startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring("content-length:".length()).strip());
                } else if (header.isEmpty()) {
                    in.skipNBytes(length);
                    out.write(ACCEPTED);
                    received.incrementAndGet();
                }
            }
        } catch (IOException gone) {
            // The service opens another connection.
        }
    }
}
