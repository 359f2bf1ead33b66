package io.tianguis.shops;

import java.time.Duration;

/** Tokens for an application, told this once and stored hashed. */
public record Tokens(ShopId shop, String accessToken, Duration expiresIn, String refreshToken) {

    /** What the tokens of a surface begin with, so that their kinds can be told apart. */
    public record Prefixes(String access, String refresh) {}
}
