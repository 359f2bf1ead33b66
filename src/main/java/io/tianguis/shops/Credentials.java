package io.tianguis.shops;

import com.github.benmanes.caffeine.cache.Cache;
import io.tianguis.kernel.Clock;
import io.tianguis.platform.sql.Database;
import io.tianguis.shops.CredentialsSql.Access;
import io.tianguis.shops.CredentialsSql.TokenOwner;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells which shop a caller belongs to. How applications come to their tokens is {@link TokenGrants}' part. Known credentials are answered from memory for a minute, which is also how long a
 * revoked one may live on; unknown ones are looked up each time, so that a new one works at once. Memory holds hashes.
 */
public final class Credentials {

    private static final int REMEMBERED_AT_MOST = 20_000;
    private static final int MAX_SECRET_LENGTH = 512;

    /** What a seller token and a user name say together. */
    public sealed interface SellerMatch {

        record UnknownToken() implements SellerMatch {}

        /** The token is a shop's, but the user is not its owner. */
        record OtherUser() implements SellerMatch {}

        record Seller(ShopId shop, String user) implements SellerMatch {}
    }

    private final Database database;
    private final Clock clock;
    private final Cache<ByteBuffer, ShopId> apiKeys;
    private final Cache<ByteBuffer, TokenOwner> sellerTokens;
    private final Cache<ByteBuffer, Access> accessTokens;

    public Credentials(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
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

    /** Forgets an access token that has ended: here at once, in other processes within the minute. */
    void forgetAccessToken(byte[] hash) {
        accessTokens.invalidate(ByteBuffer.wrap(hash));
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
}
