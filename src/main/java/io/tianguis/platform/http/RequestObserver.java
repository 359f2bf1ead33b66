package io.tianguis.platform.http;

/** Is told of every answer: the access log and the metrics. */
@FunctionalInterface
public interface RequestObserver {

    /**
     * @param surface the name of the surface that answered
     * @param template the route's path with its {@code {names}}, or {@code unknown}
     * @param nanoseconds from the first byte read to the last byte written
     */
    void answered(String surface, String template, Request request, Response response, long nanoseconds);
}
