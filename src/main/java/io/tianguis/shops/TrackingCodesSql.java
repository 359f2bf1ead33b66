package io.tianguis.shops;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.TrackingCode.Event;
import io.tianguis.shops.TrackingCode.Provider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on {@code tracking_code}, all by {@code tracking_code_pk}: a shop has few. */
final class TrackingCodesSql {

    private TrackingCodesSql() {}

    /** Against others who add, so that they count one after the other. */
    static void lockShop(Tx tx, ShopId shop) {
        record Locked(long shopId) {}
        tx.get(Locked.class, "SELECT shop_id FROM shop WHERE shop_id = ? FOR NO KEY UPDATE", shop.value());
    }

    static long count(Tx tx, ShopId shop) {
        record Counted(long codes) {}
        return tx.get(Counted.class, "SELECT count(*) AS codes FROM tracking_code WHERE shop_id = ?", shop.value())
                .codes();
    }

    static List<TrackingCode> active(
            Statements statements, ShopId shop, @Nullable Event event, @Nullable Provider provider) {
        return statements.list(TrackingCode.class, """
                SELECT tracking_code_id, name, code, options, provider, event, active
                  FROM tracking_code
                 WHERE shop_id = ? AND active AND event = coalesce(?, event) AND provider = coalesce(?, provider)
                 ORDER BY tracking_code_id
                 LIMIT 100
                """, shop.value(), event, provider);
    }

    static Optional<TrackingCode> find(Statements statements, ShopId shop, long trackingCodeId) {
        return statements.find(TrackingCode.class, """
                SELECT tracking_code_id, name, code, options, provider, event, active
                  FROM tracking_code
                 WHERE shop_id = ? AND tracking_code_id = ?
                """, shop.value(), trackingCodeId);
    }

    static TrackingCode insert(Tx tx, ShopId shop, NewTrackingCode code, Instant now) {
        return tx.get(
                TrackingCode.class,
                """
                INSERT INTO tracking_code (shop_id, name, code, options, provider, event, active, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING tracking_code_id, name, code, options, provider, event, active
                """,
                shop.value(),
                code.name(),
                code.code(),
                code.options(),
                code.provider(),
                code.event(),
                code.active(),
                now,
                now);
    }

    static Optional<TrackingCode> update(
            Statements statements, ShopId shop, long trackingCodeId, TrackingCodeChange change, Instant now) {
        return statements.find(
                TrackingCode.class,
                """
                UPDATE tracking_code
                   SET name = coalesce(?, name),
                       code = coalesce(?, code),
                       options = coalesce(?, options),
                       provider = coalesce(?, provider),
                       event = coalesce(?, event),
                       active = coalesce(?, active),
                       updated_at = ?
                 WHERE shop_id = ? AND tracking_code_id = ?
                RETURNING tracking_code_id, name, code, options, provider, event, active
                """,
                change.name().orElse(null),
                change.code().orElse(null),
                change.options().orElse(null),
                change.provider().orElse(null),
                change.event().orElse(null),
                change.active().orElse(null),
                now,
                shop.value(),
                trackingCodeId);
    }

    static boolean delete(Statements statements, ShopId shop, long trackingCodeId) {
        return statements.update(
                        "DELETE FROM tracking_code WHERE shop_id = ? AND tracking_code_id = ?",
                        shop.value(),
                        trackingCodeId)
                == 1;
    }
}
