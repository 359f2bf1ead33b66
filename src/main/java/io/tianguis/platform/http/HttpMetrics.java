package io.tianguis.platform.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Counts and times the answers by surface, route and status, and shows them with whatever else is measured. */
public final class HttpMetrics implements RequestObserver {

    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

    private record Series(String surface, String template, String method, int status) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentHashMap<Series, Timer> timers = new ConcurrentHashMap<>();

    @Override
    public void answered(String surface, String template, Request request, Response response, long nanoseconds) {
        Series series = new Series(surface, template, knownMethod(request.method()), response.status());
        timers.computeIfAbsent(series, this::timer).record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(String surface, String template) {
        registry.counter("tianguis.http.faults", "surface", surface, "route", template)
                .increment();
    }

    /** Shows a number that is asked for when the metrics are read. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** All of it as Prometheus reads it. */
    public String scrape() {
        return registry.scrape();
    }

    private Timer timer(Series series) {
        return Timer.builder("tianguis.http.requests")
                .description("Time from the first byte read to the last byte written")
                .tag("surface", series.surface())
                .tag("route", series.template())
                .tag("method", series.method())
                .tag("status", Integer.toString(series.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
    }

    /** Anybody may send any method, and each would be a series of its own. */
    private static String knownMethod(String method) {
        for (String known : METHODS) {
            if (known.equals(method)) {
                return known;
            }
        }
        return "other";
    }
}
