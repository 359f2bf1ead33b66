package io.tianguis.platform.outbound;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to addresses that strangers have named, and fetches from them. The addresses of a host are asked for once a connection, judged all
 * together, and it is they that are connected to, so that no other answer of a name server can come in between; the
 * certificate is checked against the name all the same. A call ends after 15 seconds, whatever the other side does. To a post
 * a redirect is an answer, of which 64 KiB are read; a fetch follows three, each judged like the first address.
 */
public final class OutboundHttp implements AutoCloseable {

    /** What came of a call. */
    public sealed interface Answer {

        /**
         * The other side answered.
         *
         * @param retryAfter for how long it wants no further call
         */
        record Answered(int status, Optional<Duration> retryAfter) implements Answer {}

        /** It did not, or was not asked; the reason is a short sentence. */
        record Unanswered(String reason) implements Answer {}
    }

    /** Says which addresses a name has. */
    interface Names {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    /** Gives the addresses of a host away only when all are within reach: one that is not says what the name is for. */
    static final class Judgment implements DnsResolver {

        private final Reach reach;
        private final Names names;

        Judgment(Reach reach, Names names) {
            this.reach = reach;
            this.names = names;
        }

        static Judgment bySystem(Reach reach) {
            return new Judgment(reach, new NameLookup());
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = names.addresses(host);
            if (!Arrays.stream(addresses).allMatch(reach::covers)) {
                throw new UnknownHostException(explained(DestinationFault.OUT_OF_REACH));
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final Duration TIME_LIMIT = Duration.ofSeconds(15);
    private static final Timeout CONNECT_TIME_LIMIT = Timeout.ofSeconds(5);
    private static final int OK = 200;
    private static final int READ_AT_MOST = 64 << 10;
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_CONNECTIONS = 1_024;
    private static final int MOST_CONNECTIONS_PER_HOST = 64;
    private static final int LONGEST_HEADER = 8 << 10;
    private static final int MOST_HEADERS = 100;

    private final Judgment judgment;
    private final Clock clock;
    private final Duration timeLimit;
    private final ScheduledThreadPoolExecutor alarm;
    private final CloseableHttpClient client;

    public OutboundHttp(Reach reach, Clock clock) {
        this(Judgment.bySystem(reach), clock, TIME_LIMIT, DefaultClientTlsStrategy.createDefault());
    }

    OutboundHttp(Judgment judgment, Clock clock, Duration timeLimit, TlsSocketStrategy tls) {
        this.judgment = judgment;
        this.clock = clock;
        this.timeLimit = timeLimit;
        this.alarm = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("outbound-alarm").factory());
        this.alarm.setRemoveOnCancelPolicy(true);
        this.client = client(tls);
    }

    /** What is wrong with an address, as far as its text tells. Nobody is asked for its host. */
    public static Optional<DestinationFault> fault(String url, Reach reach) {
        return Destination.parse(url, reach).fold(destination -> Optional.empty(), Optional::of);
    }

    /** Posts a body once. */
    public Answer post(String url, Map<String, String> headers, String contentType, byte[] body) {
        return switch (Destination.parse(url, judgment.reach)) {
            case Outcome.Rejected<Destination, DestinationFault>(DestinationFault fault) ->
                new Answer.Unanswered(explained(fault));
            case Outcome.Ok<Destination, DestinationFault>(Destination destination) ->
                post(destination, headers, contentType, body);
        };
    }

    private Answer post(Destination destination, Map<String, String> headers, String contentType, byte[] body) {
        HttpPost request = new HttpPost(destination.target());
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
        Outcome<Answer, String> answer = call(destination, request, response -> {
            readOn(response.getEntity());
            return new Answer.Answered(response.getCode(), retryAfter(response.getFirstHeader("Retry-After")));
        });
        return answer.fold(Function.identity(), Answer.Unanswered::new);
    }

    /**
     * Fetches what stands at an address.
     *
     * @param accept the media types that are of use, as HTTP's header has them
     * @param mostBytes a longer answer is not taken
     * @return the body of an answer 200; else the reason, a short sentence
     */
    public Outcome<byte[], String> fetch(String url, String accept, int mostBytes) {
        String address = url;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            switch (Destination.parse(address, judgment.reach)) {
                case Outcome.Rejected<Destination, DestinationFault>(DestinationFault fault) -> {
                    return Outcome.rejected(explained(fault));
                }
                case Outcome.Ok<Destination, DestinationFault>(Destination destination) -> {
                    switch (fetch(destination, accept, mostBytes)) {
                        case Fetched.Whole(byte[] body) -> {
                            return Outcome.ok(body);
                        }
                        case Fetched.Failed(String reason) -> {
                            return Outcome.rejected(reason);
                        }
                        case Fetched.Elsewhere(String location) -> address = location;
                    }
                }
            }
        }
        return Outcome.rejected("more than " + MOST_REDIRECTS + " redirects");
    }

    /** What came of one step of a fetch. */
    private sealed interface Fetched {

        record Whole(byte[] body) implements Fetched {}

        record Elsewhere(String location) implements Fetched {}

        record Failed(String reason) implements Fetched {}
    }

    private Fetched fetch(Destination destination, String accept, int mostBytes) {
        HttpGet request = new HttpGet(destination.target());
        request.setHeader("Accept", accept);
        Outcome<Fetched, String> fetched = call(destination, request, response -> {
            if (REDIRECTS.contains(response.getCode()) && response.containsHeader("Location")) {
                readOn(response.getEntity());
                return new Fetched.Elsewhere(
                        destination.resolved(response.getFirstHeader("Location").getValue()));
            }
            if (response.getCode() != OK) {
                readOn(response.getEntity());
                return new Fetched.Failed("the answer was " + response.getCode());
            }
            return body(response.getEntity(), mostBytes)
                    .<Fetched>map(Fetched.Whole::new)
                    .orElseGet(() -> new Fetched.Failed("more than " + mostBytes + " bytes"));
        });
        return fetched.fold(Function.identity(), Fetched.Failed::new);
    }

    /** What is made of an answer while its connection is open. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ClassicHttpResponse response) throws IOException;
    }

    /** Calls once, and answers the reason, a short sentence, when there was no answer within the time limit. */
    private <T> Outcome<T, String> call(Destination destination, HttpUriRequestBase request, Reading<T> reading) {
        HttpHost host = new HttpHost(destination.scheme(), destination.host(), destination.port());
        Future<?> ring = alarm.schedule(request::cancel, timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse response = client.executeOpen(host, request, null)) {
            return Outcome.ok(reading.of(response));
        } catch (IOException failure) {
            boolean late = request.isCancelled() || isReadTooLong(failure);
            return Outcome.rejected(late ? "no answer within " + timeLimit.toSeconds() + " s" : explained(failure));
        } finally {
            ring.cancel(false);
        }
    }

    /** A read has the same time limit as the call, and is over first when the alarm rings late. */
    private static boolean isReadTooLong(IOException failure) {
        return failure instanceof SocketTimeoutException && !(failure instanceof ConnectTimeoutException);
    }

    /** Of a body whose length is said and too long, nothing is read. */
    private static Optional<byte[]> body(HttpEntity entity, int mostBytes) throws IOException {
        if (entity == null || entity.getContent() == null) {
            return Optional.of(new byte[0]);
        }
        return entity.getContentLength() > mostBytes
                ? Optional.empty()
                : Optional.of(entity.getContent().readNBytes(mostBytes + 1)).filter(body -> body.length <= mostBytes);
    }

    /** An answer that is read to its end leaves its connection for the next call; of a longer one the connection is closed. */
    private static void readOn(HttpEntity entity) throws IOException {
        if (entity == null) {
            return;
        }
        InputStream content = entity.getContent();
        if (content != null) {
            content.readNBytes(READ_AT_MOST);
            content.read();
        }
    }

    private Optional<Duration> retryAfter(Header header) {
        if (header == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(clock.now(), until)).filter(Duration::isPositive);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private CloseableHttpClient client(TlsSocketStrategy tls) {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(judgment)
                .setTlsSocketStrategy(tls)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS_PER_HOST)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_TIME_LIMIT)
                        .setSocketTimeout(Timeout.of(timeLimit))
                        .setTimeToLive(TimeValue.ofMinutes(1))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_HEADER)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT_TIME_LIMIT)
                        .setResponseTimeout(Timeout.of(timeLimit))
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Tianguis")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableCookieManagement()
                .disableContentCompression()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    private static String explained(DestinationFault fault) {
        return switch (fault) {
            case TOO_LONG -> "the address is too long";
            case MALFORMED -> "the address cannot be read";
            case SCHEME -> "the address is neither http nor https";
            case CREDENTIALS -> "the address holds a user name";
            case OUT_OF_REACH -> "the address is not a public one";
        };
    }

    private static String explained(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        alarm.shutdownNow();
    }
}
