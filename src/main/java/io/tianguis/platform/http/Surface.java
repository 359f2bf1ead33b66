package io.tianguis.platform.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One face of the program: the path prefixes it owns, its routes, its error pages, and the headers on all its answers.
 * Its routes are read as a table of contents.
 *
 * @param name appears in metrics and logs
 * @param prefixes such as {@code /items}; every path at or below one is answered by this surface, found or not
 * @param headers added to every answer, errors included
 * @param preflightHeaders added to the answers of {@code OPTIONS}, with the path's methods; empty when no page of another
 *     origin may call
 */
public record Surface(
        String name,
        List<String> prefixes,
        List<Route> routes,
        ErrorPages errorPages,
        Map<String, String> headers,
        Map<String, String> preflightHeaders) {

    /**
     * One line of the table.
     *
     * @param path with {@code {names}} for segments that vary
     */
    public record Route(String method, String path, Handler handler) {}

    public static Builder named(String name, ErrorPages errorPages) {
        return new Builder(name, errorPages);
    }

    /** Writes the table down, a line a route. */
    public static final class Builder {

        private final String name;
        private final ErrorPages errorPages;
        private final List<String> prefixes = new ArrayList<>();
        private final List<Route> routes = new ArrayList<>();
        private Map<String, String> headers = Map.of();
        private Map<String, String> preflightHeaders = Map.of();

        private Builder(String name, ErrorPages errorPages) {
            this.name = name;
            this.errorPages = errorPages;
        }

        public Builder owning(String... pathPrefixes) {
            prefixes.addAll(List.of(pathPrefixes));
            return this;
        }

        public Builder always(Map<String, String> onEveryAnswer) {
            headers = Map.copyOf(onEveryAnswer);
            return this;
        }

        /**
         * Lets pages of every origin call, after the Fetch standard's CORS protocol: their scripts may read every answer,
         * and a preflight learns the path's methods.
         *
         * @param requestHeaders that a page may send
         * @param remembered how long a browser may keep the answer to a preflight
         */
        public Builder everyOrigin(List<String> requestHeaders, Duration remembered) {
            headers = Map.of("Access-Control-Allow-Origin", "*");
            preflightHeaders = Map.of(
                    "Access-Control-Allow-Headers",
                    String.join(", ", requestHeaders),
                    "Access-Control-Max-Age",
                    Long.toString(remembered.toSeconds()));
            return this;
        }

        public Builder get(String path, Handler handler) {
            return route("GET", path, handler);
        }

        public Builder post(String path, Handler handler) {
            return route("POST", path, handler);
        }

        public Builder put(String path, Handler handler) {
            return route("PUT", path, handler);
        }

        public Builder patch(String path, Handler handler) {
            return route("PATCH", path, handler);
        }

        public Builder delete(String path, Handler handler) {
            return route("DELETE", path, handler);
        }

        private Builder route(String method, String path, Handler handler) {
            routes.add(new Route(method, path, handler));
            return this;
        }

        public Surface build() {
            return new Surface(name, List.copyOf(prefixes), List.copyOf(routes), errorPages, headers, preflightHeaders);
        }
    }
}
