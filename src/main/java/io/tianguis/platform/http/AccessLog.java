package io.tianguis.platform.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line an answer. It tells the route instead of the path and no query at all: tokens travel in query strings, and
 * telephones and emails in paths. The request's id ties the line to the caller's own log.
 */
public final class AccessLog implements RequestObserver {

    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final int MAX_METHOD_LENGTH = 16;

    @Override
    public void answered(String surface, String template, Request request, Response response, long nanoseconds) {
        if (LOG.isInfoEnabled()) {
            String method = request.method();
            LOG.info(
                    "{} {} {} {} {} bytes {} us {}",
                    surface,
                    method.length() > MAX_METHOD_LENGTH ? method.substring(0, MAX_METHOD_LENGTH) : method,
                    template,
                    response.status(),
                    response.body().length,
                    nanoseconds / 1_000,
                    request.id());
        }
    }
}
