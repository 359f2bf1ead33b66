package io.tianguis.platform.http;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param uriBytes of path and query together
 * @param headerBytes of all headers together
 * @param bodyBytes of the body
 * @param requestTimeout how long a client may take from the first line to the end of the body
 * @param idleTimeout how long a connection may wait for its next request
 * @param concurrentRequests how many may be under way; further ones are told to come back
 * @param connections how many clients may be connected
 */
public record HttpLimits(
        int uriBytes,
        int headerBytes,
        int bodyBytes,
        Duration requestTimeout,
        Duration idleTimeout,
        int concurrentRequests,
        int connections) {

    public static final HttpLimits STANDARD = new HttpLimits(
            256 * 1024, 16 * 1024, 1024 * 1024, Duration.ofSeconds(30), Duration.ofMinutes(2), 512, 4096);
}
