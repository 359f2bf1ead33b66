package io.tianguis.dialects.mercadoshops;

import io.tianguis.testkit.TestServer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody's browser on the pages of /authorization: it keeps the cookie, and sends the forms with what it typed. */
final class Visitor {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\">");

    private final TestServer server;
    private String cookie = "";
    private Map<String, String> form = Map.of();

    Visitor(TestServer server) {
        this.server = server;
    }

    /** Follows an application's link. */
    HttpResponse<String> open(Map<String, String> query) {
        return seen(server.send("GET", "/authorization?" + encoded(query), headers()));
    }

    HttpResponse<String> signIn(String email, String password) {
        return send(Map.of("email", email, "password", password));
    }

    HttpResponse<String> decide(String decision) {
        return send(Map.of("decision", decision));
    }

    /** Sends the form of the page that was seen last, with these values in place of its own. */
    HttpResponse<String> send(Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>(form);
        fields.putAll(typed);
        Map<String, String> headers = headers();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return seen(server.send("POST", "/authorization", headers, encoded(fields)));
    }

    /** The value of a hidden field of the page that was seen last. */
    String hidden(String name) {
        return Optional.ofNullable(form.get(name)).orElseThrow();
    }

    void forgetCookie() {
        cookie = "";
    }

    void keepCookie(String another) {
        cookie = another;
    }

    String cookie() {
        return cookie;
    }

    /** A parameter of the address that an answer sends the browser to. */
    static String parameter(HttpResponse<String> answer, String name) {
        String query = URI.create(answer.headers().firstValue("Location").orElseThrow())
                .getRawQuery();
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no " + name + " in " + query);
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!cookie.isEmpty()) {
            headers.put("Cookie", "other=1; " + cookie);
        }
        return headers;
    }

    private HttpResponse<String> seen(HttpResponse<String> answer) {
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        form = HIDDEN.matcher(answer.body())
                .results()
                .collect(Collectors.toMap(
                        m -> m.group(1),
                        m -> m.group(2)
                                .replace("&quot;", "\"")
                                .replace("&lt;", "<")
                                .replace("&gt;", ">")
                                .replace("&#39;", "'")
                                .replace("&amp;", "&")));
        return answer;
    }
}
