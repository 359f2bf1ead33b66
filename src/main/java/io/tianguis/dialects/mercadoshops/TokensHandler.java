package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.TokenGrants;
import io.tianguis.shops.TokenRejection;
import io.tianguis.shops.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Access tokens for applications (S5). No answer of it may be kept by anybody on the way. */
final class TokensHandler {

    private static final Tokens.Prefixes PREFIXES = new Tokens.Prefixes("APP_USR-", "TG-");

    private static final String CLIENT_ID = "client_id";
    private static final String CLIENT_SECRET = "client_secret";

    private final TokenGrants grants;
    private final Intake intake = Intake.lenient();

    TokensHandler(TokenGrants grants) {
        this.grants = grants;
    }

    /**
     * {@code POST /oauth/token}: the parameters as form, as JSON or in the query; whatever {@code Authorization} says is
     * ignored. In the order of the checks, all 400: {@code invalid_request} for parameters that cannot be read or for want
     * of {@code grant_type}, {@code unsupported_grant_type}, {@code invalid_request} for want of {@code client_id},
     * {@code client_secret}, {@code code}, {@code redirect_uri} or {@code refresh_token}, as far as the grant needs them,
     * {@code invalid_client}, {@code invalid_grant}.
     */
    Response create(Request request) {
        return token(request).withHeader("Cache-Control", "no-store").withHeader("Pragma", "no-cache");
    }

    private Response token(Request request) {
        Parameters parameters;
        try {
            parameters = intake.read(request);
        } catch (InvalidParameters malformed) {
            return MercadoShopsErrors.tokenParametersUnreadable();
        }
        Optional<String> grantType = value(parameters, "grant_type");
        if (grantType.isEmpty()) {
            return MercadoShopsErrors.tokenParameterMissing("grant_type");
        }
        return switch (grantType.get()) {
            case "client_credentials" -> inOwnName(parameters);
            case "authorization_code" -> byCode(parameters);
            case "refresh_token" -> byRefreshToken(parameters);
            default -> MercadoShopsErrors.unsupportedGrantType();
        };
    }

    private Response inOwnName(Parameters parameters) {
        return granted(
                parameters,
                List.of(CLIENT_ID, CLIENT_SECRET),
                said -> grants.inOwnName(said.get(CLIENT_ID), said.get(CLIENT_SECRET), PREFIXES));
    }

    private Response byCode(Parameters parameters) {
        return granted(
                parameters,
                List.of(CLIENT_ID, CLIENT_SECRET, "code", "redirect_uri"),
                said -> grants.byCode(
                        said.get(CLIENT_ID),
                        said.get(CLIENT_SECRET),
                        said.get("code"),
                        said.get("redirect_uri"),
                        value(parameters, "code_verifier"),
                        PREFIXES));
    }

    private Response byRefreshToken(Parameters parameters) {
        return granted(
                parameters,
                List.of(CLIENT_ID, CLIENT_SECRET, "refresh_token"),
                said -> grants.byRefreshToken(
                        said.get(CLIENT_ID), said.get(CLIENT_SECRET), said.get("refresh_token"), PREFIXES));
    }

    /** @param required in the order in which their absence is told */
    private static Response granted(
            Parameters parameters,
            List<String> required,
            Function<Map<String, String>, Outcome<Tokens, TokenRejection>> grant) {
        Map<String, String> said = new HashMap<>();
        for (String name : required) {
            Optional<String> value = value(parameters, name);
            if (value.isEmpty()) {
                return MercadoShopsErrors.tokenParameterMissing(name);
            }
            said.put(name, value.get());
        }
        return grant.apply(said)
                .fold(tokens -> Response.json(200, Json.write(TokenJson.of(tokens))), MercadoShopsErrors::tokenRefused);
    }

    /** The source's own example has spaces around its secret. */
    private static Optional<String> value(Parameters parameters, String name) {
        return parameters.text(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
