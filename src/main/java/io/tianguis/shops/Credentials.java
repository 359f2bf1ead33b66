package io.tianguis.shops;

import com.github.benmanes.caffeine.cache.Cache;
import io.tianguis.kernel.Clock;
import io.tianguis.kernel.Outcome;
import io.tianguis.kernel.Randomness;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.CredentialsSql.Access;
import io.tianguis.shops.CredentialsSql.Application;
import io.tianguis.shops.CredentialsSql.TokenOwner;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells which shop a caller belongs to. Known credentials are answered from memory for a minute, which is also how long a
 * revoked one may live on; unknown ones are looked up each time, so that a new one works at once. Memory holds hashes.
 */
public final class Credentials {

    private static final int REMEMBERED_AT_MOST = 20_000;
    private static final int MAX_SECRET_LENGTH = 512;

    /** How long an access token is good for. */
    public static final Duration ACCESS_TOKEN_LIFE = Duration.ofHours(6);

    private static final Duration REFRESH_TOKEN_LIFE = Duration.ofDays(180);

    /** What a seller token and a user name say together. */
    public sealed interface SellerMatch {

        record UnknownToken() implements SellerMatch {}

        /** The token is a shop's, but the user is not its owner. */
        record OtherUser() implements SellerMatch {}

        record Seller(ShopId shop, String user) implements SellerMatch {}
    }

    /** What the tokens of a surface begin with, so that their kinds can be told apart. */
    public record TokenPrefixes(String access, String refresh) {}

    /** Tokens for an application, told this once. */
    public record Tokens(ShopId shop, String accessToken, Duration expiresIn, String refreshToken) {}

    /** Why no tokens were issued. */
    public sealed interface TokenRejection {

        /** There is no such application, or the secret is not its own; which of the two is not told. */
        record UnknownApplication() implements TokenRejection {}
    }

    private final Database database;
    private final Clock clock;
    private final Secrets secrets;
    private final Cache<ByteBuffer, ShopId> apiKeys;
    private final Cache<ByteBuffer, TokenOwner> sellerTokens;
    private final Cache<ByteBuffer, Access> accessTokens;

    public Credentials(Database database, Clock clock, Randomness randomness) {
        this.database = database;
        this.clock = clock;
        this.secrets = new Secrets(randomness);
        this.apiKeys = ShortMemory.of(clock, REMEMBERED_AT_MOST);
        this.sellerTokens = ShortMemory.of(clock, REMEMBERED_AT_MOST);
        this.accessTokens = ShortMemory.of(clock, REMEMBERED_AT_MOST);
    }

    /** The shop that an API key names by itself. */
    public Optional<ShopId> shopOfApiKey(String key) {
        return remembered(
                apiKeys,
                key,
                hash -> CredentialsSql.ownerOfApiKey(database, hash).map(owner -> new ShopId(owner.shopId())));
    }

    /** The seller that a token and a user name together. */
    public SellerMatch seller(String token, String user) {
        Optional<TokenOwner> owner =
                remembered(sellerTokens, token, hash -> CredentialsSql.ownerOfSellerToken(database, hash));
        if (owner.isEmpty()) {
            return new SellerMatch.UnknownToken();
        }
        TokenOwner known = owner.get();
        return Secrets.same(known.userName(), user)
                ? new SellerMatch.Seller(new ShopId(known.shopId()), known.userName())
                : new SellerMatch.OtherUser();
    }

    /** The shop of an access token that has not expired. */
    public Optional<ShopId> shopOfAccessToken(String token) {
        return remembered(accessTokens, token, hash -> CredentialsSql.access(database, hash))
                .filter(access -> access.expiresAt().isAfter(clock.now()))
                .map(access -> new ShopId(access.shopId()));
    }

    /**
     * Issues tokens to an application in its own name (the OAuth grant {@code client_credentials}).
     *
     * @param clientId as sent
     * @param prefixes of the surface that asks
     */
    public Outcome<Tokens, TokenRejection> issueToApplication(
            String clientId, String clientSecret, TokenPrefixes prefixes) {
        Optional<Application> application = number(clientId)
                .flatMap(number -> CredentialsSql.application(database, number))
                .filter(known -> MessageDigest.isEqual(known.secretHash(), Secrets.hash(bounded(clientSecret))));
        if (application.isEmpty()) {
            return Outcome.rejected(new TokenRejection.UnknownApplication());
        }
        Instant now = clock.now();
        long shopId = application.get().shopId();
        String access = prefixes.access() + clientId + "-" + secrets.next() + "-" + shopId;
        String refresh = prefixes.refresh() + secrets.next() + "-" + shopId;
        CredentialsSql.insertTokens(
                database,
                shopId,
                Long.parseLong(clientId),
                Secrets.hash(access),
                now.plus(ACCESS_TOKEN_LIFE),
                Secrets.hash(refresh),
                now.plus(REFRESH_TOKEN_LIFE),
                now);
        return Outcome.ok(new Tokens(new ShopId(shopId), access, ACCESS_TOKEN_LIFE, refresh));
    }

    /** Deletes some of the tokens that expired; answers how many access tokens went. */
    public int forgetExpired() {
        return CredentialsSql.deleteExpired(database, clock.now());
    }

    private static <T> Optional<T> remembered(
            Cache<ByteBuffer, T> memory, String secret, Function<byte[], Optional<T>> lookup) {
        if (secret.isEmpty() || secret.length() > MAX_SECRET_LENGTH) {
            return Optional.empty();
        }
        byte[] hash = Secrets.hash(secret);
        ByteBuffer key = ByteBuffer.wrap(hash);
        @Nullable T known = memory.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<T> found = lookup.apply(hash);
        found.ifPresent(value -> memory.put(key, value));
        return found;
    }

    private static String bounded(String secret) {
        return secret.length() > MAX_SECRET_LENGTH ? "" : secret;
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
