package io.tianguis.stock;

import io.tianguis.catalog.Catalog.DeletedVariant;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;

/** The statements on the levels of deleted variants. */
final class ClosedLevelsSql {

    private ClosedLevelsSql() {}

    /**
     * Closes levels, and takes the units that no order holds off the shelf; answers how many orders hold. Levels are locked
     * in the order of their variants, and everything is taken from the locked rows, as in {@link StockSql#set}.
     */
    static long close(Tx tx, ShopId shop, List<Long> variantIds, String actor, Instant now) {
        record Closed(long reserved) {}
        return tx.get(
                        Closed.class,
                        """
                        WITH locked AS (
                            SELECT *, greatest(on_hand - reserved, 0) AS units, greatest(last_moved_at, ?) AS moment
                              FROM stock_level
                             WHERE shop_id = ? AND variant_id = ANY (?)
                             ORDER BY variant_id
                               FOR UPDATE),
                        closed AS (
                            UPDATE stock_level level
                               SET on_hand = locked.on_hand - locked.units,
                                   reserved = locked.reserved,
                                   accepts_back_orders = locked.accepts_back_orders,
                                   last_moved_at = CASE WHEN locked.units = 0
                                                        THEN locked.last_moved_at
                                                        ELSE locked.moment
                                                    END,
                                   closed_at = ?
                              FROM locked
                             WHERE level.shop_id = locked.shop_id AND level.variant_id = locked.variant_id),
                        movement AS (
                            INSERT INTO stock_movement (shop_id, variant_id, delta, reason, reference, actor, at)
                            SELECT shop_id, variant_id, -units, ?, 'deletion', ?, moment
                              FROM locked
                             WHERE units > 0)
                        SELECT coalesce(sum(reserved), 0)::bigint AS reserved
                          FROM locked
                        """,
                        now,
                        shop.value(),
                        variantIds.toArray(Long[]::new),
                        now,
                        MovementReason.ADJUSTMENT,
                        actor)
                .reserved();
    }

    /** Opens a closed level again with as many units to be sold, by the difference from the locked row. */
    static void reopen(Tx tx, ShopId shop, long variantId, OpeningStock opening, String actor, Instant now) {
        tx.update(
                """
                WITH locked AS (
                    SELECT *, ? - (on_hand - reserved) AS delta, greatest(last_moved_at, ?) AS moment
                      FROM stock_level
                     WHERE shop_id = ? AND variant_id = ?
                       FOR UPDATE),
                opened AS (
                    UPDATE stock_level level
                       SET on_hand = locked.on_hand + locked.delta,
                           reserved = locked.reserved,
                           accepts_back_orders = ?,
                           last_moved_at = CASE WHEN locked.delta = 0
                                                THEN locked.last_moved_at
                                                ELSE locked.moment
                                            END,
                           closed_at = NULL
                      FROM locked
                     WHERE level.shop_id = locked.shop_id AND level.variant_id = locked.variant_id)
                INSERT INTO stock_movement (shop_id, variant_id, delta, reason, actor, at)
                SELECT shop_id, variant_id, delta, ?, ?, moment
                  FROM locked
                 WHERE delta <> 0
                """,
                opening.units(),
                now,
                shop.value(),
                variantId,
                opening.acceptsBackOrders(),
                MovementReason.SET,
                actor);
    }

    /** Notes what the rows of a variant are about that the catalog has forgotten. */
    static void rememberErased(Tx tx, ShopId shop, DeletedVariant variant, String actor, Instant now) {
        tx.update("""
                INSERT INTO stock_erased_variant (shop_id, variant_id, web_id, name, sku, actor, erased_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, shop.value(), variant.variantId(), variant.webId(), variant.name(), variant.sku(), actor, now);
    }

    /** Whether there was such a variant and it is deleted, forgotten by the catalog or not; by {@code stock_level_pk}. */
    static boolean isClosed(Statements statements, ShopId shop, long variantId) {
        record Closed(long variantId) {}
        return statements
                .find(
                        Closed.class,
                        "SELECT variant_id FROM stock_level WHERE shop_id = ? AND variant_id = ?"
                                + " AND closed_at IS NOT NULL",
                        shop.value(),
                        variantId)
                .isPresent();
    }
}
