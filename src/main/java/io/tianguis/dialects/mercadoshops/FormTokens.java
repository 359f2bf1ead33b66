package io.tianguis.dialects.mercadoshops;

import io.tianguis.kernel.Randomness;
import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.http.Request;
import io.tianguis.platform.http.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Tells our own forms from those that other sites have a browser send: a form repeats what a cookie says, which other sites
 * can neither read nor set. The cookie stays while it is used, so that several tabs go together.
 */
final class FormTokens {

    private static final String COOKIE = "tianguis_authorization";
    private static final int LENGTH = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{" + LENGTH + "}");

    private final Randomness randomness;
    private final Supplier<PublicAddress> address;

    FormTokens(Randomness randomness, Supplier<PublicAddress> address) {
        this.randomness = randomness;
        this.address = address;
    }

    /** The browser's token, or a new one for a browser that has none. */
    String tokenFor(Request request) {
        return ofBrowser(request).orElseGet(() -> randomness.text(LENGTH, Randomness.ALPHANUMERIC));
    }

    /** Has the browser keep the token, for an hour from now. */
    Response kept(Response page, String token) {
        boolean secure = address.get().url().startsWith("https:");
        return page.withHeader(
                "Set-Cookie",
                COOKIE + "=" + token + "; Path=/authorization; Max-Age=3600; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }

    /** Whether a form that brings this token is one of ours. */
    boolean isOurs(Request request, String sent) {
        return ofBrowser(request).filter(kept -> same(kept, sent)).isPresent();
    }

    private static Optional<String> ofBrowser(Request request) {
        return request.header("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .filter(token -> TOKEN.matcher(token).matches())
                .findFirst();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
