package io.tianguis.dialects.mercately;

import io.tianguis.customers.CustomerKey;
import io.tianguis.customers.CustomerKey.ByEmail;
import io.tianguis.customers.CustomerKey.ByPhone;
import io.tianguis.customers.CustomerKey.ByPublicId;
import io.tianguis.customers.CustomerProfile;
import io.tianguis.customers.Customers;
import io.tianguis.dialects.mercately.CustomerJson.Found;
import io.tianguis.dialects.mercately.CustomerJson.FoundById;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.Shops;
import java.util.Optional;

/** Customers, by any of their keys. */
final class CustomersHandler {

    private final MercatelyAuth auth;
    private final Shops shops;
    private final Customers customers;

    CustomersHandler(MercatelyAuth auth, Shops shops, Customers customers) {
        this.auth = auth;
        this.shops = shops;
        this.customers = customers;
    }

    /** {@code GET /retailers/api/v1/customers/{x}} (C6, C8): 200 in the shape of the key's kind, or 404. */
    Response get(Request request) {
        return auth.answer(
                request,
                shop -> CustomerKey.parse(
                                request.pathParameter("x"), shops.get(shop).country())
                        .flatMap(key -> found(shop, key))
                        .orElseGet(MercatelyErrors::customerNotFound));
    }

    private Optional<Response> found(ShopId shop, CustomerKey key) {
        return customers.find(shop, key).map(profile -> Response.json(200, Json.write(shape(key, profile))));
    }

    private static Record shape(CustomerKey key, CustomerProfile profile) {
        return switch (key) {
            case ByPublicId _ -> FoundById.of(profile);
            case ByEmail _, ByPhone _ -> Found.of(profile);
        };
    }
}
