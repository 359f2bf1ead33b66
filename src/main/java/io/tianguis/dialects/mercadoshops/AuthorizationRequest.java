package io.tianguis.dialects.mercadoshops;

import io.tianguis.shops.CodeChallenge;
import io.tianguis.shops.CodeChallenge.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an application asks of a shop's people (RFC 6749, 4.1.1; RFC 7636), as their browser brought it: in the query of the
 * first request, in the fields of the pages' forms afterwards.
 *
 * @param parameters those that were sent, by name; one that is empty counts as absent
 */
record AuthorizationRequest(Map<String, String> parameters) {

    private static final int MAX_STATE_LENGTH = 2_048;

    AuthorizationRequest {
        parameters = Map.copyOf(parameters);
    }

    static AuthorizationRequest of(Function<String, Optional<String>> sent) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : new String[] {
            "response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method"
        }) {
            sent.apply(name).filter(value -> !value.isEmpty()).ifPresent(value -> parameters.put(name, value));
        }
        return new AuthorizationRequest(parameters);
    }

    String clientId() {
        return parameters.getOrDefault("client_id", "");
    }

    String redirectUri() {
        return parameters.getOrDefault("redirect_uri", "");
    }

    /** What is wrong with it, in the protocol's word for the application, when it is known who asks. */
    Optional<String> fault() {
        Optional<String> responseType = find("response_type");
        if (responseType.isEmpty()) {
            return Optional.of("invalid_request");
        }
        if (!responseType.get().equals("code")) {
            return Optional.of("unsupported_response_type");
        }
        boolean challenged = find("code_challenge").isPresent();
        boolean sound = find("code_challenge")
                        .filter(value -> !CodeChallenge.isOne(value))
                        .isEmpty()
                && (challenged
                        ? method().isPresent()
                        : find("code_challenge_method").isEmpty())
                && (find("state").isEmpty() || state().isPresent());
        return sound ? Optional.empty() : Optional.of("invalid_request");
    }

    /** The challenge, if it came with one; for a request without {@link #fault}. */
    Optional<CodeChallenge> challenge() {
        return find("code_challenge").flatMap(value -> method().map(method -> new CodeChallenge(value, method)));
    }

    /** Where the browser goes with a code, or with the protocol's word for why there is none. */
    String redirect(String parameter, String value) {
        String uri = redirectUri();
        boolean open = uri.endsWith("?") || uri.endsWith("&");
        String separator = open ? "" : uri.contains("?") ? "&" : "?";
        String answer = uri + separator + parameter + "=" + encoded(value);
        return state().map(state -> answer + "&state=" + encoded(state)).orElse(answer);
    }

    private Optional<Method> method() {
        return switch (find("code_challenge_method").orElse("plain")) {
            case "S256" -> Optional.of(Method.S256);
            case "plain" -> Optional.of(Method.PLAIN);
            default -> Optional.empty();
        };
    }

    /** One that is too long is not given back. */
    private Optional<String> state() {
        return find("state").filter(state -> state.length() <= MAX_STATE_LENGTH);
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
