package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on the credential tables, all found by hash alone. */
final class CredentialsSql {

    record KeyOwner(long shopId) {}

    record TokenOwner(long shopId, String userName) {}

    record Application(long shopId, byte[] secretHash) {}

    record Access(long shopId, Instant expiresAt) {}

    private CredentialsSql() {}

    static Optional<KeyOwner> ownerOfApiKey(Statements statements, byte[] keyHash) {
        return statements.find(KeyOwner.class, "SELECT shop_id FROM api_key WHERE key_hash = ?", keyHash);
    }

    static Optional<TokenOwner> ownerOfSellerToken(Statements statements, byte[] tokenHash) {
        return statements.find(
                TokenOwner.class, "SELECT shop_id, user_name FROM seller_token WHERE token_hash = ?", tokenHash);
    }

    static Optional<Application> application(Statements statements, long clientId) {
        return statements.find(
                Application.class, "SELECT shop_id, secret_hash FROM application WHERE client_id = ?", clientId);
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

    static long insertApplication(
            Tx tx, ShopId shop, String name, byte[] secretHash, @Nullable String redirectUri, Instant now) {
        record Inserted(long clientId) {}
        return tx.get(Inserted.class, """
                        INSERT INTO application (shop_id, name, secret_hash, redirect_uri, created_at)
                        VALUES (?, ?, ?, ?, ?)
                        RETURNING client_id
                        """, shop.value(), name, secretHash, redirectUri, now)
                .clientId();
    }

    /** One statement: the access token, and the refresh token as the first of its family. */
    static void insertTokens(
            Statements statements,
            long shopId,
            long clientId,
            byte[] accessHash,
            Instant accessExpiresAt,
            byte[] refreshHash,
            Instant refreshExpiresAt,
            Instant now) {
        statements.update(
                """
                WITH access AS (
                    INSERT INTO access_token (token_hash, shop_id, client_id, expires_at)
                    VALUES (?, ?, ?, ?))
                INSERT INTO refresh_token (token_hash, shop_id, client_id, family_id, created_at, expires_at)
                VALUES (?, ?, ?, nextval('refresh_token_family_sequence'), ?, ?)
                """,
                accessHash,
                shopId,
                clientId,
                accessExpiresAt,
                refreshHash,
                shopId,
                clientId,
                now,
                refreshExpiresAt);
    }

    /** Deletes what expired, a bounded number at a time. */
    static int deleteExpired(Statements statements, Instant now) {
        return statements.update("""
                WITH refresh AS (
                    DELETE FROM refresh_token
                     WHERE token_hash IN (SELECT token_hash FROM refresh_token
                                           WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000))
                DELETE FROM access_token
                 WHERE token_hash IN (SELECT token_hash FROM access_token
                                       WHERE expires_at <= ? ORDER BY expires_at LIMIT 1000)
                """, now, now);
    }
}
