package io.tianguis.scenario;

import java.util.Map;

/**
 * One attempt, told twice: the same request with what is the demonstration shop's, and with what nobody has.
 *
 * @param route as the documents and the tables of contents write it
 * @param status that both answers must have
 * @param target its path with the variables filled, and a query; {@code %s} stands for the value
 * @param body {@code %s} stands for the value; empty for none
 * @param headers whose values may hold {@code %s}
 * @param foreign the value that is the demonstration shop's
 * @param unknown the value that nobody has
 */
record Attempt(
        String route,
        int status,
        String target,
        String body,
        Map<String, String> headers,
        String foreign,
        String unknown) {

    @Override
    public String toString() {
        return "%s as %s %s with %s".formatted(route, target, body, foreign);
    }

    String method() {
        return route.substring(0, route.indexOf(' '));
    }

    /** Whether the target is one of the route. */
    boolean isOfItsRoute() {
        String pattern = route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "[^/]+");
        return target.replaceAll("\\?.*", "").matches(pattern);
    }

    static String filled(String text, String value) {
        return text.replace("%%", "%").replace("%s", value);
    }
}
