package io.tianguis.platform.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves surfaces on one port. A request is bounded, named, matched and handled here; a fault is logged once and answered
 * in the surface's own words. Stopping lets the requests under way finish.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final byte[] NOTHING = {};
    private static final String CONNECTION = "Connection";
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final int GZIP_FROM_BYTES = 1024;
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);
    private static final Header CLOSE = HeaderValues.create(HeaderNames.CONNECTION, "close");
    private static final Header GZIP = HeaderValues.create(HeaderNames.CONTENT_ENCODING, "gzip");
    private static final Header VARY = HeaderValues.create(HeaderNames.VARY, "Accept-Encoding");
    private static final Response OVERLOADED = PlainErrorPages.page(
                    503, "overloaded", "Too many requests are under way, come back in a second")
            .withHeader("Retry-After", "1");
    private static final Response STOPPING = PlainErrorPages.page(
                    503, "stopping", "This process stops, come back in a second")
            .withHeader("Retry-After", "1");

    /** Up to so many times the largest body is skipped, so that the client hears why before it is cut off. */
    private static final int SKIPPED_BODIES = 2;

    private static final int IDLE_CHECKS = 4;

    private final Router router;
    private final HttpLimits limits;
    private final RequestObserver observer;
    private final RequestIds requestIds;
    private final SlowClients slowClients;
    private final WebServer server;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean draining;

    /**
     * Starts serving.
     *
     * @param port 0 picks a free one, told by {@link #port()}
     * @param surfaces the last one answers for paths that no surface owns
     */
    public static HttpServer start(
            String host,
            int port,
            List<Surface> surfaces,
            HttpLimits limits,
            RequestIds requestIds,
            RequestObserver observer) {
        return new HttpServer(host, port, surfaces, limits, requestIds, observer);
    }

    private HttpServer(
            String host,
            int port,
            List<Surface> surfaces,
            HttpLimits limits,
            RequestIds requestIds,
            RequestObserver observer) {
        requireFree(host, port);
        this.router = new Router(surfaces.subList(0, surfaces.size() - 1), surfaces.getLast());
        this.limits = limits;
        this.requestIds = requestIds;
        this.observer = observer;
        this.slowClients = new SlowClients(limits.requestTimeout());
        Http1Config http = Http1Config.builder()
                .maxPrologueLength(4 * limits.uriBytes())
                .maxHeadersSize(limits.headerBytes())
                .validatePrologue(false)
                .validatePath(false)
                .addReceiveListener(slowClients)
                .build();
        this.server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .maxTcpConnections(limits.connections())
                .maxPayloadSize((long) SKIPPED_BODIES * limits.bodyBytes())
                .idleConnectionTimeout(limits.idleTimeout())
                .idleConnectionPeriod(limits.idleTimeout().dividedBy(IDLE_CHECKS))
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                // A second protocol to choose from would leave connections that say nothing open for ever.
                .protocolsDiscoverServices(false)
                .addConnectionSelector(
                        Http1ConnectionSelector.builder().config(http).build())
                .directHandlers(directHandlers())
                .routing(HttpRouting.builder().any(this::serve))
                .build()
                .start();
        if (!server.isRunning() || server.port() <= 0) {
            close();
            throw cannotListen(host, port, new IOException("refused"));
        }
    }

    /** Helidon would log a refused address with its trace and go on without a port. */
    private static void requireFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw cannotListen(host, port, taken);
        }
    }

    private static UncheckedIOException cannotListen(String host, int port, IOException cause) {
        BindException refused = new BindException("cannot listen on " + host + ":" + port + ": " + cause.getMessage());
        refused.initCause(cause);
        return new UncheckedIOException(refused);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** How many requests are being answered at this moment. */
    public int requestsUnderWay() {
        return underWay.get();
    }

    /** Takes no more requests, waits a bounded time for those under way, and stops. */
    @Override
    public void close() {
        draining = true;
        long deadline = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        while (underWay.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        server.stop();
        slowClients.close();
    }

    /** Nothing but the end of the connection leaves here: what Helidon would log of a failure has the query in it. */
    private void serve(ServerRequest incoming, ServerResponse outgoing) {
        try {
            boolean overloaded = underWay.incrementAndGet() > limits.concurrentRequests();
            if (serve(incoming, outgoing, overloaded)) {
                throw new CloseConnectionException("answered for the last time");
            }
        } catch (CloseConnectionException end) {
            throw end;
        } catch (UncheckedIOException gone) {
            throw new CloseConnectionException("the client did not wait for its answer", gone);
        } catch (RuntimeException fault) {
            LOG.error("a request failed outside its handler", fault);
            throw new CloseConnectionException("failed", fault);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Answers whether that was the connection's last request. */
    private boolean serve(ServerRequest incoming, ServerResponse outgoing, boolean overloaded) {
        long started = System.nanoTime();
        String path = incoming.prologue().uriPath().rawPath();
        Router.Match match = router.match(path);
        Request request = request(incoming, path);
        Response response;
        if (draining) {
            response = STOPPING;
        } else if (overloaded) {
            response = OVERLOADED;
        } else {
            response = answer(incoming, request, match);
        }
        match.surface().headers().forEach((name, value) -> outgoing.header(name, value));
        boolean last = draining || response.headers().containsKey(CONNECTION) || asksToClose(incoming);
        if (last) {
            outgoing.header(CLOSE);
        }
        try {
            send(incoming, outgoing, response, request.id());
        } finally {
            observer.answered(
                    match.surface().name(), templateOf(match), request, response, System.nanoTime() - started);
        }
        return last;
    }

    private static boolean asksToClose(ServerRequest incoming) {
        return incoming.headers()
                .first(HeaderNames.CONNECTION)
                .filter(wish -> wish.equalsIgnoreCase("close"))
                .isPresent();
    }

    private Request request(ServerRequest incoming, String path) {
        ServerRequestHeaders headers = incoming.headers();
        Function<String, Optional<String>> header = name -> headers.first(HeaderNames.create(name));
        String id = requestIds.of(headers.first(REQUEST_ID));
        String method = incoming.prologue().method().text();
        String query = incoming.prologue().query().rawValue();
        return new Request(id, peer(incoming), method, path, query, Map.of(), header, NOTHING);
    }

    private static String peer(ServerRequest incoming) {
        return incoming.remotePeer().address() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress()
                : "";
    }

    /** The body is read even when nobody wants it: the connection's next request stands behind it. */
    private Response answer(ServerRequest incoming, Request request, Router.Match match) {
        ErrorPages pages = match.surface().errorPages();
        RequestBody body = RequestBody.of(incoming, limits.bodyBytes());
        if (!slowClients.arrived()) {
            throw new CloseConnectionException("the request took too long");
        }
        try {
            return switch (body) {
                case RequestBody.Malformed _ -> pages.badRequest(request).withHeader(CONNECTION, "close");
                case RequestBody.TooLarge(boolean skipped) -> {
                    Response refusal = answer(request, match, null);
                    yield skipped ? refusal : refusal.withHeader(CONNECTION, "close");
                }
                case RequestBody.Whole(byte[] bytes) -> answer(request, match, bytes);
            };
        } catch (RuntimeException fault) {
            LOG.error("request {} failed: {} {}", request.id(), request.method(), templateOf(match), fault);
            observer.failed(match.surface().name(), templateOf(match));
            return pages.fault(request);
        }
    }

    /** @param body null when it is too large */
    private Response answer(Request request, Router.Match match, byte @Nullable [] body) {
        ErrorPages pages = match.surface().errorPages();
        if (request.path().length() + request.rawQuery().length() > limits.uriBytes()) {
            return pages.uriTooLong(request);
        }
        return switch (match) {
            case Router.Match.Unreadable _ -> pages.badRequest(request);
            case Router.Match.Unknown _ -> pages.notFound(request);
            case Router.Match.Found found -> dispatch(request, found, body);
        };
    }

    private static Response dispatch(Request request, Router.Match.Found found, byte @Nullable [] body) {
        ErrorPages pages = found.surface().errorPages();
        boolean head = request.method().equals("HEAD");
        Handler handler = found.handlers().get(head ? "GET" : request.method());
        if (handler == null) {
            String allowed = String.join(", ", found.allowed());
            return request.method().equals("OPTIONS")
                    ? options(found.surface(), allowed)
                    : pages.methodNotAllowed(request).withHeader("Allow", allowed);
        }
        if (body == null) {
            return pages.bodyTooLarge(request);
        }
        return handler.handle(new Request(
                request.id(),
                request.peer(),
                request.method(),
                request.path(),
                request.rawQuery(),
                found.pathParameters(),
                request.headers(),
                body));
    }

    private static Response options(Surface surface, String allowed) {
        Response response = Response.empty(204).withHeader("Allow", allowed);
        if (surface.preflightHeaders().isEmpty()) {
            return response;
        }
        response = response.withHeader("Access-Control-Allow-Methods", allowed);
        for (Map.Entry<String, String> header : surface.preflightHeaders().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }

    private void send(ServerRequest incoming, ServerResponse outgoing, Response response, String requestId) {
        outgoing.status(Status.create(response.status()));
        outgoing.header(REQUEST_ID, requestId);
        response.headers().forEach((name, value) -> outgoing.header(name, value));
        if (response.contentType() == null) {
            outgoing.send();
            return;
        }
        outgoing.header(HeaderNames.CONTENT_TYPE, response.contentType());
        byte[] body = response.body();
        if (body.length >= GZIP_FROM_BYTES) {
            outgoing.header(VARY);
            if (Gzip.isAccepted(
                    incoming.headers().first(HeaderNames.ACCEPT_ENCODING).orElse(""))) {
                outgoing.header(GZIP);
                body = Gzip.compress(body);
            }
        }
        if (incoming.prologue().method().text().equals("HEAD")) {
            outgoing.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            outgoing.send();
            return;
        }
        outgoing.send(body);
    }

    private static String templateOf(Router.Match match) {
        return match instanceof Router.Match.Found found ? found.template() : "unknown";
    }

    /** What is answered to requests that Helidon refuses itself, before the router sees them. */
    private DirectHandlers directHandlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (request, type, status, headers, message) -> refuse(request, status, headers));
        }
        return handlers.build();
    }

    /**
     * Faults of ours end in {@link #serve}, so that what Helidon takes for one here is a request that broke off: saying so
     * keeps it out of the log.
     */
    private DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest refused, Status asked, ServerResponseHeaders headers) {
        Status status = asked.code() == Status.INTERNAL_SERVER_ERROR_500_CODE ? Status.BAD_REQUEST_400 : asked;
        Router.Match match = router.match(refused.path());
        Request request = new Request(
                requestIds.of(refused.headers().first(REQUEST_ID)),
                "",
                refused.method(),
                refused.path(),
                "",
                Map.of(),
                name -> refused.headers().first(HeaderNames.create(name)),
                NOTHING);
        String reason = status.reasonPhrase();
        Response response = status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413_CODE
                ? match.surface().errorPages().bodyTooLarge(request)
                : PlainErrorPages.page(
                        status.code(), reason.toLowerCase(Locale.ROOT).replace(' ', '_'), reason);
        match.surface().headers().forEach((name, value) -> headers.set(HeaderValues.create(name, value)));
        headers.set(HeaderValues.create(REQUEST_ID, request.id()));
        headers.set(HeaderValues.create(HeaderNames.CONTENT_TYPE, String.valueOf(response.contentType())));
        observer.answered(match.surface().name(), "unknown", request, response, 0);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .entity(response.body())
                .keepAlive(false)
                .build();
    }
}
