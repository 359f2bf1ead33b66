package io.tianguis.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message of a case's file: a first line, headers, a blank line, a body. A file holds several, separated by lines that
 * begin with {@code ###}, when a case needs more than one exchange.
 *
 * @param firstLine {@code POST /items/create_item} of a request, {@code 201} of a response
 */
record WireExchange(String firstLine, Map<String, String> headers, String body) {

    static List<WireExchange> parse(String file) {
        List<WireExchange> exchanges = new ArrayList<>();
        for (String message : file.split("(?m)^###.*\\R")) {
            if (!message.isBlank()) {
                exchanges.add(one(message.stripLeading()));
            }
        }
        return exchanges;
    }

    private static WireExchange one(String message) {
        String[] lines = message.split("\\R", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        int line = 1;
        while (line < lines.length && !lines[line].isBlank()) {
            int colon = lines[line].indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("no header: " + lines[line]);
            }
            headers.put(
                    lines[line].substring(0, colon).strip(),
                    lines[line].substring(colon + 1).strip());
            line++;
        }
        StringBuilder body = new StringBuilder();
        for (line++; line < lines.length; line++) {
            body.append(lines[line]).append('\n');
        }
        return new WireExchange(lines[0].strip(), headers, body.toString().strip());
    }

    String text() {
        StringBuilder text = new StringBuilder(firstLine).append('\n');
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        if (!body.isEmpty()) {
            text.append('\n').append(body).append('\n');
        }
        return text.toString();
    }
}
