package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.json.Json;
import io.tianguis.shops.NewTrackingCode;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import io.tianguis.shops.TrackingCodeChange;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a body says about a tracking code (S9, S11). Fields without a meaning here, such as the {@code id} of an object
 * that is sent back, are passed over. A {@code code} or {@code options} that is null or empty is an empty one.
 */
final class TrackingCodeReader {

    private static final String NO_OPTIONS = "{}";
    private static final int MAX_DIGITS = 64;

    private final JsonNode body;
    private boolean faulty;

    private TrackingCodeReader(JsonNode body) {
        this.body = body;
    }

    /** Nothing when the body cannot be read, a field has a value that it cannot have, or name, provider or event is absent. */
    static Optional<NewTrackingCode> create(byte[] body) {
        return change(body)
                .filter(said -> said.name().isPresent()
                        && said.provider().isPresent()
                        && said.event().isPresent())
                .map(said -> new NewTrackingCode(
                        said.name().get(),
                        said.code().orElse(""),
                        said.options().orElse(NO_OPTIONS),
                        said.provider().get(),
                        said.event().get(),
                        said.active().orElse(true)));
    }

    /** Nothing when the body cannot be read, or a field has a value that it cannot have. */
    static Optional<TrackingCodeChange> change(byte[] body) {
        return Json.readLeniently(body)
                .filter(JsonNode::isObject)
                .flatMap(object -> new TrackingCodeReader(object).change());
    }

    private Optional<TrackingCodeChange> change() {
        Optional<Provider> provider = word("provider", TrackingCodeJson::provider);
        Optional<Event> event = word("event", TrackingCodeJson::event);
        TrackingCodeChange change = new TrackingCodeChange(
                word("name", Optional::of),
                code(),
                options(),
                provider,
                event,
                word("status", TrackingCodeJson::active));
        return faulty ? Optional.empty() : Optional.of(change);
    }

    private <T> Optional<T> word(String field, Function<String, Optional<T>> meaning) {
        return sent(field).flatMap(value -> text(value).flatMap(meaning).or(this::fault));
    }

    private Optional<String> code() {
        return sent("code")
                .flatMap(value -> value.isNull() ? Optional.of("") : text(value).or(this::fault));
    }

    private Optional<String> options() {
        return sent("options").flatMap(value -> options(value).or(this::fault));
    }

    /** The source calls the type of the field a text of JSON, and shows both the empty text and an object. */
    private static Optional<String> options(JsonNode value) {
        if (value.isNull() || value.isString() && value.stringValue().isBlank()) {
            return Optional.of(NO_OPTIONS);
        }
        Optional<JsonNode> tree = value.isString()
                ? Json.readLeniently(value.stringValue().getBytes(StandardCharsets.UTF_8))
                : Optional.of(value);
        return tree.filter(JsonNode::isObject)
                .filter(TrackingCodeReader::isShort)
                .map(object -> new String(Json.write(object), StandardCharsets.UTF_8));
    }

    /** Numbers are kept in plain digits: a few signs such as {@code 1e999999999} must not fill the memory. */
    private static boolean isShort(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            return number.precision() + Math.abs((long) number.scale()) <= MAX_DIGITS;
        }
        return node.valueStream().allMatch(TrackingCodeReader::isShort);
    }

    private Optional<JsonNode> sent(String field) {
        return Optional.ofNullable(body.get(field));
    }

    /** PostgreSQL's texts cannot hold a NUL. */
    private static Optional<String> text(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> text.indexOf('\0') < 0);
    }

    private <T> Optional<T> fault() {
        faulty = true;
        return Optional.empty();
    }
}
