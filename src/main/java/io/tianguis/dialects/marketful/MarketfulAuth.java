package io.tianguis.dialects.marketful;

import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Credentials.SellerMatch;
import io.tianguis.shops.Shop;
import io.tianguis.shops.Shops;
import java.util.function.Function;

/**
 * The headers {@code Authorization} and {@code User}, which name one seller together. What is answered to a header that is
 * missing or empty, and to a wrong one, differs by operation (K4).
 */
final class MarketfulAuth {

    /** A seller whose headers are right. */
    record Seller(Shop shop, String user) {}

    /** The two refusals of an operation. */
    enum Refusals {
        MULTICANAL_API(404, "Authentication params must be present", 405, "Authentication Failed: User not found."),
        GET_ORDERS(404, "Invalid Token", 405, "Seller not found"),
        OTHERS(404, "Invalid Authorization", 403, "User Not Found");

        private final int missingStatus;
        private final String missingMessage;
        private final int wrongStatus;
        private final String wrongMessage;

        Refusals(int missingStatus, String missingMessage, int wrongStatus, String wrongMessage) {
            this.missingStatus = missingStatus;
            this.missingMessage = missingMessage;
            this.wrongStatus = wrongStatus;
            this.wrongMessage = wrongMessage;
        }

        private Response missing() {
            return MarketfulErrors.message(missingStatus, missingMessage);
        }

        private Response wrong() {
            return MarketfulErrors.message(wrongStatus, wrongMessage);
        }
    }

    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final Shops shops;

    MarketfulAuth(Credentials credentials, Shops shops) {
        this.credentials = credentials;
        this.shops = shops;
    }

    /** Answers for a seller, or refuses in the operation's words. */
    Response answer(Request request, Refusals refusals, Function<Seller, Response> operation) {
        String token = token(request.header("Authorization").orElse(""));
        String user = request.header("User").orElse("").strip();
        if (token.isEmpty() || user.isEmpty()) {
            return refusals.missing();
        }
        return switch (credentials.seller(token, user)) {
            case SellerMatch.UnknownToken _, SellerMatch.OtherUser _ -> refusals.wrong();
            case SellerMatch.Seller seller -> operation.apply(new Seller(shops.get(seller.shop()), seller.user()));
        };
    }

    private static String token(String header) {
        String text = header.strip();
        return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? text.substring(BEARER.length()).strip()
                : text;
    }
}
