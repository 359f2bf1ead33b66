package io.tianguis.stock;

import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statement by which units leave over the counter. */
final class SaleSql {

    private SaleSql() {}

    /**
     * Locks the levels and changes them from the locked rows, as {@link StockSql#reserve} does, without a reservation in
     * between. Units that a variant which takes back-orders lacks on the shelf were there all the same, since the buyer has
     * them: an adjustment finds them before the sale takes them, so that the sales are whole and the level stays what is
     * on the shelf.
     */
    static Query<Set<Integer>> sell(
            ShopId shop, List<ReservationLine> lines, String reference, @Nullable String actor, Instant now) {
        record Sold(int line) {}
        return Query.list(
                        Sold.class,
                        """
                        WITH line AS (
                            SELECT *
                              FROM unnest(?::integer[], ?::bigint[], ?::bigint[]) AS l(line, variant_id, units)),
                        wanted AS (
                            SELECT variant_id, sum(units)::bigint AS units
                              FROM line
                             GROUP BY variant_id),
                        locked AS (
                            SELECT level.*, wanted.units, greatest(level.last_moved_at, ?) AS moment
                              FROM stock_level level
                              JOIN wanted USING (variant_id)
                             WHERE level.shop_id = ?
                             ORDER BY level.variant_id
                               FOR UPDATE OF level),
                        sold AS (
                            UPDATE stock_level level
                               SET on_hand = greatest(locked.on_hand - locked.units, 0),
                                   reserved = locked.reserved,
                                   accepts_back_orders = locked.accepts_back_orders,
                                   last_moved_at = locked.moment
                              FROM locked
                             WHERE level.shop_id = locked.shop_id
                               AND level.variant_id = locked.variant_id
                               AND locked.closed_at IS NULL
                               AND (locked.accepts_back_orders OR locked.on_hand - locked.reserved >= locked.units)
                            RETURNING level.variant_id),
                        movement AS (
                            INSERT INTO stock_movement (shop_id, variant_id, delta, reason, reference, actor, at)
                            SELECT locked.shop_id, variant_id, moved.delta, moved.reason, ?, ?, locked.moment
                              FROM locked
                              JOIN sold USING (variant_id)
                             CROSS JOIN LATERAL (VALUES (1, locked.units - locked.on_hand, ?), (2, -locked.units, ?))
                                   AS moved(step, delta, reason)
                             WHERE moved.step = 2 OR moved.delta > 0
                             ORDER BY variant_id, moved.step)
                        SELECT line.line
                          FROM line
                          JOIN sold USING (variant_id)
                        """,
                        lines.stream().map(ReservationLine::line).toArray(Integer[]::new),
                        lines.stream().map(ReservationLine::variantId).toArray(Long[]::new),
                        lines.stream().map(ReservationLine::units).toArray(Long[]::new),
                        now,
                        shop.value(),
                        reference,
                        actor,
                        MovementReason.ADJUSTMENT,
                        MovementReason.SALE)
                .map(sold -> sold.stream().map(Sold::line).collect(Collectors.toSet()));
    }
}
