package io.tianguis.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A surface with a route for every way of answering, and error pages that are like no other's. */
final class TestSurface {

    static final String SECRET_OF_A_FAULT = "the password is hunter2";

    /** How many requests wait inside {@code /block}. */
    final AtomicInteger blocked = new AtomicInteger();

    /** Lets them go. */
    final CountDownLatch release = new CountDownLatch(1);

    private static final ErrorPages PAGES = new ErrorPages() {
        @Override
        public Response notFound(Request request) {
            return page(404, "not found", request);
        }

        @Override
        public Response methodNotAllowed(Request request) {
            return page(405, "method not allowed", request);
        }

        @Override
        public Response badRequest(Request request) {
            return page(400, "bad request", request);
        }

        @Override
        public Response bodyTooLarge(Request request) {
            return page(413, "body too large", request);
        }

        @Override
        public Response uriTooLong(Request request) {
            return page(414, "uri too long", request);
        }

        @Override
        public Response fault(Request request) {
            return page(500, "fault", request);
        }

        private Response page(int status, String words, Request request) {
            return Response.text(status, "text/x-test", "test surface: " + words + " " + request.id());
        }
    };

    Surface surface() {
        return Surface.named("test", PAGES)
                .owning("/test")
                .always(Map.of("X-Surface", "test"))
                .get("/test/echo", TestSurface::echo)
                .post("/test/echo", TestSurface::echo)
                .get("/test/things/{thing}", request -> text(request.pathParameter("thing")))
                .get("/test/things/special", request -> text("the special one"))
                .delete("/test/things/{thing}", request -> Response.empty(204))
                .get(
                        "/test/bytes/{count}",
                        request -> text("x".repeat(Integer.parseInt(request.pathParameter("count")))))
                .get("/test/reset", request -> Response.empty(205))
                .get("/test/header", request -> text(request.header("x-tRaCe").orElse("none")))
                .get("/test/fail", request -> {
                    throw new IllegalStateException(SECRET_OF_A_FAULT);
                })
                .get("/test/block", this::block)
                .build();
    }

    /** With the surface of the program that answers for all other paths. */
    List<Surface> surfaces() {
        return List.of(surface(), OperatorRoutes.surface(() -> true, new HttpMetrics()));
    }

    private Response block(Request request) {
        blocked.incrementAndGet();
        try {
            if (!release.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released the request");
            }
            return text("released");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            blocked.decrementAndGet();
        }
    }

    private static Response echo(Request request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        String shown = body.length() > 100 ? body.length() + " bytes" : body;
        return text(request.method() + " " + request.path() + " [" + request.rawQuery() + "] " + shown);
    }

    private static Response text(String text) {
        return Response.text(200, "text/plain; charset=utf-8", text);
    }
}
