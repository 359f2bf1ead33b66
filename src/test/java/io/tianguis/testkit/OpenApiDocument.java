package io.tianguis.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparingLong;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One dialect's OpenAPI 3.1 document, as a judge of answers.
 *
 * <p>An answer is right when its status is documented for its operation, its content type is the documented one in
 * UTF-8, its body fits the schema (JSON Schema 2020-12), and the fields of every object stand in the order in which the
 * schema lists them: order is part of the contract here, which JSON Schema alone cannot say.
 *
 * <p>Requests that match no operation (unknown path, method not offered) are judged by {@code x-unmatched-requests}, the
 * document's list of responses for them. Schemas are compiled once; instances are safe for use by several threads.
 */
public final class OpenApiDocument {
    private static final Map<String, OpenApiDocument> LOADED = new ConcurrentHashMap<>();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode root;
    private final List<PathTemplate> paths;
    private final Map<JsonPointer, Schema> compiled = new ConcurrentHashMap<>();

    private OpenApiDocument(JsonNode root) {
        this.root = root;
        this.paths = root.path("paths").properties().stream()
                .map(path -> PathTemplate.of(
                        path.getKey(), JsonPointer.compile("/paths").appendProperty(path.getKey())))
                .sorted(comparingLong(PathTemplate::variables))
                .toList();
    }

    /**
     * The document of a dialect, read once from {@code /openapi/<dialect>.json} on the class path.
     *
     * @throws IllegalArgumentException if there is no such document
     */
    public static OpenApiDocument of(String dialect) {
        return LOADED.computeIfAbsent(dialect, OpenApiDocument::read);
    }

    /**
     * What is wrong with an answer; empty when it is right.
     *
     * @param method the request's method, in any letter case
     * @param path the request's path as it was sent; a query is disregarded
     * @param contentType the answer's header, null when there was none
     * @param body the answer's bytes, empty when there were none
     */
    public List<String> violations(String method, String path, int status, @Nullable String contentType, byte[] body) {
        var call = method.toUpperCase(Locale.ROOT) + " " + path;
        var responses = operation(method, path)
                .map(operation -> operation.appendProperty("responses"))
                .orElse(JsonPointer.compile("/x-unmatched-requests"));
        var response = followed(responses.appendProperty(Integer.toString(status)));
        if (at(response).isMissingNode()) {
            return List.of("%s: status %d is not documented".formatted(call, status));
        }
        return bodyViolations(response, contentType, body).stream()
                .map(violation -> "%s, %d: %s".formatted(call, status, violation))
                .toList();
    }

    /** What is wrong with a value of the schema at a place of this document: against the schema first, then in order. */
    List<String> valueViolations(JsonPointer schema, JsonNode value) {
        var violations = new ArrayList<String>();
        for (var error : compiled(schema).validate(value)) {
            violations.add(error.toString());
        }
        addOrderViolations(schema, value, "", violations);
        return violations;
    }

    JsonNode root() {
        return root;
    }

    JsonNode at(JsonPointer place) {
        return root.at(place);
    }

    /** The place that a place stands for: itself, or the end of its chain of references. */
    JsonPointer followed(JsonPointer place) {
        var reference = at(place).path("$ref");
        return reference.isString() ? followed(target(reference)) : place;
    }

    static JsonPointer target(JsonNode reference) {
        return JsonPointer.compile(reference.stringValue().substring(1));
    }

    private static OpenApiDocument read(String dialect) {
        try (InputStream bytes = OpenApiDocument.class.getResourceAsStream("/openapi/" + dialect + ".json")) {
            if (bytes == null) {
                throw new IllegalArgumentException("No OpenAPI document of " + dialect);
            }
            return new OpenApiDocument(JSON.readTree(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonPointer> operation(String method, String path) {
        var query = path.indexOf('?');
        var segments = PathTemplate.segments(query < 0 ? path : path.substring(0, query));
        return paths.stream()
                .filter(template -> template.matches(segments))
                .findFirst()
                .map(template -> template.place().appendProperty(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> at(operation).isObject());
    }

    private List<String> bodyViolations(JsonPointer response, @Nullable String contentType, byte[] body) {
        var content = response.appendProperty("content");
        if (at(content).isMissingNode()) {
            return body.length == 0
                    ? List.of()
                    : List.of("content is not documented, but there are " + body.length + " bytes");
        }
        if (contentType == null) {
            return List.of("no content type");
        }
        var parts = Stream.of(contentType.toLowerCase(Locale.ROOT).split(";"))
                .map(String::strip)
                .toList();
        var media = content.appendProperty(parts.getFirst());
        if (at(media).isMissingNode()) {
            return List.of("content type " + contentType + " is not documented");
        }
        if (!parts.contains("charset=utf-8")) {
            return List.of("content type " + contentType + " does not say charset=utf-8");
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            var isJson = parts.getFirst().equals("application/json");
            return valueViolations(
                    media.appendProperty("schema"), isJson ? JSON.readTree(text) : StringNode.valueOf(text));
        } catch (CharacterCodingException e) {
            return List.of("the body is not UTF-8");
        } catch (JacksonException e) {
            return List.of("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    /** References lead into {@code components}, so a schema is compiled together with them and stands alone. */
    private Schema compiled(JsonPointer place) {
        return compiled.computeIfAbsent(place, key -> {
            var schema = (ObjectNode) at(key).deepCopy();
            schema.set("components", root.path("components"));
            return SCHEMAS.getSchema(schema);
        });
    }

    private void addOrderViolations(JsonPointer schema, JsonNode value, String where, List<String> violations) {
        if (!value.isContainer()) {
            return;
        }
        var parts = new ArrayList<JsonPointer>();
        addParts(schema, value, parts);
        if (value.isArray()) {
            for (var part : parts) {
                var items = part.appendProperty("items");
                for (var index = 0; at(items).isObject() && index < value.size(); index++) {
                    addOrderViolations(items, value.get(index), where + "/" + index, violations);
                }
            }
            return;
        }
        var properties = new LinkedHashMap<String, List<JsonPointer>>();
        for (var part : parts) {
            var listed = part.appendProperty("properties");
            for (var name : at(listed).propertyNames()) {
                properties.computeIfAbsent(name, _ -> new ArrayList<>()).add(listed.appendProperty(name));
            }
        }
        addOrderViolation(List.copyOf(properties.keySet()), value, where, violations);
        properties.forEach((name, schemas) -> {
            for (var propertySchema : schemas) {
                addOrderViolations(propertySchema, value.path(name), where + "/" + name, violations);
            }
        });
    }

    private static void addOrderViolation(List<String> order, JsonNode object, String where, List<String> violations) {
        var last = -1;
        for (var name : object.propertyNames()) {
            var position = order.indexOf(name);
            if (position >= 0 && position < last) {
                violations.add("%s: %s stands after %s".formatted(where, name, order.get(last)));
            }
            last = Math.max(last, position);
        }
    }

    /** The schemas that apply to a value at once, in the order in which their properties follow each other. */
    private void addParts(JsonPointer schema, JsonNode value, List<JsonPointer> parts) {
        var node = at(schema);
        if (node.path("$ref").isString()) {
            addParts(target(node.path("$ref")), value, parts);
        }
        for (var index = 0; index < node.path("allOf").size(); index++) {
            addParts(schema.appendProperty("allOf").appendIndex(index), value, parts);
        }
        parts.add(schema);
        for (var choice : List.of("oneOf", "anyOf")) {
            for (var index = 0; index < node.path(choice).size(); index++) {
                var branch = schema.appendProperty(choice).appendIndex(index);
                if (compiled(branch).validate(value).isEmpty()) {
                    addParts(branch, value, parts);
                    break;
                }
            }
        }
    }

    /** A path with variables, {@code /shops/{shop_id}}; of two that match, the one with fewer variables is meant. */
    private record PathTemplate(List<String> segments, JsonPointer place) {
        static PathTemplate of(String path, JsonPointer place) {
            return new PathTemplate(segments(path), place);
        }

        static List<String> segments(String path) {
            return Arrays.asList(path.split("/", -1));
        }

        long variables() {
            return segments.stream().filter(PathTemplate::isVariable).count();
        }

        boolean matches(List<String> sent) {
            if (sent.size() != segments.size()) {
                return false;
            }
            for (var index = 0; index < sent.size(); index++) {
                var segment = segments.get(index);
                if (isVariable(segment) ? sent.get(index).isEmpty() : !segment.equals(sent.get(index))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }
    }
}
