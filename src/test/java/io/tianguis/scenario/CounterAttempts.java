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
     */
    static List<Attempt> of(Map<String, String> apiKey, String webId, String productWebId) {
        List<Attempt> attempts = new ArrayList<>();
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
