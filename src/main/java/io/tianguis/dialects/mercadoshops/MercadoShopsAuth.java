package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Shop;
import io.tianguis.shops.ShopId;
import io.tianguis.shops.Shops;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The access token, as query parameter {@code access_token} or as {@code Authorization: Bearer} (S2); an empty one is none,
 * and with both the parameter counts, which is how the source passes it. A token opens the one shop that it was issued for.
 */
final class MercadoShopsAuth {

    /**
     * Whoever reads what is public.
     *
     * @param authorized whether a token of the shop was sent, which shows what is paused as well
     */
    record Reader(Shop shop, boolean authorized) {}

    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final Shops shops;

    MercadoShopsAuth(Credentials credentials, Shops shops) {
        this.credentials = credentials;
        this.shops = shops;
    }

    /** Answers for the shop of the path and its token: 403 without one, whatever is wrong with it (S3). */
    Response answer(Request request, Function<Shop, Response> operation) {
        return answer(request, operation, MercadoShopsErrors::forbidden);
    }

    /** The same with a refusal of its own. */
    Response answer(Request request, Function<Shop, Response> operation, Supplier<Response> refusal) {
        return token(request)
                .flatMap(token -> shopOf(token, request))
                .map(shop -> operation.apply(shops.get(shop)))
                .orElseGet(refusal);
    }

    /**
     * Answers for the shop of the path to anybody (S3). In the order of the checks: 403 for a token that is not the shop's,
     * 400 for a shop's id that is no number, 404 for a shop that is not there.
     */
    Response answerPublicly(Request request, Function<Reader, Response> operation) {
        if (token(request).isPresent()) {
            return answer(request, shop -> operation.apply(new Reader(shop, true)));
        }
        Optional<Long> id = MercadoShopsIds.number(request.pathParameter("shop_id"));
        if (id.isEmpty()) {
            return MercadoShopsErrors.idNotNumeric();
        }
        return id.filter(number -> number > 0)
                .flatMap(number -> shops.find(new ShopId(number)))
                .map(shop -> operation.apply(new Reader(shop, false)))
                .orElseGet(MercadoShopsErrors::shopNotFound);
    }

    private Optional<ShopId> shopOf(String token, Request request) {
        Optional<Long> asked = MercadoShopsIds.number(request.pathParameter("shop_id"));
        return credentials.shopOfAccessToken(token).filter(shop -> asked.equals(Optional.of(shop.value())));
    }

    private static Optional<String> token(Request request) {
        return request.queryParameter("access_token")
                .filter(token -> !token.isBlank())
                .or(() -> request.header("Authorization").flatMap(MercadoShopsAuth::bearer));
    }

    private static Optional<String> bearer(String header) {
        String text = header.strip();
        return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(text.substring(BEARER.length()).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }
}
