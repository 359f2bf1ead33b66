package io.tianguis.dialects.mercadoshops;

import io.tianguis.platform.http.Intake;
import io.tianguis.platform.http.InvalidParameters;
import io.tianguis.platform.http.Parameters;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import io.tianguis.platform.json.Json;
import io.tianguis.shops.Credentials;
import io.tianguis.shops.Credentials.TokenPrefixes;
import java.util.Optional;

/** Access tokens for applications (S5). No answer of it may be kept by anybody on the way. */
final class TokensHandler {

    private static final TokenPrefixes PREFIXES = new TokenPrefixes("APP_USR-", "TG-");

    private final Credentials credentials;
    private final Intake intake = Intake.lenient();

    TokensHandler(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * {@code POST /oauth/token}: the parameters as form, as JSON or in the query; whatever {@code Authorization} says is
     * ignored. In the order of the checks, all 400: {@code invalid_request} for parameters that cannot be read or for want
     * of {@code grant_type}, {@code unsupported_grant_type}, {@code invalid_request} for want of {@code client_id} or
     * {@code client_secret}, {@code invalid_client}.
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
            case "client_credentials" -> toApplication(parameters);
            default -> MercadoShopsErrors.unsupportedGrantType();
        };
    }

    private Response toApplication(Parameters parameters) {
        Optional<String> clientId = value(parameters, "client_id");
        if (clientId.isEmpty()) {
            return MercadoShopsErrors.tokenParameterMissing("client_id");
        }
        Optional<String> clientSecret = value(parameters, "client_secret");
        if (clientSecret.isEmpty()) {
            return MercadoShopsErrors.tokenParameterMissing("client_secret");
        }
        return credentials
                .issueToApplication(clientId.get(), clientSecret.get(), PREFIXES)
                .fold(tokens -> Response.json(200, Json.write(TokenJson.of(tokens))), MercadoShopsErrors::tokenRefused);
    }

    /** The source's own example has spaces around its secret. */
    private static Optional<String> value(Parameters parameters, String name) {
        return parameters.text(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
