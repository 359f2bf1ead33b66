package io.tianguis.platform.json;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes records and reads trees. Components are written in their declared order, nulls included; numbers are read
 * exactly, and written plainly, never in exponents. Reading is strict, after RFC 8259, unless a dialect asks for leniency.
 */
public final class Json {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final JsonMapper STRICT = mapper(factory().build());
    private static final JsonMapper LENIENT = mapper(factory()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build());

    private Json() {}

    private static tools.jackson.core.json.JsonFactoryBuilder factory() {
        return JsonFactory.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .build());
    }

    private static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .addModule(new SimpleModule().addSerializer(SelfWriting.class, new SelfWritingSerializer()))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .build();
    }

    private static final class SelfWritingSerializer extends ValueSerializer<SelfWriting> {
        @Override
        public void serialize(SelfWriting value, JsonGenerator generator, SerializationContext context) {
            value.write(new JsonFields(generator));
        }
    }

    /** The bytes of a wire record, UTF-8. */
    public static byte[] write(Object value) {
        return STRICT.writeValueAsBytes(value);
    }

    /** The tree of a strict JSON text; nothing when it is not one, or is nested more than 32 deep. */
    public static Optional<JsonNode> read(byte[] text) {
        return read(STRICT, text);
    }

    /** The same, with unquoted field names, single quotes and a trailing comma allowed. */
    public static Optional<JsonNode> readLeniently(byte[] text) {
        return read(LENIENT, text);
    }

    private static Optional<JsonNode> read(JsonMapper mapper, byte[] text) {
        try {
            JsonNode tree = mapper.readTree(text);
            return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }
}
