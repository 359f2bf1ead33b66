package io.tianguis.storefront;

import io.tianguis.testkit.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser, which keeps the cart's cookie and follows no redirect by itself. */
final class Buyer {

    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\"");

    private final TestServer server;
    private final String home;
    private final String address;
    private String cookie = "";

    /** @param address from where */
    Buyer(TestServer server, String home, String address) {
        this.server = server;
        this.home = home;
        this.address = address;
    }

    /** What to fill in for an order that is sent and paid as agreed. */
    static Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("nombre", "Ana");
        details.put("apellido", "Ruiz");
        details.put("telefono", "55 1234 5678");
        details.put("entrega", "acordar");
        details.put("pago", "acordar");
        return details;
    }

    /** Another one with the same browser, as in a second tab. */
    Buyer again() {
        Buyer other = new Buyer(server, home, address);
        other.cookie = cookie;
        return other;
    }

    HttpResponse<String> get(String path) {
        return kept(server.send("GET", home + path, headers()));
    }

    HttpResponse<String> follow(HttpResponse<String> redirect) {
        return kept(server.send("GET", redirect.headers().firstValue("Location").orElseThrow(), headers()));
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        Map<String, String> headers = headers();
        headers.put("Sec-Fetch-Site", "same-origin");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return kept(server.send("POST", home + path, headers, encoded(form)));
    }

    HttpResponse<String> add(long variantId, long units) {
        return post("/carrito", Map.of("articulo", Long.toString(variantId), "cantidad", Long.toString(units)));
    }

    /** Sends the checkout's form with what it hides. */
    HttpResponse<String> buy(HttpResponse<String> page, Map<String, String> details) {
        Map<String, String> form = new LinkedHashMap<>(details);
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2));
        }
        return post("/compra", form);
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Forwarded-For", address);
        if (!cookie.isEmpty()) {
            headers.put("Cookie", cookie);
        }
        return headers;
    }

    private HttpResponse<String> kept(HttpResponse<String> answer) {
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer;
    }
}
