package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import java.time.Instant;
import java.util.Optional;

/** The statements on the credential tables, all found by hash alone. */
final class CredentialsSql {

    record KeyOwner(long shopId) {}

    record TokenOwner(long shopId, String userName) {}

    record Access(long shopId, Instant expiresAt) {}

    private CredentialsSql() {}

    static Optional<KeyOwner> ownerOfApiKey(Statements statements, byte[] keyHash) {
        return statements.find(KeyOwner.class, "SELECT shop_id FROM api_key WHERE key_hash = ?", keyHash);
    }

    static Optional<TokenOwner> ownerOfSellerToken(Statements statements, byte[] tokenHash) {
        return statements.find(
                TokenOwner.class, "SELECT shop_id, user_name FROM seller_token WHERE token_hash = ?", tokenHash);
    }

    static Optional<Access> access(Statements statements, byte[] tokenHash) {
        return statements.find(
                Access.class, "SELECT shop_id, expires_at FROM access_token WHERE token_hash = ?", tokenHash);
    }

    static void insertApiKey(Tx tx, ShopId shop, byte[] keyHash, Instant now) {
        tx.update("INSERT INTO api_key (key_hash, shop_id, created_at) VALUES (?, ?, ?)", keyHash, shop.value(), now);
    }

    static void insertSellerToken(Tx tx, ShopId shop, byte[] tokenHash, String user, Instant now) {
        tx.update(
                "INSERT INTO seller_token (token_hash, shop_id, user_name, created_at) VALUES (?, ?, ?, ?)",
                tokenHash,
                shop.value(),
                user,
                now);
    }
}
