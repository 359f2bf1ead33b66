package io.tianguis.stock;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements that read the ledger back: past levels, what led to them, and whether it all adds up. */
final class LedgerSql {

    private LedgerSql() {}

    /** By {@code variant_sku_unique} and {@code stock_movement_history}. */
    static OptionalLong levelAt(Statements statements, ShopId shop, String sku, Instant moment) {
        record Level(long onHand) {}
        return statements.find(Level.class, """
                        SELECT coalesce((SELECT sum(m.delta)
                                           FROM stock_movement m
                                          WHERE m.shop_id = v.shop_id AND m.variant_id = v.variant_id AND m.at <= ?),
                                        0)::bigint AS on_hand
                          FROM stocked_variant v
                         WHERE v.shop_id = ? AND v.sku = ?
                        """, moment, shop.value(), sku).stream()
                .mapToLong(Level::onHand)
                .findAny();
    }

    /**
     * One statement, so that the level and the movements are of one moment; by {@code variant_sku_unique} and
     * {@code stock_movement_history}.
     *
     * @param moment null for now
     */
    static Optional<StockHistory> history(
            Statements statements, ShopId shop, String sku, @Nullable Instant moment, int limit) {
        record Row(
                long variantId,
                long onHand,
                @Nullable Long reserved,
                @Nullable Long movementId,
                @Nullable Long delta,
                @Nullable MovementReason reason,
                @Nullable String reference,
                @Nullable String actor,
                @Nullable Instant at) {}
        List<Row> rows = statements.list(Row.class, """
                WITH asked AS (
                    SELECT ?::timestamptz AS moment),
                item AS (
                    SELECT v.shop_id, v.variant_id,
                           CASE WHEN moment IS NULL
                                THEN v.on_hand
                                ELSE coalesce((SELECT sum(m.delta)
                                                 FROM stock_movement m
                                                WHERE m.shop_id = v.shop_id AND m.variant_id = v.variant_id
                                                  AND m.at <= moment),
                                              0)::bigint
                            END AS on_hand,
                           CASE WHEN moment IS NULL THEN v.reserved END AS reserved
                      FROM asked
                      JOIN stocked_variant v ON v.shop_id = ? AND v.sku = ?)
                SELECT item.variant_id, item.on_hand, item.reserved,
                       m.movement_id, m.delta, m.reason, m.reference, m.actor, m.at
                  FROM item
                 CROSS JOIN asked
                  LEFT JOIN LATERAL (
                       SELECT *
                         FROM stock_movement m
                        WHERE m.shop_id = item.shop_id AND m.variant_id = item.variant_id
                          AND m.at <= coalesce(moment, 'infinity')
                        ORDER BY m.at DESC, m.movement_id DESC
                        LIMIT ?) m ON true
                 ORDER BY m.at DESC, m.movement_id DESC
                """, moment, shop.value(), sku, limit);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Row first = rows.getFirst();
        List<Movement> movements = new ArrayList<>();
        long onHand = first.onHand();
        for (Row row : rows) {
            if (row.movementId() != null) {
                long delta = Objects.requireNonNull(row.delta());
                movements.add(new Movement(
                        row.movementId(),
                        delta,
                        Objects.requireNonNull(row.reason()),
                        row.reference(),
                        row.actor(),
                        Objects.requireNonNull(row.at()),
                        onHand));
                onHand -= delta;
            }
        }
        return Optional.of(new StockHistory(first.variantId(), first.onHand(), first.reserved(), movements));
    }

    /** The counts, and beside them one difference or none. */
    record Found(
            long levels,
            long movements,
            long reservations,
            long differences,
            @Nullable Long shopId,
            @Nullable Long variantId,
            @Nullable Long onHand,
            @Nullable Long movedUnits,
            @Nullable Long reserved,
            @Nullable Long heldUnits) {

        Stream<CheckedLevel> difference() {
            return variantId == null
                    ? Stream.empty()
                    : Stream.of(new CheckedLevel(
                            Objects.requireNonNull(shopId),
                            variantId,
                            Objects.requireNonNull(onHand),
                            Objects.requireNonNull(movedUnits),
                            Objects.requireNonNull(reserved),
                            Objects.requireNonNull(heldUnits)));
        }
    }

    /**
     * Adds up each table by variant in one pass and lays the sums side by side. A sum without a level is a difference too.
     *
     * @param shopId null for all shops
     */
    static LedgerCheck.Findings checkWhole(Tx tx, @Nullable Long shopId, int named) {
        List<Found> rows = tx.list(Found.class, """
                WITH moved AS (
                    SELECT shop_id, variant_id, sum(delta)::bigint AS units, count(*) AS movements
                      FROM stock_movement
                     WHERE ?::bigint IS NULL OR shop_id = ?
                     GROUP BY shop_id, variant_id),
                held AS (
                    SELECT shop_id, variant_id, sum(units)::bigint AS units, count(*) AS reservations
                      FROM stock_reservation
                     WHERE ?::bigint IS NULL OR shop_id = ?
                     GROUP BY shop_id, variant_id),
                level AS (
                    SELECT shop_id, variant_id, on_hand, reserved
                      FROM stock_level
                     WHERE ?::bigint IS NULL OR shop_id = ?),
                checked AS (
                    SELECT shop_id, variant_id,
                           level.on_hand IS NOT NULL AS has_level,
                           coalesce(level.on_hand, 0) AS on_hand,
                           coalesce(moved.units, 0) AS moved_units,
                           coalesce(level.reserved, 0) AS reserved,
                           coalesce(held.units, 0) AS held_units,
                           coalesce(moved.movements, 0) AS movements,
                           coalesce(held.reservations, 0) AS reservations
                      FROM level
                      FULL JOIN moved USING (shop_id, variant_id)
                      FULL JOIN held USING (shop_id, variant_id)),
                difference AS (
                    SELECT shop_id, variant_id, on_hand, moved_units, reserved, held_units
                      FROM checked
                     WHERE on_hand <> moved_units OR reserved <> held_units)
                SELECT total.levels, total.movements, total.reservations,
                       (SELECT count(*) FROM difference) AS differences,
                       named.*
                  FROM (SELECT count(*) FILTER (WHERE has_level) AS levels,
                               coalesce(sum(movements), 0)::bigint AS movements,
                               coalesce(sum(reservations), 0)::bigint AS reservations
                          FROM checked) total
                  LEFT JOIN (SELECT * FROM difference ORDER BY shop_id, variant_id LIMIT ?) named ON true
                 ORDER BY named.shop_id, named.variant_id
                """, shopId, shopId, shopId, shopId, shopId, shopId, named);
        Found first = rows.getFirst();
        return new LedgerCheck.Findings(
                first.levels(),
                first.movements(),
                first.reservations(),
                first.differences(),
                rows.stream().flatMap(Found::difference).toList());
    }

    /** By {@code stock_level_pk}, and for each level by {@code stock_movement_history} and {@code stock_reservation_variant}. */
    static List<CheckedLevel> checkNext(Statements statements, LedgerCheck.Position position, int limit) {
        return statements.list(CheckedLevel.class, """
                SELECT l.shop_id, l.variant_id, l.on_hand, l.reserved,
                       coalesce((SELECT sum(m.delta)
                                   FROM stock_movement m
                                  WHERE m.shop_id = l.shop_id AND m.variant_id = l.variant_id),
                                0)::bigint AS moved_units,
                       coalesce((SELECT sum(r.units)
                                   FROM stock_reservation r
                                  WHERE r.shop_id = l.shop_id AND r.variant_id = l.variant_id),
                                0)::bigint AS held_units
                  FROM stock_level l
                 WHERE (l.shop_id, l.variant_id) > (?, ?)
                 ORDER BY l.shop_id, l.variant_id
                 LIMIT ?
                """, position.shopId(), position.variantId(), limit);
    }
}
