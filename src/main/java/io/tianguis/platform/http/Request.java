package io.tianguis.platform.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A request whose bounds have been checked and whose body has been read.
 *
 * @param id the caller's {@code X-Request-Id}, or one made for it
 * @param peer the address at the other end of the connection, which may be a proxy's
 * @param method in capitals
 * @param path as sent, percent-encoded, without the query
 * @param rawQuery as sent, empty when there is none
 * @param pathParameters the decoded values of the route's {@code {names}}
 * @param headers finds a header's first value by its name in any letter case
 * @param body the whole body, at most {@link HttpLimits#bodyBytes()} long
 */
public record Request(
        String id,
        String peer,
        String method,
        String path,
        String rawQuery,
        Map<String, String> pathParameters,
        Function<String, Optional<String>> headers,
        byte[] body) {

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** The decoded value of a path parameter that the matched route names. */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** The first value of a query parameter, decoded; a name without {@code =} counts as empty. */
    public Optional<String> queryParameter(String name) {
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (key.equals(name) || isEncoded(key) && decoded(key).equals(Optional.of(name))) {
                return decoded(equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether it may be another text once it is decoded. */
    private static boolean isEncoded(String text) {
        return text.indexOf('%') >= 0 || text.indexOf('+') >= 0;
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badEncoding) {
            return Optional.empty();
        }
    }

    /** The media type of the body in lower case without its parameters, empty when none was sent. */
    public String mediaType() {
        String type = header("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** The same request with a query of its surface's own making, as where names may have any letter case. */
    public Request withRawQuery(String query) {
        return new Request(id, peer, method, path, query, pathParameters, headers, body);
    }

    Request withPathParameters(Map<String, String> values) {
        return new Request(id, peer, method, path, rawQuery, values, headers, body);
    }
}
