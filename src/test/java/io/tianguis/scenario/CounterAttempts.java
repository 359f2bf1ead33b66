package io.tianguis.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a stranger tries at a counter. */
final class CounterAttempts {

    private CounterAttempts() {}

    /**
     * @param webId of a variant of the demonstration shop's
     * @param productWebId of the variant's product
     * @param own web id of a variant of the stranger's own
     */
    static List<Attempt> of(Map<String, String> apiKey, String webId, String productWebId, String own) {
        List<Attempt> attempts = new ArrayList<>();
        String show = "GET /api/v1/variants/{web_id}";
        attempts.add(new Attempt(show, 404, "/api/v1/variants/%s", "", apiKey, webId, "0000000000"));
        String change = "PATCH /api/v1/variants/{web_id}";
        for (String body : List.of(
                "{\"variant\":{\"quantity\":1}}",
                "{\"variant\":{\"price\":1,\"sku\":\"ROBADO\"}}",
                "{\"variant\":{\"price\":\"caro\"}}",
                "{\"variant\":{}}")) {
            attempts.add(new Attempt(change, 404, "/api/v1/variants/%s", body, apiKey, webId, "0000000000"));
        }
        attempts.add(new Attempt(
                change,
                200,
                "/api/v1/variants/" + own,
                "{\"variant\":{\"sku\":\"%s\",\"quantity\":1}}",
                apiKey,
                "CAM-CH-AZUL",
                "CAM-CH-ROJO"));
        String product = "GET /api/v1/products/{key}";
        attempts.add(new Attempt(product, 404, "/api/v1/products/%s", "", apiKey, productWebId, "0000000000"));
        attempts.add(new Attempt(product, 404, "/api/v1/products/%s", "", apiKey, "CAM-M-NEGRO", "CAM-M-ROJO"));
        String create = "POST /api/v1/orders";
        String sale = "{\"order\":{\"customer_attributes\":{\"first_name\":\"Ana\",\"phone\":\"4491230000\"},"
                + "\"order_items_attributes\":[{\"product_id\":\"%s\",\"quantity\":1}]}}";
        attempts.add(new Attempt(create, 422, "/api/v1/orders", sale, apiKey, webId, "0000000000"));
        attempts.add(new Attempt(create, 422, "/api/v1/orders", sale, apiKey, productWebId, "0000000000"));
        attempts.add(new Attempt(
                create,
                422,
                "/api/v1/orders",
                sale.replace("%s", "0000000000").replace("4491230000", "%s"),
                apiKey,
                "+524491234567",
                "+524491239999"));
        attempts.add(
                new Attempt("GET /api/v1/orders", 200, "/api/v1/orders?retailer_id=%s", "", apiKey, "215", "999999"));
        return attempts;
    }
}
