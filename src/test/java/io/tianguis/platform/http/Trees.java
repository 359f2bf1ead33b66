package io.tianguis.platform.http;

import io.tianguis.platform.http.Parameter.Flag;
import io.tianguis.platform.http.Parameter.Items;
import io.tianguis.platform.http.Parameter.Null;
import io.tianguis.platform.http.Parameter.Numeral;
import io.tianguis.platform.http.Parameter.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;

/** Trees for tests: built short, shown short, and written the way a Ruby client writes them (K2). */
final class Trees {

    /** How a client spells the characters of names. */
    enum Spelling {
        RAW_BRACKETS,
        UPPER_HEX,
        LOWER_HEX
    }

    private Trees() {}

    /** An object of keys and values in turn; texts, lists and objects become parameters. */
    static Parameters object(Object... keysAndValues) {
        Map<String, Parameter> values = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            values.put((String) keysAndValues[at], parameter(keysAndValues[at + 1]));
        }
        return new Parameters(values);
    }

    static Parameter parameter(Object value) {
        return switch (value) {
            case Parameter parameter -> parameter;
            case List<?> list -> new Items(list.stream().map(Trees::parameter).toList());
            default -> new Text(value.toString());
        };
    }

    /** A tree on one line: {@code {a: [{b: 1}, ~]}}, where {@code ~} is null. */
    static String shown(Parameter parameter) {
        return switch (parameter) {
            case Text(String value) -> value;
            case Numeral(String literal) -> literal;
            case Flag(boolean value) -> Boolean.toString(value);
            case Null _ -> "~";
            case Items(List<Parameter> elements) ->
                elements.stream().map(Trees::shown).collect(Collectors.joining(", ", "[", "]"));
            case Parameters(Map<String, Parameter> values) ->
                values.entrySet().stream()
                        .map(field -> field.getKey() + ": " + shown(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /** The query that HTTParty makes: in an object what is no object comes first, and empty arrays and objects vanish. */
    static String query(Parameters tree, Spelling spelling) {
        List<String> pairs = new ArrayList<>();
        tree.values().forEach((key, value) -> write(key, value, spelling, pairs));
        return String.join("&", pairs);
    }

    private static void write(String path, Parameter parameter, Spelling spelling, List<String> pairs) {
        switch (parameter) {
            case Items(List<Parameter> elements) ->
                elements.forEach(element -> write(path + "[]", element, spelling, pairs));
            case Parameters object -> writeObject(path, object, spelling, pairs);
            case Null _ -> pairs.add(name(path, spelling));
            case Text _, Numeral _, Flag _ ->
                pairs.add(name(path, spelling) + "=" + encoded(parameter.text().orElseThrow(), spelling));
        }
    }

    private static void writeObject(String path, Parameters object, Spelling spelling, List<String> pairs) {
        record Place(String path, Parameters object) {}
        Queue<Place> places = new ArrayDeque<>(List.of(new Place(path, object)));
        while (!places.isEmpty()) {
            Place place = places.remove();
            place.object().values().forEach((key, value) -> {
                String inner = place.path() + "[" + key + "]";
                if (value instanceof Parameters nested) {
                    places.add(new Place(inner, nested));
                } else {
                    write(inner, value, spelling, pairs);
                }
            });
        }
    }

    private static String name(String path, Spelling spelling) {
        String encoded = encoded(path, spelling);
        return spelling == Spelling.RAW_BRACKETS ? encoded.replace("%5B", "[").replace("%5D", "]") : encoded;
    }

    private static String encoded(String text, Spelling spelling) {
        if (spelling != Spelling.LOWER_HEX) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
        StringBuilder all = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            all.append('%').append(HexFormat.of().toHexDigits(octet));
        }
        return all.toString();
    }
}
