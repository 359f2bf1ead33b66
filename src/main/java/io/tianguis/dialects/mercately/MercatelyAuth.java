package io.tianguis.dialects.mercately;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.ShopId;
import java.util.function.Function;

/** The header {@code api-key}, which names a shop by itself; a missing one and a wrong one are refused alike (C1). */
final class MercatelyAuth {

    private final Credentials credentials;

    MercatelyAuth(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Answers for a shop, or refuses. */
    Response answer(Request request, Function<ShopId, Response> operation) {
        return request.header("api-key")
                .map(String::strip)
                .flatMap(credentials::shopOfApiKey)
                .map(operation)
                .orElseGet(MercatelyErrors::unauthorized);
    }
}
