package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on {@code application}. */
final class ApplicationsSql {

    record Secret(long shopId, byte[] secretHash) {}

    private ApplicationsSql() {}

    static Optional<Application> find(Statements statements, long clientId) {
        return statements.find(
                Application.class,
                "SELECT client_id, shop_id, name, redirect_uri FROM application WHERE client_id = ?",
                clientId);
    }

    static Optional<Secret> secret(Statements statements, long clientId) {
        return statements.find(
                Secret.class, "SELECT shop_id, secret_hash FROM application WHERE client_id = ?", clientId);
    }

    static long insert(
            Statements statements,
            ShopId shop,
            String name,
            byte[] secretHash,
            @Nullable String redirectUri,
            Instant now) {
        record Inserted(long clientId) {}
        return statements
                .get(Inserted.class, """
                        INSERT INTO application (shop_id, name, secret_hash, redirect_uri, created_at)
                        VALUES (?, ?, ?, ?, ?)
                        RETURNING client_id
                        """, shop.value(), name, secretHash, redirectUri, now)
                .clientId();
    }
}
