package io.tianguis.shops;

import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.TokenGrantsSql.Code;
import io.tianguis.shops.TokenGrantsSql.Family;
import io.tianguis.shops.TokenGrantsSql.Issued;
import io.tianguis.shops.TokenGrantsSql.Refresh;
import io.tianguis.shops.TokenGrantsSql.Revoked;
import io.tianguis.shops.TokenRejection.OtherVerifier;
import io.tianguis.shops.TokenRejection.UnknownApplication;
import io.tianguis.shops.TokenRejection.UnusableCode;
import io.tianguis.shops.TokenRejection.UnusableRefreshToken;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The door by which applications come to tokens (OAuth 2.0): in their own name, by somebody's consent, and by a refresh
 * token. All tokens that follow from one grant are a family. A code or a refresh token that comes a second time may have
 * been stolen, and nobody can tell who of the two is the thief: the whole family ends (RFC 9700, 4.14).
 */
public final class TokenGrants {

    /** How long an access token is good for. */
    public static final Duration ACCESS_TOKEN_LIFE = Duration.ofHours(6);

    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(180);

    /** An application that has shown its secret. */
    private record Caller(long clientId, ShopId shop) {}

    /**
     * What came of an exchange, and which access tokens ended with it: changes stay even when the outcome is a rejection.
     */
    private record Exchanged(Outcome<Tokens, TokenRejection> outcome, List<Revoked> revoked) {

        static Exchanged rejected(TokenRejection rejection) {
            return new Exchanged(Outcome.rejected(rejection), List.of());
        }
    }

    private final Database database;
    private final Clock clock;
    private final Secrets secrets;
    private final Credentials credentials;

    public TokenGrants(Database database, Clock clock, Randomness randomness, Credentials credentials) {
        this.database = database;
        this.clock = clock;
        this.secrets = new Secrets(randomness);
        this.credentials = credentials;
    }

    /**
     * Tokens for the application's own shop (grant {@code client_credentials}). Rejected as {@link UnknownApplication}.
     *
     * @param clientId as sent
     * @param prefixes of the surface that asks
     */
    public Outcome<Tokens, TokenRejection> inOwnName(String clientId, String clientSecret, Tokens.Prefixes prefixes) {
        Optional<Caller> caller = caller(clientId, clientSecret);
        if (caller.isEmpty()) {
            return Outcome.rejected(new UnknownApplication());
        }
        Family family = new Family(caller.get().shop().value(), caller.get().clientId(), null);
        Issued issued = issued(family, prefixes);
        TokenGrantsSql.insertFamily(database, family, issued, clock.now());
        return Outcome.ok(issued.tokens());
    }

    /**
     * Tokens for the shop whose member consented (grant {@code authorization_code}), once. Rejections in the order of the
     * checks: {@link UnknownApplication}, {@link UnusableCode}, {@link OtherVerifier}. A refused code can still be used; one
     * that was used ends what it was exchanged for.
     *
     * @param redirectUri to the letter as registered
     * @param verifier of the challenge that the code was asked for with, if it was with one
     */
    public Outcome<Tokens, TokenRejection> byCode(
            String clientId,
            String clientSecret,
            String code,
            String redirectUri,
            Optional<String> verifier,
            Tokens.Prefixes prefixes) {
        return exchange(clientId, clientSecret, (tx, caller) -> {
            Optional<Code> known = TokenGrantsSql.lockCode(tx, Secrets.hash(code))
                    .filter(found -> found.clientId() == caller.clientId());
            if (known.filter(found -> found.usedAt() != null).isPresent()) {
                return ended(tx, known.get().familyId(), new UnusableCode());
            }
            Optional<Code> good = known.filter(
                    found -> found.expiresAt().isAfter(clock.now()) && redirectUri.equals(found.redirectUri()));
            if (good.isEmpty()) {
                return Exchanged.rejected(new UnusableCode());
            }
            if (!good.get().isMetBy(verifier)) {
                return Exchanged.rejected(new OtherVerifier());
            }
            Family family = good.get().family();
            Issued issued = issued(family, prefixes);
            long familyId = TokenGrantsSql.insertFamily(tx, family, issued, clock.now());
            TokenGrantsSql.markUsed(tx, Secrets.hash(code), familyId, clock.now());
            return new Exchanged(Outcome.ok(issued.tokens()), List.of());
        });
    }

    /**
     * Tokens in place of those that expire (grant {@code refresh_token}), once. Rejections in the order of the checks:
     * {@link UnknownApplication}, {@link UnusableRefreshToken}. One that was used ends its family.
     */
    public Outcome<Tokens, TokenRejection> byRefreshToken(
            String clientId, String clientSecret, String refreshToken, Tokens.Prefixes prefixes) {
        byte[] hash = Secrets.hash(refreshToken);
        return exchange(clientId, clientSecret, (tx, caller) -> {
            Optional<Family> family =
                    TokenGrantsSql.lockFamily(tx, hash).filter(found -> found.clientId() == caller.clientId());
            Optional<Refresh> token = family.flatMap(held -> TokenGrantsSql.refreshToken(tx, hash));
            if (token.filter(found -> found.usedAt() != null).isPresent()) {
                return ended(tx, token.get().familyId(), new UnusableRefreshToken());
            }
            if (token.filter(found -> found.expiresAt().isAfter(clock.now())).isEmpty()) {
                return Exchanged.rejected(new UnusableRefreshToken());
            }
            Issued issued = issued(family.get(), prefixes);
            TokenGrantsSql.rotate(tx, token.get().familyId(), hash, issued, clock.now());
            return new Exchanged(Outcome.ok(issued.tokens()), List.of());
        });
    }

    /** Deletes some of what expired; answers how many tokens, codes and families went. */
    public int forgetExpired() {
        return TokenGrantsSql.deleteExpired(database, clock.now());
    }

    private Outcome<Tokens, TokenRejection> exchange(
            String clientId, String clientSecret, BiFunction<Tx, Caller, Exchanged> exchange) {
        Optional<Caller> caller = caller(clientId, clientSecret);
        if (caller.isEmpty()) {
            return Outcome.rejected(new UnknownApplication());
        }
        Exchanged exchanged = database.transaction(tx -> exchange.apply(tx, caller.get()), done -> true);
        exchanged.revoked().forEach(token -> credentials.forgetAccessToken(token.tokenHash()));
        return exchanged.outcome();
    }

    private static Exchanged ended(Statements statements, long familyId, TokenRejection rejection) {
        return new Exchanged(Outcome.rejected(rejection), TokenGrantsSql.deleteFamily(statements, familyId));
    }

    private Optional<Caller> caller(String clientId, String clientSecret) {
        return Applications.number(clientId)
                .flatMap(number -> ApplicationsSql.secret(database, number)
                        .filter(known -> MessageDigest.isEqual(known.secretHash(), Secrets.hash(clientSecret)))
                        .map(known -> new Caller(number, new ShopId(known.shopId()))));
    }

    private Issued issued(Family family, Tokens.Prefixes prefixes) {
        Instant now = clock.now();
        Tokens tokens = new Tokens(
                new ShopId(family.shopId()),
                prefixes.access() + family.clientId() + "-" + secrets.next() + "-" + family.shopId(),
                ACCESS_TOKEN_LIFE,
                prefixes.refresh() + secrets.next() + "-" + family.shopId());
        return new Issued(tokens, now.plus(ACCESS_TOKEN_LIFE), now.plus(REFRESH_TOKEN_LIFE));
    }
}
