package io.tianguis.webhooks;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on the subscriptions. */
final class WebhooksSql {

    private WebhooksSql() {}

    /** By {@code webhook_pk}, which holds the few that a shop may have and those removed lately. */
    static List<Webhook> list(Statements statements, ShopId shop) {
        return statements.list(Webhook.class, """
                SELECT shop_id, webhook_id, type, url, active, created_at, updated_at
                  FROM webhook
                 WHERE shop_id = ? AND removed_at IS NULL
                 ORDER BY webhook_id
                """, shop.value());
    }

    static Optional<Webhook> find(Statements statements, ShopId shop, long webhookId) {
        return statements.find(Webhook.class, """
                SELECT shop_id, webhook_id, type, url, active, created_at, updated_at
                  FROM webhook
                 WHERE shop_id = ? AND webhook_id = ? AND removed_at IS NULL
                """, shop.value(), webhookId);
    }

    /** One caller at a time may create or revive a subscription of a shop, until the transaction ends. */
    static void lockShop(Tx tx, ShopId shop) {
        record Locked(boolean locked) {}
        tx.get(
                Locked.class,
                "SELECT pg_advisory_xact_lock(hashtextextended('webhook', ?)) IS NOT NULL AS locked",
                shop.value());
    }

    static Webhook insert(Tx tx, ShopId shop, WebhookType type, String url, byte[] secret, Instant now) {
        return tx.get(Webhook.class, """
                INSERT INTO webhook (shop_id, type, url, secret, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?)
                RETURNING shop_id, webhook_id, type, url, active, created_at, updated_at
                """, shop.value(), type, url, secret, now, now);
    }

    static Webhook revive(Tx tx, ShopId shop, long webhookId, Instant now) {
        return tx.get(Webhook.class, """
                UPDATE webhook
                   SET active = true, quiet_until = NULL, updated_at = ?
                 WHERE shop_id = ? AND webhook_id = ?
                RETURNING shop_id, webhook_id, type, url, active, created_at, updated_at
                """, now, shop.value(), webhookId);
    }

    static boolean remove(Statements statements, ShopId shop, long webhookId, Instant now) {
        return statements.update("""
                        UPDATE webhook
                           SET active = false, removed_at = ?, updated_at = ?
                         WHERE shop_id = ? AND webhook_id = ? AND removed_at IS NULL
                        """, now, now, shop.value(), webhookId) > 0;
    }

    static boolean rotate(
            Statements statements, ShopId shop, long webhookId, byte[] secret, Instant previousUntil, Instant now) {
        return statements.update("""
                        UPDATE webhook
                           SET previous_secret = secret, previous_secret_until = ?, secret = ?, updated_at = ?
                         WHERE shop_id = ? AND webhook_id = ? AND removed_at IS NULL
                        """, previousUntil, secret, now, shop.value(), webhookId) > 0;
    }

    /** Deletes the subscriptions removed before a time that have no delivery left; answers how many went. */
    static int deleteRemoved(Statements statements, Instant before) {
        return statements.update("""
                DELETE FROM webhook w
                 WHERE w.removed_at < ?
                   AND NOT EXISTS (
                       SELECT FROM webhook_delivery d WHERE d.shop_id = w.shop_id AND d.webhook_id = w.webhook_id)
                """, before);
    }
}
