package io.tianguis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Each published document is sound OpenAPI 3.1, and its own examples obey it. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"marketful", "mercately", "mercadoshops"})
final class OpenApiContractTest {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    /** A client without an id, which the source names for its refusal alone. */
    private static final Set<String> REFUSING = Set.of("getClientUnnamed", "getClientUnnamedUnversioned");

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final OpenApiDocument document;
    private final JsonNode root;

    OpenApiContractTest(String dialect) {
        document = OpenApiDocument.of(dialect);
        root = document.root();
    }

    @Test
    void saysWhatItIs() {
        assertThat(root.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(root.at("/info/title").asString()).isNotBlank();
        assertThat(root.at("/info/version").asString()).isNotBlank();
        assertThat(root.at("/info/description").asString()).isNotBlank();
        assertThat(root.path("servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
    }

    @Test
    void everyReferenceLeadsSomewhereInTheDocument() {
        visit(JsonPointer.empty(), root, (place, node) -> {
            if (node.path("$ref").isString()) {
                assertThat(node.path("$ref").asString()).as(place.toString()).startsWith("#/");
                assertThat(document.at(OpenApiDocument.target(node.path("$ref")))
                                .isObject())
                        .as("%s leads to %s", place, node.path("$ref"))
                        .isTrue();
            }
        });
    }

    @Test
    void everyComponentIsUsed() {
        var used = new HashSet<String>();
        visit(JsonPointer.empty(), root, (_, node) -> used.add(node.path("$ref").asString("")));

        for (var kind : List.of("schemas", "responses", "parameters")) {
            for (var name : root.path("components").path(kind).propertyNames()) {
                assertThat(used).contains("#/components/" + kind + "/" + name);
            }
        }
    }

    @Test
    void everyOperationIsDescribed() {
        var ids = new HashSet<String>();
        var tags = new HashSet<String>();
        root.path("tags").forEach(tag -> tags.add(tag.path("name").asString()));

        operations().forEach((place, operation) -> {
            assertThat(operation.path("operationId").asString()).as(place).matches("[a-z][A-Za-z]+");
            assertThat(ids.add(operation.path("operationId").asString()))
                    .as(place)
                    .isTrue();
            assertThat(operation.path("summary").asString()).as(place).isNotBlank();
            assertThat(operation.path("description").asString()).as(place).isNotBlank();
            assertThat(operation.path("tags").size()).as(place).isEqualTo(1);
            assertThat(tags).as(place).contains(operation.at("/tags/0").asString());
        });
    }

    @Test
    void everyOperationListsItsSuccessAndTheRefusalsOfItsShape() {
        operations().forEach((place, operation) -> {
            assertThat(operation.path("responses").propertyNames()).as(place).contains("400", "413", "414", "500");
            if (!REFUSING.contains(operation.path("operationId").asString())) {
                assertThat(operation.path("responses").propertyNames())
                        .as(place)
                        .containsAnyOf("200", "201", "204");
            }
            operation
                    .path("responses")
                    .propertyNames()
                    .forEach(status -> assertThat(status).matches("[1-5]\\d\\d"));
        });
        assertThat(root.path("x-unmatched-requests").propertyNames()).contains("404", "405");
    }

    @Test
    void everyVariableOfAPathIsAParameter() {
        for (var path : root.path("paths").properties()) {
            var variables = new LinkedHashSet<String>();
            VARIABLE.matcher(path.getKey()).results().forEach(match -> variables.add(match.group(1)));
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    var declared = new LinkedHashSet<String>();
                    for (var holder : List.of(path.getValue(), operation.getValue())) {
                        for (var parameter : holder.path("parameters")) {
                            var whole = parameter.has("$ref")
                                    ? document.at(OpenApiDocument.target(parameter.path("$ref")))
                                    : parameter;
                            if (whole.path("in").asString().equals("path")) {
                                assertThat(whole.path("required").asBoolean()).isTrue();
                                declared.add(whole.path("name").asString());
                            }
                        }
                    }
                    assertThat(declared).as(path.getKey()).isEqualTo(variables);
                }
            }
        }
    }

    @Test
    void everySecurityRequirementNamesAScheme() {
        var schemes = root.at("/components/securitySchemes").propertyNames();
        visit(JsonPointer.empty(), root, (place, node) -> {
            for (var requirement : node.path("security")) {
                assertThat(schemes).as(place.toString()).containsAll(requirement.propertyNames());
            }
        });
        assertThat(root.path("security").isEmpty()).isFalse();
    }

    @Test
    void everySchemaIsAJsonSchemaOf2020() {
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(schemas()).isNotEmpty();
        schemas()
                .forEach(place -> assertThat(metaSchema.validate(document.at(place)))
                        .as(place.toString())
                        .isEmpty());
    }

    @Test
    void everyObjectOfAnAnswerListsAllItsFieldsAsRequiredAndTakesNoOthers() {
        var answers = new LinkedHashMap<JsonPointer, JsonNode>();
        operations().forEach((place, _) -> reach(JsonPointer.compile(place).appendProperty("responses"), answers));
        reach(JsonPointer.compile("/x-unmatched-requests"), answers);

        answers.forEach((place, schema) -> {
            if (schema.path("properties").isObject()) {
                var required = new ArrayList<String>();
                schema.path("required").forEach(name -> required.add(name.asString()));
                var fields = new ArrayList<>(schema.path("properties").propertyNames());
                // The one field that an answer may leave out: a fault names its request where it has a name.
                fields.remove("request_id");
                assertThat(required).as(place.toString()).isEqualTo(fields);
                var open = !schema.path("additionalProperties").isBoolean();
                assertThat(open).as(place.toString()).isEqualTo(isPartOfAnother(place));
            }
        });
    }

    @Test
    void everyAnswerWithContentHasAnExampleAndEveryExampleObeysItsSchema() {
        var media = new LinkedHashMap<JsonPointer, JsonNode>();
        visit(JsonPointer.empty(), root, (place, node) -> {
            if (node.path("schema").isObject()) {
                media.put(place, node);
            }
        });

        media.forEach((place, node) -> {
            var schema = place.appendProperty("schema");
            if (place.toString().contains("/responses/") && !place.toString().contains("/parameters/")) {
                assertThat(node.path("examples").isEmpty()).as(place.toString()).isFalse();
            }
            for (var example : node.path("examples").properties()) {
                assertThat(document.valueViolations(schema, example.getValue().path("value")))
                        .as("%s, example %s", place, example.getKey())
                        .isEmpty();
            }
            if (node.has("example")) {
                assertThat(document.valueViolations(schema, node.path("example")))
                        .as(place.toString())
                        .isEmpty();
            }
        });
    }

    /** Parts of an {@code allOf} cannot be closed themselves; the schema that joins them is. */
    private boolean isPartOfAnother(JsonPointer place) {
        return place.toString().contains("/allOf/") || place.toString().equals("/components/schemas/CustomerFields");
    }

    private Map<String, JsonNode> operations() {
        var operations = new LinkedHashMap<String, JsonNode>();
        for (var path : root.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    var place = JsonPointer.compile("/paths")
                            .appendProperty(path.getKey())
                            .appendProperty(operation.getKey());
                    operations.put(place.toString(), operation.getValue());
                }
            }
        }
        return operations;
    }

    private List<JsonPointer> schemas() {
        var schemas = new ArrayList<JsonPointer>();
        visit(JsonPointer.empty(), root, (place, node) -> {
            if (node.path("schema").isObject()) {
                schemas.add(place.appendProperty("schema"));
            }
        });
        var named = JsonPointer.compile("/components/schemas");
        document.at(named).propertyNames().forEach(name -> schemas.add(named.appendProperty(name)));
        return schemas;
    }

    /** Every object that stands at a place or is referred to from there; examples stay out. */
    private void reach(JsonPointer place, Map<JsonPointer, JsonNode> reached) {
        visit(place, document.at(place), (inner, node) -> {
            if (reached.putIfAbsent(inner, node) == null && node.path("$ref").isString()) {
                reach(OpenApiDocument.target(node.path("$ref")), reached);
            }
        });
    }

    private static void visit(JsonPointer place, JsonNode node, BiConsumer<JsonPointer, JsonNode> visitor) {
        if (node.isObject()) {
            visitor.accept(place, node);
            for (var property : node.properties()) {
                if (!property.getKey().equals("examples")) {
                    visit(place.appendProperty(property.getKey()), property.getValue(), visitor);
                }
            }
        }
        if (node.isArray()) {
            for (var index = 0; index < node.size(); index++) {
                visit(place.appendIndex(index), node.get(index), visitor);
            }
        }
    }
}
