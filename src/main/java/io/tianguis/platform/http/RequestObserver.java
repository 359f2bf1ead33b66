package io.tianguis.platform.http;

/** Is told of every answer: the access log and the metrics. */
public interface RequestObserver {

    /**
     * @param surface the name of the surface that answered
     * @param template the route's path with its {@code {names}}, or {@code unknown}
     * @param nanoseconds from the first byte read to the last byte written
     */
    void answered(String surface, String template, Request request, Response response, long nanoseconds);

    /**
     * Is told beforehand when the answer is for a fault of ours, which its status does not tell: a dialect may refuse with
     * 500.
     */
    default void failed(String surface, String template) {}

    /** Both, this one first. */
    default RequestObserver and(RequestObserver other) {
        RequestObserver first = this;
        return new RequestObserver() {
            @Override
            public void answered(
                    String surface, String template, Request request, Response response, long nanoseconds) {
                first.answered(surface, template, request, response, nanoseconds);
                other.answered(surface, template, request, response, nanoseconds);
            }

            @Override
            public void failed(String surface, String template) {
                first.failed(surface, template);
                other.failed(surface, template);
            }
        };
    }
}
