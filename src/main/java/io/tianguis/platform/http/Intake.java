package io.tianguis.platform.http;

import io.tianguis.platform.http.InvalidParameters.Reason;
import io.tianguis.platform.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Gathers the parameters of a request from wherever it carries them: the query, a form body, a JSON body. A key that is in
 * the query and in the body has its value from the query (K1).
 */
public final class Intake {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final boolean lenientJson;

    private Intake(boolean lenientJson) {
        this.lenientJson = lenientJson;
    }

    /** JSON bodies after RFC 8259. */
    public static Intake strict() {
        return new Intake(false);
    }

    /** JSON bodies may have unquoted field names, single quotes and trailing commas (S9). */
    public static Intake lenient() {
        return new Intake(true);
    }

    /** Everything that the request says. A body that is empty says nothing, whatever its type. */
    public Parameters read(Request request) throws InvalidParameters {
        return RackParameters.parse(request.rawQuery(), ParameterLimits.QUERY).over(body(request));
    }

    /** What the body says, the query aside. */
    public Parameters body(Request request) throws InvalidParameters {
        byte[] body = request.body();
        if (isBlank(body)) {
            return Parameters.NONE;
        }
        if (request.mediaType().equals(FORM) && !looksLikeJson(body)) {
            return RackParameters.parse(body, ParameterLimits.BODY);
        }
        Optional<JsonNode> tree = lenientJson ? Json.readLeniently(body) : Json.read(body);
        if (tree.isEmpty() || !tree.get().isObject()) {
            throw new InvalidParameters(Reason.BAD_ENCODING);
        }
        return new TreeReader().fields(tree.get());
    }

    /** A client that forgets the content type of its JSON sends it as a form; no form begins with a brace. */
    private static boolean looksLikeJson(byte[] body) {
        for (byte character : body) {
            if (!Character.isWhitespace(character)) {
                return character == '{';
            }
        }
        return false;
    }

    private static boolean isBlank(byte[] body) {
        for (byte character : body) {
            if (!Character.isWhitespace(character)) {
                return false;
            }
        }
        return true;
    }

    /** Turns a JSON tree into parameters, within the bounds that hold for forms. */
    private static final class TreeReader {

        private int count;

        Parameters fields(JsonNode object) throws InvalidParameters {
            Map<String, Parameter> fields = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                fields.put(withoutNul(field.getKey()), parameter(field.getValue()));
            }
            return new Parameters(fields);
        }

        private Parameter parameter(JsonNode node) throws InvalidParameters {
            if (node.isObject()) {
                return fields(node);
            }
            if (node.isArray()) {
                List<Parameter> elements = new ArrayList<>();
                for (JsonNode element : node) {
                    elements.add(parameter(element));
                }
                return new Parameter.Items(elements);
            }
            if (++count > ParameterLimits.BODY.count()) {
                throw new InvalidParameters(Reason.TOO_MANY);
            }
            if (node.isNumber()) {
                return new Parameter.Numeral(node.asString());
            }
            if (node.isBoolean()) {
                return new Parameter.Flag(node.booleanValue());
            }
            return node.isNull() ? new Parameter.Null() : new Parameter.Text(withoutNul(node.stringValue()));
        }

        /** PostgreSQL's texts cannot hold a NUL. */
        private static String withoutNul(String text) throws InvalidParameters {
            if (text.indexOf('\0') >= 0) {
                throw new InvalidParameters(Reason.NUL_CHARACTER);
            }
            return text;
        }
    }
}
