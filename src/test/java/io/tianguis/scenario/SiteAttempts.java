package io.tianguis.scenario;

import io.tianguis.testkit.World;
import java.util.List;
import java.util.Map;

/** What the stranger tries on the applications and tracking codes of the demonstration shop. */
final class SiteAttempts {

    private final World world;
    private final Map<String, String> bearer;

    SiteAttempts(World world, Map<String, String> bearer) {
        this.world = world;
        this.bearer = bearer;
    }

    void addTo(List<Attempt> attempts) {
        consents(attempts);
        for (String prefix : List.of("/v1", "")) {
            trackingCodes(prefix, attempts);
        }
    }

    private void consents(List<Attempt> attempts) {
        String application = Long.toString(world.demo().clientId());
        String query = "/authorization?response_type=code&client_id=%s&redirect_uri=https%%3A%%2F%%2Ferp.example%%2F";
        attempts.add(new Attempt("GET /authorization", 400, query, "", Map.of(), application, "999999999"));
        attempts.add(new Attempt(
                "POST /authorization",
                403,
                "/authorization",
                "{\"client_id\":\"%s\"}",
                Map.of(),
                application,
                "999999999"));
        String refresh = "{\"grant_type\":\"refresh_token\",\"client_id\":\""
                + world.stranger().clientId() + "\",\"client_secret\":\""
                + world.stranger().clientSecret() + "\",\"refresh_token\":\"%s\"}";
        String anothers = world.tokens().getFirst();
        attempts.add(new Attempt(
                "POST /oauth/token", 400, "/oauth/token", refresh, Map.of(), anothers, "x".repeat(anothers.length())));
    }

    private void trackingCodes(String prefix, List<Attempt> attempts) {
        String all = prefix + "/shops/{shop_id}/metrics";
        String one = all + "/{tracking_code_id}";
        String path = prefix + "/shops/%s/metrics";
        String own = path.formatted(world.stranger().shop().shopId());
        String body = "{\"name\":\"Igual\",\"provider\":\"OTHER\",\"event\":\"NAVIGATION\"}";
        for (Map<String, String> caller : List.of(bearer, Map.<String, String>of())) {
            attempts.add(new Attempt("GET " + all, 401, path, "", caller, "215", "999999"));
            attempts.add(new Attempt("POST " + all, 401, path, body, caller, "215", "999999"));
            for (String method : List.of("GET ", "PUT ", "DELETE ")) {
                attempts.add(new Attempt(method + one, 401, path + "/30000001", body, caller, "215", "999999"));
            }
        }
        for (String method : List.of("GET ", "PUT ", "DELETE ")) {
            attempts.add(new Attempt(method + one, 404, own + "/%s", body, bearer, "30000001", "39999999"));
        }
    }
}
