package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Sha256;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.Application;
import io.tianguis.shops.Consents.Asked;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The pages on which a shop's people sign in and consent, in Spanish. They run no script, load nothing, stand in no frame, are
 * kept by nobody, and send their forms here or, by way of an answer from here, to the application.
 */
final class AuthorizationPages {

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
            body { margin: 0; padding: 1rem; background: Canvas; color: CanvasText }
            main { max-width: 24rem; margin: 3rem auto }
            h1 { font-size: 1.4rem }
            label { display: block; margin-top: 1rem }
            input { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem; border: 1px solid GrayText;
                border-radius: .3rem }
            button { font: inherit; margin: 1.5rem .5rem 0 0; padding: .6rem 1.2rem; border-radius: .3rem;
                border: 1px solid #1f6f4a; background: transparent; color: inherit; cursor: pointer }
            button.main { background: #1f6f4a; color: #fff }
            .fault { border-left: .3rem solid #b3261e; padding-left: .8rem }
            """;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="es">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s
            </main>
            </body>
            </html>""";

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; frame-ancestors 'none'; base-uri 'none'; form-action ";

    private AuthorizationPages() {}

    /**
     * Asks who is there.
     *
     * @param email as it was typed before
     * @param fault why it is asked again; empty the first time
     * @param severalShops whether the shop has to be named too
     */
    static Response signIn(
            int status,
            Application application,
            AuthorizationRequest asked,
            String formToken,
            String email,
            String fault,
            boolean severalShops) {
        String shop = severalShops ? """
                <label>Número de la tienda
                <input name="shop" inputmode="numeric" autocomplete="off" required></label>
                """ : "";
        return page(status, "'self'", "Inicia sesión para continuar", """
                %s<p><strong>%s</strong> quiere acceder a tu tienda.</p>
                <form method="post" action="/authorization">
                %s<label>Correo
                <input name="email" type="email" autocomplete="username" required value="%s"></label>
                <label>Contraseña
                <input name="password" type="password" autocomplete="current-password" required></label>
                %s<button class="main" type="submit">Iniciar sesión</button>
                </form>""".formatted(
                        fault.isEmpty() ? "" : "<p class=\"fault\" role=\"alert\">" + escaped(fault) + "</p>\n",
                        escaped(application.name()),
                        hidden(asked.parameters(), formToken),
                        escaped(email),
                        shop));
    }

    /** Asks whether the application may. */
    static Response consent(Application application, AuthorizationRequest request, String formToken, Asked asked) {
        return page(200, "'self' " + origin(request.redirectUri()), "Autorizar acceso", """
                <p><strong>%s</strong> quiere acceder a la tienda <strong>%s</strong>.</p>
                <p>Podrá ver y modificar sus publicaciones, ventas, clientes y preguntas.</p>
                <p>Iniciaste sesión como %s. Después irás a <strong>%s</strong>.</p>
                <form method="post" action="/authorization">
                %s<input type="hidden" name="ticket" value="%s">
                <button class="main" type="submit" name="decision" value="allow">Autorizar</button>
                <button type="submit" name="decision" value="deny">Rechazar</button>
                </form>""".formatted(
                        escaped(application.name()),
                        escaped(asked.shopName()),
                        escaped(asked.email()),
                        escaped(origin(request.redirectUri())),
                        hidden(request.parameters(), formToken),
                        escaped(asked.ticket())));
    }

    /** Says that nothing goes on from here. */
    static Response fault(int status, String text) {
        return page(status, "'none'", "No se puede continuar", "<p class=\"fault\">" + escaped(text) + "</p>");
    }

    /** Sends the browser on, which asks there by GET. */
    static Response redirect(String location) {
        return guarded(Response.empty(303).withHeader("Location", location));
    }

    private static Response page(int status, String formTargets, String title, String content) {
        String html = PAGE.formatted(title, STYLE, title, content);
        return guarded(Response.text(status, "text/html; charset=utf-8", html)
                .withHeader("Content-Security-Policy", POLICY + formTargets)
                .withHeader("X-Frame-Options", "DENY")
                .withHeader("X-Content-Type-Options", "nosniff"));
    }

    private static Response guarded(Response response) {
        return response.withHeader("Cache-Control", "no-store").withHeader("Referrer-Policy", "no-referrer");
    }

    /**
     * What a policy calls the place of a redirect URI, and what people recognize it by. A policy cannot name an address of IPv6,
     * nor what a scheme of the application's own leads to.
     */
    private static String origin(String redirectUri) {
        URI uri = URI.create(redirectUri);
        String host = uri.getHost();
        if (host == null || host.startsWith("[")) {
            return uri.getScheme() + ":";
        }
        return uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    private static String hidden(Map<String, String> parameters, String formToken) {
        return parameters.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(field -> hidden(field.getKey(), field.getValue()))
                        .collect(Collectors.joining())
                + hidden("form_token", formToken);
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}
