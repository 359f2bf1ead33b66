package io.tianguis.platform.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the surface and the route of a path in a tree of segments: a literal segment before a named one, whatever the
 * order of the routes, in time that depends on the path's length alone. Trailing slashes are forgiven.
 */
final class Router {

    /** What a path leads to: a route, or a surface that owns the path but has no such route. */
    sealed interface Match {

        Surface surface();

        /**
         * @param template the route's path, for metrics and logs
         * @param handlers by method
         */
        record Found(
                Surface surface, String template, Map<String, Handler> handlers, Map<String, String> pathParameters)
                implements Match {

            Set<String> allowed() {
                Set<String> methods = new TreeSet<>(handlers.keySet());
                methods.add("OPTIONS");
                if (handlers.containsKey("GET")) {
                    methods.add("HEAD");
                }
                return methods;
            }
        }

        record Unknown(Surface surface) implements Match {}

        record Unreadable(Surface surface) implements Match {}
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Handler> handlers = new HashMap<>();
        private @Nullable Node named;
        private @Nullable Surface owner;
        private @Nullable Surface surface;
        private String template = "";
        private List<String> names = List.of();
    }

    private final Node root = new Node();
    private final Surface fallback;

    /** @param fallback answers for paths that no surface owns */
    Router(List<Surface> surfaces, Surface fallback) {
        this.fallback = fallback;
        surfaces.forEach(this::add);
        add(fallback);
    }

    private void add(Surface surface) {
        for (String prefix : surface.prefixes()) {
            Node node = descend(segments(prefix), new ArrayList<>());
            if (node.owner != null) {
                throw new IllegalArgumentException(prefix + " is owned by " + node.owner.name() + " already");
            }
            node.owner = surface;
        }
        for (Surface.Route route : surface.routes()) {
            List<String> names = new ArrayList<>();
            Node node = descend(segments(route.path()), names);
            if (node.handlers.putIfAbsent(route.method(), route.handler()) != null) {
                throw new IllegalArgumentException(route.method() + " " + route.path() + " is routed twice");
            }
            node.surface = surface;
            node.template = route.path();
            node.names = List.copyOf(names);
        }
    }

    private Node descend(List<String> segments, List<String> names) {
        Node node = root;
        for (String segment : segments) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                if (node.named == null) {
                    node.named = new Node();
                }
                node = node.named;
            } else {
                node = node.literals.computeIfAbsent(segment, literal -> new Node());
            }
        }
        return node;
    }

    Match match(String path) {
        List<String> segments = new ArrayList<>();
        boolean readable = true;
        for (String segment : segments(path)) {
            String decoded = decoded(segment);
            readable &= decoded != null;
            segments.add(decoded == null ? segment : decoded);
        }
        Surface owner = owner(segments);
        if (!readable) {
            return new Match.Unreadable(owner);
        }
        List<String> values = new ArrayList<>();
        Node node = find(root, segments, 0, values);
        if (node == null || node.surface == null) {
            return new Match.Unknown(owner);
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(node.names.get(i), values.get(i));
        }
        return new Match.Found(node.surface, node.template, node.handlers, parameters);
    }

    private static @Nullable Node find(Node node, List<String> segments, int depth, List<String> values) {
        if (depth == segments.size()) {
            return node.handlers.isEmpty() ? null : node;
        }
        String segment = segments.get(depth);
        Node literal = node.literals.get(segment);
        if (literal != null) {
            Node found = find(literal, segments, depth + 1, values);
            if (found != null) {
                return found;
            }
        }
        if (node.named == null || segment.isEmpty()) {
            return null;
        }
        values.add(segment);
        Node found = find(node.named, segments, depth + 1, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    private Surface owner(List<String> segments) {
        Node node = root;
        Surface owner = node.owner;
        for (String segment : segments) {
            node = node.literals.get(segment);
            if (node == null) {
                break;
            }
            owner = node.owner == null ? owner : node.owner;
        }
        return owner == null ? fallback : owner;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(8);
        int start = 1;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            segments.add(path.substring(start, end));
            start = end + 1;
        }
        return segments;
    }

    /** Null for a segment that is badly encoded, or holds a NUL, which PostgreSQL's texts cannot hold. */
    private static @Nullable String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            String decoded = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.indexOf('\0') < 0 ? decoded : null;
        } catch (IllegalArgumentException badEncoding) {
            return null;
        }
    }
}
