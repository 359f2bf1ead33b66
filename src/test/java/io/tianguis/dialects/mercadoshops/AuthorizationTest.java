package io.tianguis.dialects.mercadoshops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.json.Json;
import io.tianguis.shops.ApplicationCreated;
import io.tianguis.shops.ShopCreated;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Consent as an application, a browser and whoever means ill see it. */
class AuthorizationTest {

    private static final String CALLBACK = "https://erp.example:8443/callback?from=tianguis";
    private static final String STATE = "a b&c=d\"><script>alert('é')</script>";

    /** The published example of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final ShopCreated DEMO = World.get().demo();

    private static TestServer server;
    private static ApplicationCreated application;

    @BeforeAll
    static void start() {
        server = TestServer.inWorld();
        application = registered("<b>ERP</b> & 'Cía'", CALLBACK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoeverConsentsSendsTheApplicationACodeForTheirShop() {
        Visitor visitor = new Visitor(server);
        assertThat(visitor.open(with("code_challenge", CHALLENGE, "code_challenge_method", "S256"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> asked = visitor.signIn(DEMO.staffEmail(), DEMO.staffPassword());
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body())
                .contains("&lt;b&gt;ERP&lt;/b&gt; &amp; &#39;Cía&#39;", "Tianguis de Prueba", DEMO.staffEmail())
                .contains("https://erp.example:8443")
                .doesNotContain("<script", "<b>", DEMO.staffPassword());

        HttpResponse<String> answer = visitor.decide("allow");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith(CALLBACK + "&code=TG-");
        assertThat(Visitor.parameter(answer, "state")).isEqualTo(STATE);
        String code = Visitor.parameter(answer, "code");
        isRefused(exchange(code, CALLBACK, "code_verifier", CHALLENGE), "invalid_grant", "the code_verifier does not");
        isRefused(exchange(code, CALLBACK), "invalid_grant", "the code_verifier does not");
        JsonNode tokens = granted(exchange(code, CALLBACK, "code_verifier", VERIFIER));
        assertThat(tokens.path("user_id").longValue()).isEqualTo(215);
        String access = tokens.path("access_token").stringValue();
        assertThat(shop(215, access)).isEqualTo(200);

        isRefused(exchange(code, CALLBACK, "code_verifier", VERIFIER), "invalid_grant", "the code is unknown");
        assertThat(shop(215, access)).isEqualTo(403);
        isRefused(refresh(tokens.path("refresh_token").stringValue()), "invalid_grant", "the refresh_token is unknown");
    }

    @Test
    void theTokenIsForTheShopOfWhoeverConsentsWhoseverTheApplicationIs() {
        ShopCreated stranger = World.get().stranger();
        Visitor visitor = new Visitor(server);
        visitor.open(with());
        visitor.signIn(stranger.staffEmail(), stranger.staffPassword());
        JsonNode tokens = granted(exchange(Visitor.parameter(visitor.decide("allow"), "code"), CALLBACK));

        assertThat(tokens.path("user_id").longValue()).isEqualTo(stranger.shop().shopId());
        JsonNode next = granted(refresh(tokens.path("refresh_token").stringValue()));
        assertThat(next.path("access_token").stringValue())
                .endsWith("-" + stranger.shop().shopId());
        assertThat(shop(stranger.shop().shopId(), next.path("access_token").stringValue()))
                .isEqualTo(200);
        assertThat(shop(215, next.path("access_token").stringValue())).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "json", "query"})
    void everyGrantIsTakenInEveryEncoding(String encoding) {
        Visitor visitor = new Visitor(server);
        visitor.open(with());
        visitor.signIn(DEMO.staffEmail(), DEMO.staffPassword());
        Map<String, String> byCode = caller("authorization_code");
        byCode.put("code", Visitor.parameter(visitor.decide("allow"), "code"));
        byCode.put("redirect_uri", CALLBACK);
        JsonNode first = granted(token(encoding, byCode));
        Map<String, String> byRefreshToken = caller("refresh_token");
        byRefreshToken.put("refresh_token", first.path("refresh_token").stringValue());
        JsonNode second = granted(token(encoding, byRefreshToken));
        JsonNode inOwnName = granted(token(encoding, caller("client_credentials")));

        for (JsonNode tokens : List.of(first, second, inOwnName)) {
            assertThat(tokens.propertyNames())
                    .containsExactly(
                            "access_token",
                            "token_type",
                            "expires_in",
                            "scope",
                            "user_id",
                            "refresh_token",
                            "live_mode");
            assertThat(shop(215, tokens.path("access_token").stringValue())).isEqualTo(200);
        }
    }

    @Test
    void whoeverRefusesSendsTheApplicationAway() {
        Visitor visitor = new Visitor(server);
        visitor.open(with());
        visitor.signIn(DEMO.staffEmail(), DEMO.staffPassword());
        String ticket = visitor.hidden("ticket");
        HttpResponse<String> answer = visitor.decide("deny");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Visitor.parameter(answer, "error")).isEqualTo("access_denied");
        assertThat(Visitor.parameter(answer, "state")).isEqualTo(STATE);
        visitor.open(with());
        HttpResponse<String> late = visitor.send(Map.of("ticket", ticket, "decision", "allow"));
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("La sesión caducó");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://erp.example:8443/callback",
                "https://erp.example:8443/callback?from=tianguis&",
                "https://erp.example:8443/callback?from=tianguis&more=1",
                "https://erp.example:8443/callback/?from=tianguis",
                "https://erp.example:8443/x/../callback?from=tianguis",
                "https://erp.example:8443/callback?from=tiangui%73",
                "https://erp.example/callback?from=tianguis",
                "http://erp.example:8443/callback?from=tianguis",
                "HTTPS://erp.example:8443/callback?from=tianguis",
                "https://ERP.example:8443/callback?from=tianguis",
                "https://erp.example:8443@evil.example/callback?from=tianguis",
                "https://erp.example:8443/callback?from=tianguis#x",
                " https://erp.example:8443/callback?from=tianguis",
                "https://evil.example/"
            })
    void nobodyIsSentWhereTheApplicationDidNotRegister(String redirectUri) {
        HttpResponse<String> answer = new Visitor(server).open(with("redirect_uri", redirectUri));

        staysHere(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "999999999", "uno", "-1", "99999999999999999999"})
    void nobodyIsSentAnywhereForAnApplicationThatIsUnknown(String clientId) {
        staysHere(new Visitor(server).open(with("client_id", clientId)));
    }

    @Test
    void anApplicationWithoutAnAddressAsksNobody() {
        staysHere(new Visitor(server).open(with("client_id", Long.toString(DEMO.clientId()))));
        staysHere(new Visitor(server).open(with("client_id", Long.toString(DEMO.clientId()), "redirect_uri", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, '', invalid_request",
        "response_type, token, unsupported_response_type",
        "code_challenge, short, invalid_request",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM, invalid_request",
        "code_challenge_method, S256, invalid_request",
        "code_challenge_method, S512, invalid_request"
    })
    void whatIsAskedInTheWrongWayIsToldToTheApplication(String name, String value, String error) {
        HttpResponse<String> answer = new Visitor(server).open(with(name, value));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith(CALLBACK + "&error=" + error);
        assertThat(Visitor.parameter(answer, "state")).isEqualTo(STATE);
    }

    @Test
    void aStateThatIsTooLongIsNotGivenBack() {
        HttpResponse<String> answer = new Visitor(server).open(with("state", "x".repeat(2_049)));

        assertThat(answer.headers().firstValue("Location")).contains(CALLBACK + "&error=invalid_request");
    }

    @Test
    void aFormThatIsNotOursDoesNothing() {
        Visitor visitor = new Visitor(server);
        visitor.open(with());
        visitor.signIn(DEMO.staffEmail(), DEMO.staffPassword());
        String ticket = visitor.hidden("ticket");
        String token = visitor.hidden("form_token");
        String cookie = visitor.cookie();
        Map<String, String> allowed = with("ticket", ticket, "decision", "allow", "form_token", token);

        visitor.forgetCookie();
        isExpired(visitor.send(allowed));
        visitor.keepCookie("tianguis_authorization=" + "x".repeat(32));
        isExpired(visitor.send(allowed));
        visitor.keepCookie("tianguis_authorization=");
        isExpired(visitor.send(with("ticket", ticket, "decision", "allow", "form_token", "")));
        visitor.keepCookie(cookie);
        isExpired(visitor.send(with("ticket", ticket, "decision", "allow", "form_token", "x".repeat(32))));
        isExpired(visitor.send(with("ticket", ticket, "decision", "allow", "form_token", "")));

        assertThat(visitor.send(allowed).statusCode()).isEqualTo(303);
    }

    @Test
    void whatAFormChangesIsCheckedAgain() {
        Visitor visitor = new Visitor(server);
        visitor.open(with());
        visitor.signIn(DEMO.staffEmail(), DEMO.staffPassword());
        String token = visitor.hidden("form_token");
        String ticket = visitor.hidden("ticket");
        ApplicationCreated other = registered("Otra", "https://otra.example/");
        Map<String, String> forOther = with(
                "client_id",
                Long.toString(other.clientId()),
                "redirect_uri",
                "https://otra.example/",
                "form_token",
                token,
                "ticket",
                ticket,
                "decision",
                "allow");

        HttpResponse<String> otherApplication = visitor.send(forOther);

        assertThat(otherApplication.statusCode()).isEqualTo(403);
        assertThat(otherApplication.headers().firstValue("Location")).isEmpty();
        staysHere(visitor.send(with("redirect_uri", "https://evil.example/", "form_token", token)));
    }

    @Test
    void whoeverIsNotLetInIsToldOnThePage() {
        Visitor visitor = new Visitor(server);
        visitor.open(with());
        HttpResponse<String> wrong = visitor.signIn("<i>@\"x\"", "clave-secreta");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body())
                .contains("El correo o la contraseña no son correctos.", "value=\"&lt;i&gt;@&quot;x&quot;\"")
                .doesNotContain("<i>", "clave-secreta");

        HttpResponse<String> agent = visitor.signIn("agente@tianguis.example", "una-clave-larga");
        assertThat(agent.statusCode()).isEqualTo(403);
        assertThat(agent.body()).contains("Solo quien administra la tienda puede autorizar una aplicación.");

        server.database().database().update("UPDATE sign_in_attempt SET attempts = 1000");
        HttpResponse<String> tooMany = visitor.signIn("agente@tianguis.example", "una-clave-larga");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).contains("900");
        assertThat(tooMany.body()).contains("Hubo demasiados intentos.");
        server.database().database().update("DELETE FROM sign_in_attempt");
    }

    @Test
    void pagesRunNothingStandInNoFrameAndAreKeptByNobody() {
        Visitor visitor = new Visitor(server);
        HttpResponse<String> signIn = visitor.open(with());
        HttpResponse<String> consent = visitor.signIn(DEMO.staffEmail(), DEMO.staffPassword());
        HttpResponse<String> fault = new Visitor(server).open(with("client_id", "1"));

        assertThat(List.of(signIn, consent, fault)).allSatisfy(page -> {
            assertThat(header(page, "Content-Security-Policy"))
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .contains("frame-ancestors 'none'; base-uri 'none'; form-action '");
            assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        });
        assertThat(header(signIn, "Content-Security-Policy")).endsWith("form-action 'self'");
        assertThat(header(consent, "Content-Security-Policy")).endsWith("form-action 'self' https://erp.example:8443");
        assertThat(header(fault, "Content-Security-Policy")).endsWith("form-action 'none'");
        assertThat(header(signIn, "Set-Cookie"))
                .matches("tianguis_authorization=[A-Za-z0-9]{32}; Path=/authorization; Max-Age=3600; HttpOnly;"
                        + " SameSite=Lax; Secure");
    }

    @Test
    void anUnreadableFormIsRefused() {
        HttpResponse<String> answer = server.send(
                "POST", "/authorization", Map.of("Content-Type", "application/x-www-form-urlencoded"), "client_id=%zz");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("El formulario no se puede leer.");
    }

    private static ApplicationCreated registered(String name, String redirectUri) {
        return server.backend()
                .applications()
                .register(DEMO.shop().id(), name, redirectUri)
                .fold(created -> created, rejection -> {
                    throw new AssertionError(rejection);
                });
    }

    /** A sound request, with these values in place of its own. */
    private static Map<String, String> with(String... replaced) {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                Long.toString(application.clientId()),
                "redirect_uri",
                CALLBACK,
                "state",
                STATE));
        for (int i = 0; i < replaced.length; i += 2) {
            query.put(replaced[i], replaced[i + 1]);
        }
        return query;
    }

    private static HttpResponse<String> exchange(String code, String redirectUri, String... more) {
        Map<String, String> form = caller("authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return token(form);
    }

    private static HttpResponse<String> refresh(String refreshToken) {
        Map<String, String> form = caller("refresh_token");
        form.put("refresh_token", refreshToken);
        return token(form);
    }

    private static Map<String, String> caller(String grantType) {
        return new LinkedHashMap<>(Map.of(
                "grant_type",
                grantType,
                "client_id",
                Long.toString(application.clientId()),
                "client_secret",
                application.clientSecret()));
    }

    private static HttpResponse<String> token(Map<String, String> form) {
        return token("form", form);
    }

    private static HttpResponse<String> token(String encoding, Map<String, String> parameters) {
        return switch (encoding) {
            case "form" ->
                server.send(
                        "POST",
                        "/oauth/token",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        Visitor.encoded(parameters));
            case "json" ->
                server.send(
                        "POST",
                        "/oauth/token",
                        Map.of("Content-Type", "application/json"),
                        new String(Json.write(parameters), StandardCharsets.UTF_8));
            case "query" -> server.send("POST", "/oauth/token?" + Visitor.encoded(parameters), Map.of());
            default -> throw new IllegalArgumentException(encoding);
        };
    }

    private static JsonNode granted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static void isRefused(HttpResponse<String> answer, String error, String message) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("{\"error\":\"" + error + "\",\"message\":\"" + message)
                .endsWith(",\"status\":400}");
    }

    private static void isExpired(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("La página caducó.");
    }

    private static void staysHere(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("La aplicación no está registrada").doesNotContain("evil.example");
    }

    private static int shop(long shopId, String token) {
        return server.send("GET", "/v1/shops/" + shopId, Map.of("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
