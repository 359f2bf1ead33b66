package io.tianguis.platform.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Where a {@link SelfWriting} writes its fields, in the order in which they are to appear. What is null is written as such. */
public final class JsonFields {

    private final JsonGenerator generator;

    JsonFields(JsonGenerator generator) {
        this.generator = generator;
    }

    /** An object that is no field: the value itself, or an element. */
    public JsonFields beginObject() {
        generator.writeStartObject();
        return this;
    }

    public JsonFields beginObject(String name) {
        generator.writeName(FieldNames.of(name));
        generator.writeStartObject();
        return this;
    }

    public JsonFields endObject() {
        generator.writeEndObject();
        return this;
    }

    /** @param writer writes one element */
    public <T> JsonFields array(String name, List<T> elements, Consumer<? super T> writer) {
        generator.writeName(FieldNames.of(name));
        generator.writeStartArray();
        elements.forEach(writer);
        generator.writeEndArray();
        return this;
    }

    public JsonFields text(String name, @Nullable String value) {
        generator.writeName(FieldNames.of(name));
        generator.writeString(value);
        return this;
    }

    public JsonFields number(String name, long value) {
        generator.writeName(FieldNames.of(name));
        generator.writeNumber(value);
        return this;
    }

    public JsonFields number(String name, BigDecimal value) {
        generator.writeName(FieldNames.of(name));
        generator.writeNumber(value);
        return this;
    }

    public JsonFields flag(String name, @Nullable Boolean value) {
        if (value == null) {
            return nothing(name);
        }
        generator.writeName(FieldNames.of(name));
        generator.writeBoolean(value);
        return this;
    }

    public JsonFields nothing(String name) {
        generator.writeName(FieldNames.of(name));
        generator.writeNull();
        return this;
    }
}
