package io.tianguis.dialects.mercadoshops;

import io.tianguis.shops.Tokens;

/** The answer of {@code POST /oauth/token} (S5). */
record TokenJson(
        String access_token,
        String token_type,
        long expires_in,
        String scope,
        long user_id,
        String refresh_token,
        boolean live_mode) {

    private static final String SCOPE = "offline_access read write";

    static TokenJson of(Tokens tokens) {
        return new TokenJson(
                tokens.accessToken(),
                "bearer",
                tokens.expiresIn().toSeconds(),
                SCOPE,
                tokens.shop().value(),
                tokens.refreshToken(),
                true);
    }
}
