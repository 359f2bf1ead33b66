package io.tianguis.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.outbound.OutboundHttp.Answer;
import io.tianguis.testkit.MovableClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real calls to receivers on this machine, some of which do not behave. */
class OutboundHttpTest {

    private static final Duration TIME_LIMIT = Duration.ofMillis(700);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final OutboundHttp http = http(Reach.EVERYWHERE, DefaultClientTlsStrategy.createDefault());

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void aBodyArrivesWithItsHeadersAndTheConnectionIsUsedAgain() throws IOException {
        int port = receiver("HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(post("http://127.0.0.1:" + port + "/x?y=1")).isEqualTo(answered(204));
        assertThat(post("http://127.0.0.1:" + port + "/x?y=1")).isEqualTo(answered(204));

        assertThat(connections).hasValue(1);
        assertThat(requests.getFirst())
                .startsWith("POST /x?y=1 HTTP/1.1\r\n")
                .contains("webhook-id: msg_1\r\n", "Host: 127.0.0.1:" + port + "\r\n", "Content-Length: 7\r\n")
                .contains("Content-Type: application/json; charset=utf-8\r\n", "User-Agent: Tianguis\r\n")
                .doesNotContainIgnoringCase("cookie", "upgrade:", "accept-encoding")
                .endsWith("\r\n\r\n{\"a\":1}");
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws IOException {
        int elsewhere = receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        int port = receiver("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:" + elsewhere
                + "/\r\nContent-Length: 0\r\n\r\n");

        assertThat(post("http://127.0.0.1:" + port)).isEqualTo(answered(307));
        assertThat(connections).hasValue(1);
    }

    @Test
    void aReceiverTellsWhenItWantsToHearAgain() throws IOException {
        int seconds = receiver("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
        int date = receiver("HTTP/1.1 503 Service Unavailable\r\nRetry-After: Mon, 02 Mar 2026 12:01:00 GMT\r\n"
                + "Content-Length: 0\r\n\r\n");
        int past = receiver("HTTP/1.1 503 Service Unavailable\r\nRetry-After: Mon, 02 Mar 2026 11:00:00 GMT\r\n"
                + "Content-Length: 0\r\n\r\n");
        int nonsense = receiver("HTTP/1.1 503 Service Unavailable\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n");

        assertThat(post("http://127.0.0.1:" + seconds))
                .isEqualTo(new Answer.Answered(429, Optional.of(Duration.ofMinutes(2))));
        assertThat(post("http://127.0.0.1:" + date))
                .isEqualTo(new Answer.Answered(503, Optional.of(Duration.ofMinutes(1))));
        assertThat(post("http://127.0.0.1:" + past)).isEqualTo(answered(503));
        assertThat(post("http://127.0.0.1:" + nonsense)).isEqualTo(answered(503));
    }

    @Test
    void whoNeverAnswersIsLeftWhenTheTimeIsOver() throws IOException {
        int silent = receiver("");

        assertThat(post("http://127.0.0.1:" + silent)).isEqualTo(new Answer.Unanswered("no answer within 0 s"));
    }

    @Test
    void whoAnswersByTheDropIsLeftWhenTheTimeIsOver() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        int dripping = serve(ServerSocketFactory.getDefault(), (input, output) -> {
            try {
                output.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                    output.write('x');
                    output.flush();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (IOException left) {
                closed.countDown();
            }
        });

        assertThat(post("http://127.0.0.1:" + dripping)).isInstanceOf(Answer.Unanswered.class);
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() throws IOException {
        AtomicInteger written = new AtomicInteger();
        int endless = serve(ServerSocketFactory.getDefault(), (input, output) -> {
            readRequest(input);
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] kilobytes = new byte[1 << 16];
            while (true) {
                output.write(kilobytes);
                written.incrementAndGet();
            }
        });

        assertThat(post("http://127.0.0.1:" + endless)).isEqualTo(answered(200));
        assertThat(written).hasValueLessThan(1_000);
    }

    @Test
    void endlessHeadersAreNotReadToTheirEnd() throws IOException {
        int endless = serve(ServerSocketFactory.getDefault(), (input, output) -> {
            readRequest(input);
            output.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                output.write("X-More: of it\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        });

        assertThat(post("http://127.0.0.1:" + endless)).isInstanceOf(Answer.Unanswered.class);
    }

    @Test
    void whereNobodyListensIsUnanswered() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(post("http://127.0.0.1:" + port)).isInstanceOf(Answer.Unanswered.class);
    }

    @Test
    void nameAndAddressesThatAreNotPublicAreNeverConnectedTo() throws IOException {
        int port = receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        OutboundHttp careful = http(Reach.PUBLIC, DefaultClientTlsStrategy.createDefault());
        String ownName = InetAddress.getLocalHost().getHostName();

        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "ip6-localhost", ownName)) {
            assertThat(careful.post("http://" + host + ":" + port, Map.of(), "application/json", new byte[0]))
                    .as(host)
                    .isInstanceOf(Answer.Unanswered.class);
        }
        assertThat(connections).hasValue(0);
    }

    @Test
    void whatANameServerSaysIsJudgedWhenTheConnectionIsMade() throws IOException {
        int port = receiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        OutboundHttp.Judgment judgment = new OutboundHttp.Judgment(Reach.PUBLIC, name -> new InetAddress[] {
            InetAddress.ofLiteral("8.8.8.8"), InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})
        });
        OutboundHttp rebound =
                new OutboundHttp(judgment, new MovableClock(), TIME_LIMIT, DefaultClientTlsStrategy.createDefault());
        open.add(rebound);

        assertThat(rebound.post("http://rebound.example:" + port, Map.of(), "application/json", new byte[0]))
                .isEqualTo(new Answer.Unanswered("the address is not a public one"));
        assertThat(connections).hasValue(0);
    }

    @Test
    void theCertificateIsCheckedAgainstTheNameWhileTheAddressIsTheOneThatWasJudged() throws Exception {
        SSLContext tls = selfSigned("receiver.example");
        int port = receiver(tls.getServerSocketFactory(), "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        OutboundHttp.Judgment here = new OutboundHttp.Judgment(Reach.EVERYWHERE, name ->
                new InetAddress[] {InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})});
        OutboundHttp trusting =
                new OutboundHttp(here, new MovableClock(), Duration.ofSeconds(5), new DefaultClientTlsStrategy(tls));
        open.add(trusting);

        assertThat(trusting.post("receiver.example:" + port, Map.of(), "application/json", new byte[0]))
                .isEqualTo(answered(200));
        assertThat(trusting.post("other.example:" + port, Map.of(), "application/json", new byte[0]))
                .isInstanceOf(Answer.Unanswered.class);
        assertThat(post("https://127.0.0.1:" + port)).isInstanceOf(Answer.Unanswered.class);
        assertThat(requests).singleElement().asString().contains("Host: receiver.example:" + port);
    }

    @Test
    void whatStandsAtAnAddressIsFetchedFromWhereItStandsNow() throws IOException {
        int there = receiver("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\njpeg");
        int here = receiver("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + there
                + "/new.jpg?size=1\r\nContent-Length: 0\r\n\r\n");

        assertThat(fetched("http://127.0.0.1:" + here + "/old.jpg")).isEqualTo("jpeg");

        assertThat(requests.getFirst()).contains("Accept: image/jpeg, image/png\r\n");
        assertThat(requests.getLast()).startsWith("GET /new.jpg?size=1 HTTP/1.1\r\n");
    }

    @Test
    void aFetchFollowsThreeRedirectsAndJudgesEach() throws IOException {
        int around = receiver("HTTP/1.1 301 Moved\r\nLocation: again\r\nContent-Length: 0\r\n\r\n");
        int odd = receiver("HTTP/1.1 301 Moved\r\nLocation: gopher://127.0.0.1/\r\nContent-Length: 0\r\n\r\n");
        assertThat(fetched("http://127.0.0.1:" + around + "/a/b")).isEqualTo("more than 3 redirects");
        assertThat(requests)
                .extracting(request -> request.substring(0, request.indexOf(" HTTP")))
                .containsExactly("GET /a/b", "GET /a/again", "GET /a/again", "GET /a/again");
        assertThat(fetched("http://127.0.0.1:" + odd)).isEqualTo("the address is neither http nor https");
        assertThat(http.fetch("file:///etc/passwd", "image/png", 10))
                .isEqualTo(Outcome.rejected("the address is neither http nor https"));
    }

    @Test
    void moreThanIsAskedForIsNotTaken() throws IOException {
        int told = receiver("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901");
        int untold = serve(ServerSocketFactory.getDefault(), (input, output) -> {
            readRequest(input);
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                output.write('x');
            }
        });
        int missing = receiver("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

        assertThat(fetched("http://127.0.0.1:" + told)).isEqualTo("more than 10 bytes");
        assertThat(fetched("http://127.0.0.1:" + untold)).isEqualTo("more than 10 bytes");
        assertThat(fetched("http://127.0.0.1:" + missing)).isEqualTo("the answer was 404");
    }

    /** The body, or why there is none. */
    private String fetched(String url) {
        return http.fetch(url, "image/jpeg, image/png", 10)
                .fold(body -> new String(body, StandardCharsets.US_ASCII), reason -> reason);
    }

    private OutboundHttp http(Reach reach, DefaultClientTlsStrategy tls) {
        OutboundHttp made =
                new OutboundHttp(OutboundHttp.Judgment.bySystem(reach), new MovableClock(), TIME_LIMIT, tls);
        open.add(made);
        return made;
    }

    private Answer post(String url) {
        return http.post(
                url,
                Map.of("webhook-id", "msg_1"),
                "application/json; charset=utf-8",
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answered(int status) {
        return new Answer.Answered(status, Optional.empty());
    }

    /** Says what one receiver does with a connection. */
    private interface Behavior {
        void with(InputStream input, OutputStream output) throws IOException;
    }

    private int receiver(String answer) throws IOException {
        return receiver(ServerSocketFactory.getDefault(), answer);
    }

    /** Answers every request with the same text, on a connection that stays open. */
    private int receiver(ServerSocketFactory sockets, String answer) throws IOException {
        return serve(sockets, (input, output) -> {
            while (true) {
                requests.add(readRequest(input));
                output.write(answer.getBytes(StandardCharsets.US_ASCII));
                output.flush();
            }
        });
    }

    private int serve(ServerSocketFactory sockets, Behavior behavior) throws IOException {
        ServerSocket server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.startVirtualThread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    open.add(socket);
                    connections.incrementAndGet();
                    Thread.startVirtualThread(() -> {
                        try (socket) {
                            behavior.with(socket.getInputStream(), socket.getOutputStream());
                        } catch (IOException left) {
                            requests.removeIf(String::isEmpty);
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return server.getLocalPort();
    }

    /** Head and body of a request whose length is told. */
    private static String readRequest(InputStream input) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int character = input.read();
            if (character < 0) {
                throw new IOException("left");
            }
            request.append((char) character);
        }
        String head = request.toString();
        int length = head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .sum();
        return head + new String(input.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** A context that shows a certificate of this name, and trusts it. */
    private SSLContext selfSigned(String name) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "36500",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
            keys.load(stored, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
