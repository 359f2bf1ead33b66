package io.tianguis.platform.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves surfaces on one port. A request is bounded, named, matched and handled here; a fault is logged once and answered
 * in the surface's own words. Stopping lets the requests under way finish.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final int GZIP_FROM_BYTES = 1024;
    private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);
    private static final Header CLOSE = HeaderValues.create(HeaderNames.CONNECTION, "close");
    private static final Header GZIP = HeaderValues.create(HeaderNames.CONTENT_ENCODING, "gzip");
    private static final Header VARY = HeaderValues.create(HeaderNames.VARY, "Accept-Encoding");
    private static final byte[] OVERLOADED =
            "{\"error\":\"overloaded\",\"message\":\"Too many requests are under way, come back in a second\",\"status\":503}"
                    .getBytes(StandardCharsets.UTF_8);

    private final Router router;
    private final HttpLimits limits;
    private final RequestObserver observer;
    private final RequestIds requestIds;
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
        this.router = new Router(surfaces.subList(0, surfaces.size() - 1), surfaces.getLast());
        this.limits = limits;
        this.requestIds = requestIds;
        this.observer = observer;
        Http1Config http = Http1Config.builder()
                .maxPrologueLength(4 * limits.uriBytes())
                .maxHeadersSize(limits.headerBytes())
                .validatePrologue(false)
                .validatePath(false)
                .build();
        this.server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .maxTcpConnections(limits.connections())
                .idleConnectionTimeout(limits.idleTimeout())
                .connectionOptions(
                        socket -> socket.readTimeout(limits.readTimeout()).tcpNoDelay(true))
                .addConnectionSelector(
                        Http1ConnectionSelector.builder().config(http).build())
                .directHandlers(directHandlers())
                .routing(HttpRouting.builder().any(this::serve))
                .build()
                .start();
        if (!server.isRunning() || server.port() <= 0) {
            server.stop();
            throw new UncheckedIOException(new BindException("cannot listen on " + host + ":" + port));
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
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
    }

    private void serve(ServerRequest incoming, ServerResponse outgoing) {
        long started = System.nanoTime();
        try {
            if (underWay.incrementAndGet() > limits.concurrentRequests()) {
                send(incoming, outgoing, Response.json(503, OVERLOADED).withHeader("Retry-After", "1"), "");
                return;
            }
            String path = incoming.prologue().uriPath().rawPath();
            Router.Match match = router.match(path);
            Request request = request(incoming, path);
            Response response = answer(incoming, request, match);
            for (Map.Entry<String, String> header : match.surface().headers().entrySet()) {
                outgoing.header(header.getKey(), header.getValue());
            }
            send(incoming, outgoing, response, request.id());
            String template = match instanceof Router.Match.Found found ? found.template() : "unknown";
            observer.answered(match.surface().name(), template, request, response, System.nanoTime() - started);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private Request request(ServerRequest incoming, String path) {
        ServerRequestHeaders headers = incoming.headers();
        Function<String, Optional<String>> header = name -> headers.first(HeaderNames.create(name));
        String id = requestIds.of(headers.first(REQUEST_ID));
        String method = incoming.prologue().method().text();
        return new Request(id, method, path, incoming.prologue().query().rawValue(), Map.of(), header, new byte[0]);
    }

    private Response answer(ServerRequest incoming, Request request, Router.Match match) {
        ErrorPages pages = match.surface().errorPages();
        try {
            if (request.path().length() + request.rawQuery().length() > limits.uriBytes()) {
                return pages.uriTooLong(request);
            }
            return switch (match) {
                case Router.Match.Unreadable _ -> pages.badRequest(request);
                case Router.Match.Unknown _ -> pages.notFound(request);
                case Router.Match.Found found -> dispatch(incoming, request, found, pages);
            };
        } catch (ClientGone gone) {
            throw gone;
        } catch (RuntimeException fault) {
            LOG.error("request {} failed: {} {}", request.id(), request.method(), templateOf(match), fault);
            return pages.fault(request);
        }
    }

    private Response dispatch(ServerRequest incoming, Request request, Router.Match.Found found, ErrorPages pages) {
        boolean head = request.method().equals("HEAD");
        Handler handler = found.handlers().get(head ? "GET" : request.method());
        if (handler == null) {
            String allowed = String.join(", ", found.allowed());
            return request.method().equals("OPTIONS")
                    ? Response.empty(204).withHeader("Allow", allowed)
                    : pages.methodNotAllowed(request).withHeader("Allow", allowed);
        }
        byte[] body = body(incoming);
        if (body == null) {
            return pages.bodyTooLarge(request).withHeader("Connection", "close");
        }
        return handler.handle(new Request(
                request.id(),
                request.method(),
                request.path(),
                request.rawQuery(),
                found.pathParameters(),
                request.headers(),
                body));
    }

    /** The whole body, or null when it is too large. */
    private byte @Nullable [] body(ServerRequest incoming) {
        if (!incoming.content().hasEntity()) {
            return new byte[0];
        }
        if (incoming.headers().contentLength().orElse(0) > limits.bodyBytes()) {
            return null;
        }
        long deadline = System.nanoTime() + limits.bodyTimeout().toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try (InputStream in = incoming.content().inputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                body.write(chunk, 0, read);
                if (body.size() > limits.bodyBytes()) {
                    return null;
                }
                if (System.nanoTime() > deadline) {
                    throw new ClientGone("the body took too long");
                }
            }
        } catch (IOException | UncheckedIOException broken) {
            throw new ClientGone("the body broke off");
        }
        return body.toByteArray();
    }

    private void send(ServerRequest incoming, ServerResponse outgoing, Response response, String requestId) {
        outgoing.status(Status.create(response.status()));
        if (!requestId.isEmpty()) {
            outgoing.header(REQUEST_ID, requestId);
        }
        response.headers().forEach((name, value) -> outgoing.header(name, value));
        if (draining) {
            outgoing.header(CLOSE);
        }
        if (response.contentType() == null) {
            outgoing.send();
            return;
        }
        outgoing.header(HeaderNames.CONTENT_TYPE, response.contentType());
        byte[] body = response.body();
        if (body.length >= GZIP_FROM_BYTES) {
            outgoing.header(VARY);
            if (acceptsGzip(incoming)) {
                outgoing.header(GZIP);
                body = gzip(body);
            }
        }
        if (incoming.prologue().method().text().equals("HEAD")) {
            outgoing.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            outgoing.send();
            return;
        }
        outgoing.send(body);
    }

    private static boolean acceptsGzip(ServerRequest incoming) {
        String accepted = incoming.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("");
        for (String coding : accepted.split(",")) {
            String[] parts = coding.strip().split(";\\s*q=", 2);
            if (parts[0].equalsIgnoreCase("gzip")) {
                return parts.length == 1 || !parts[1].strip().matches("0(\\.0*)?");
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed, 8192)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static String templateOf(Router.Match match) {
        return match instanceof Router.Match.Found found ? found.template() : "unknown";
    }

    /** What Helidon answers by itself, when a request is not HTTP enough to reach the router. */
    private static DirectHandlers directHandlers() {
        DirectHandler handler = (request, event, status, headers, message) -> {
            headers.set(HeaderNames.CONTENT_TYPE, Response.JSON);
            return DirectHandler.TransportResponse.builder()
                    .status(status)
                    .headers(headers)
                    .entity("{\"error\":\""
                            + status.reasonPhrase()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace(' ', '_') + "\",\"message\":\"" + status.reasonPhrase() + "\",\"status\":"
                            + status.code() + "}")
                    .keepAlive(false)
                    .build();
        };
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, handler);
        }
        return handlers.build();
    }

    /** The client broke off or was too slow: there is nobody to answer. */
    private static final class ClientGone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ClientGone(String message) {
            super(message, null, false, false);
        }
    }
}
