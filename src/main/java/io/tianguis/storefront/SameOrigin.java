package io.tianguis.storefront;

import io.tianguis.platform.http.PublicAddress;
import io.tianguis.platform.http.Request;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells our own forms from those that other sites have a browser send, by what browsers say of themselves (decision 0035).
 * Pages need no token for it, so that they are the same for everybody.
 */
final class SameOrigin {

    private final Supplier<PublicAddress> address;

    SameOrigin(Supplier<PublicAddress> address) {
        this.address = address;
    }

    /**
     * Whether a form came from one of our pages. Browsers say so in {@code Sec-Fetch-Site}; those that do not, on plain HTTP
     * or because they are old, name the page's place in {@code Origin}, which has to be the one asked, or the published one.
     * Who says neither is refused.
     */
    boolean sent(Request request) {
        Optional<String> site = request.header("Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.get().equals("same-origin") || site.get().equals("none");
        }
        return request.header("Origin")
                .filter(origin -> isOurs(origin, request))
                .isPresent();
    }

    private boolean isOurs(String origin, Request request) {
        return authority(origin)
                .filter(place -> Optional.of(place).equals(request.header("Host"))
                        || Optional.of(place).equals(authority(address.get().url())))
                .isPresent();
    }

    /** Host and port as they are written; nothing for {@code null}, as which browsers hide an origin. */
    private static Optional<String> authority(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
