package io.tianguis.storefront;

import io.tianguis.kernel.Randomness;
import io.tianguis.platform.http.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Keeps carts in visitors' browsers: in a cookie of the shop's pages, which no script can read. */
final class Carts {

    private static final String COOKIE = "carrito";
    private static final Duration KEPT = Duration.ofDays(30);

    private final Pages pages;
    private final Randomness randomness;

    Carts(Pages pages, Randomness randomness) {
        this.pages = pages;
        this.randomness = randomness;
    }

    /** The visitor's cart; a fresh one for whoever has none. */
    Cart of(Visit visit) {
        return visit.request().header("Cookie").stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> Cart.read(cookie.substring(COOKIE.length() + 1)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Cart.fresh(randomness));
    }

    /** The cart that takes something in: another one when this one is empty, because it may have been bought. */
    Cart open(Cart cart) {
        return cart.isEmpty() ? Cart.fresh(randomness) : cart;
    }

    /** Has the browser keep a cart, from now on. */
    Response kept(Response response, Visit visit, Cart cart) {
        String path = visit.home();
        return response.withHeader(
                "Set-Cookie",
                COOKIE + "=" + cart.written() + "; Path=" + path + "; Max-Age=" + KEPT.toSeconds()
                        + "; HttpOnly; SameSite=Lax" + (pages.absolute(path).startsWith("https:") ? "; Secure" : ""));
    }
}
