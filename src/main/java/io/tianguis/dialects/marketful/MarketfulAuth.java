package io.tianguis.dialects.marketful;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.InvalidParameters.Reason;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Credentials.SellerMatch;
import io.tianguis.shops.Shop;
import io.tianguis.shops.Shops;
import java.util.function.BiFunction;

/**
 * The headers {@code Authorization} and {@code User}, which name one seller together. What is answered to a header that is
 * missing or empty, and to a wrong one, differs by operation (K4). Only a known seller's parameters are read.
 */
final class MarketfulAuth {

    /** A seller whose headers are right. */
    record Seller(Shop shop, String user) {}

    /** The refusals of an operation. */
    enum Refusals {
        MULTICANAL_API(404, "Authentication params must be present", 405, "Authentication Failed: User not found."),
        GET_ORDERS(404, "Invalid Token", 405, "Seller not found"),
        WEBHOOKS(404, "Invalid Authorization", 404, "User Not Found"),
        NEW_ENTRY(404, "Invalid Authorization", 400, "User Not Found"),
        OTHERS(404, "Invalid Authorization", 403, "User Not Found"),
        /** Which tells a wrong token from a token whose user is another. */
        GET_EVENTS(404, "Invalid Authorization", 404, "User Not Found", "Seller Not Found");

        private final int missingStatus;
        private final String missingMessage;
        private final int wrongStatus;
        private final String wrongTokenMessage;
        private final String wrongUserMessage;

        Refusals(int missingStatus, String missingMessage, int wrongStatus, String wrongMessage) {
            this(missingStatus, missingMessage, wrongStatus, wrongMessage, wrongMessage);
        }

        Refusals(
                int missingStatus,
                String missingMessage,
                int wrongStatus,
                String wrongTokenMessage,
                String wrongUserMessage) {
            this.missingStatus = missingStatus;
            this.missingMessage = missingMessage;
            this.wrongStatus = wrongStatus;
            this.wrongTokenMessage = wrongTokenMessage;
            this.wrongUserMessage = wrongUserMessage;
        }

        private Response missing() {
            return MarketfulErrors.message(missingStatus, missingMessage);
        }

        private Response wrongToken() {
            return MarketfulErrors.message(wrongStatus, wrongTokenMessage);
        }

        private Response wrongUser() {
            return MarketfulErrors.message(wrongStatus, wrongUserMessage);
        }
    }

    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final Shops shops;
    private final Intake intake = Intake.strict();

    MarketfulAuth(Credentials credentials, Shops shops) {
        this.credentials = credentials;
        this.shops = shops;
    }

    /**
     * Answers a seller's call by its parameters, wherever they came (K1), or refuses it in the operation's words. Parameters
     * beyond the bounds are refused before the credentials, unreadable ones after them.
     */
    Response answer(Request request, Refusals refusals, BiFunction<Seller, Parameters, Response> operation) {
        Outcome<Parameters, Reason> parameters = read(request);
        if (parameters instanceof Outcome.Rejected<Parameters, Reason>(Reason reason) && reason.isBound()) {
            return MarketfulErrors.invalidParameters();
        }
        String token = token(request.header("Authorization").orElse(""));
        String user = request.header("User").orElse("").strip();
        if (token.isEmpty() || user.isEmpty()) {
            return refusals.missing();
        }
        return switch (credentials.seller(token, user)) {
            case SellerMatch.UnknownToken _ -> refusals.wrongToken();
            case SellerMatch.OtherUser _ -> refusals.wrongUser();
            case SellerMatch.Seller seller ->
                parameters.fold(
                        readable -> operation.apply(new Seller(shops.get(seller.shop()), seller.user()), readable),
                        unreadable -> MarketfulErrors.invalidParameters());
        };
    }

    private Outcome<Parameters, Reason> read(Request request) {
        try {
            return Outcome.ok(intake.read(request));
        } catch (InvalidParameters malformed) {
            return Outcome.rejected(malformed.reason());
        }
    }

    private static String token(String header) {
        String text = header.strip();
        return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? text.substring(BEARER.length()).strip()
                : text;
    }
}
