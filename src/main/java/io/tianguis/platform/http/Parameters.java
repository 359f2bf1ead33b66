package io.tianguis.platform.http;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a call, or an object within them: values by key, in the order in which the keys came first. Two are
 * equal when they hold the same values, in whatever order: Ruby's clients send arrays before objects (K2).
 *
 * <p>The readers that take a key answer as the reader of {@link Parameter} of that name does, and nothing when the key is
 * absent. Where null and absent differ (K13, K19) ask {@link #has} or {@link #find}.
 */
public record Parameters(Map<String, Parameter> values) implements Parameter {

    /** No parameters: an empty query, an empty body. */
    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        Map<String, Parameter> copy = new LinkedHashMap<>(values);
        copy.forEach((key, value) -> {
            requireNonNull(key);
            requireNonNull(value);
        });
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * These parameters laid over others, as a query over a body (K1): a key that is in both has its value from these,
     * whole. Values are not merged further down, because an order half from the query and half from the body is one
     * that nobody sent, and because elements of two arrays have no names to be matched by.
     */
    public Parameters over(Parameters body) {
        if (body.isEmpty()) {
            return this;
        }
        Map<String, Parameter> merged = new LinkedHashMap<>(values);
        body.values.forEach(merged::putIfAbsent);
        return new Parameters(merged);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether the key was sent, be it with null. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Optional<Parameter> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Whether the key is absent, null or the empty text (K3). */
    public boolean isBlank(String key) {
        return find(key).map(Parameter::isBlank).orElse(true);
    }

    public Optional<String> text(String key) {
        return find(key).flatMap(Parameter::text);
    }

    public Optional<Long> integer(String key) {
        return find(key).flatMap(Parameter::integer);
    }

    public Optional<BigDecimal> decimal(String key) {
        return find(key).flatMap(Parameter::decimal);
    }

    public Optional<Boolean> flag(String key) {
        return find(key).flatMap(Parameter::flag);
    }

    public Optional<List<Parameter>> items(String key) {
        return find(key).flatMap(Parameter::items);
    }

    public Optional<Parameters> object(String key) {
        return find(key).flatMap(Parameter::object);
    }
}
