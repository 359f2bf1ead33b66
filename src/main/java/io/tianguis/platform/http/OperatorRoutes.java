package io.tianguis.platform.http;

import java.util.function.BooleanSupplier;

/** What the operator's tools ask for: whether it lives, whether it can serve, and its figures. */
public final class OperatorRoutes {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    private OperatorRoutes() {}

    /**
     * The surface that also answers for every path that no other surface owns.
     *
     * @param ready whether the database answers and is migrated; may throw, which means no
     */
    public static Surface surface(BooleanSupplier ready, HttpMetrics metrics) {
        return Surface.named("operator", new PlainErrorPages())
                .get("/health/live", request -> Response.text(200, TEXT, "live\n"))
                .get("/health/ready", request -> readiness(ready))
                .get("/metrics", request -> Response.text(200, PROMETHEUS, metrics.scrape()))
                .build();
    }

    private static Response readiness(BooleanSupplier ready) {
        boolean serves;
        try {
            serves = ready.getAsBoolean();
        } catch (RuntimeException unreachable) {
            serves = false;
        }
        return serves ? Response.text(200, TEXT, "ready\n") : Response.text(503, TEXT, "not ready\n");
    }
}
