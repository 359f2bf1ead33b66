package io.tianguis.stock;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements on the ledger's tables and on the view through which it reads the catalog. */
final class StockSql {

    private StockSql() {}

    /** By {@code variant_sku_unique}. */
    static Optional<Availability> findAvailability(Statements statements, ShopId shop, String sku) {
        return statements.find(Availability.class, """
                SELECT variant_id, sku, price_cents, on_hand, reserved
                  FROM stocked_variant
                 WHERE shop_id = ? AND sku = ?
                """, shop.value(), sku);
    }

    /** Those that the shop has, in no order; by {@code variant_sku_unique}. */
    static List<Availability> listAvailability(Statements statements, ShopId shop, List<String> skus) {
        return statements.list(Availability.class, """
                SELECT v.variant_id, v.sku, v.price_cents, v.on_hand, v.reserved
                  FROM unnest(?::text[]) AS asked(sku)
                  JOIN stocked_variant v ON v.shop_id = ? AND v.sku = asked.sku
                """, skus.toArray(String[]::new), shop.value());
    }

    /** By {@code variant_sku_unique}. */
    static Optional<StockedVariant> findBySku(Statements statements, ShopId shop, String sku) {
        return statements.find(
                StockedVariant.class, "SELECT * FROM stocked_variant WHERE shop_id = ? AND sku = ?", shop.value(), sku);
    }

    /** By {@code variant_of_ean}. */
    static Optional<StockedVariant> findByEan(Statements statements, ShopId shop, String ean) {
        return statements.find(StockedVariant.class, """
                SELECT * FROM stocked_variant WHERE shop_id = ? AND ean = ? ORDER BY variant_id DESC LIMIT 1
                """, shop.value(), ean);
    }

    /** By {@code variant_pk}. */
    static Optional<StockedVariant> findById(Statements statements, ShopId shop, long variantId) {
        return statements.find(
                StockedVariant.class,
                "SELECT * FROM stocked_variant WHERE shop_id = ? AND variant_id = ?",
                shop.value(),
                variantId);
    }

    static List<StockedVariant> listByEan(Statements statements, ShopId shop, String ean) {
        return statements.list(
                StockedVariant.class,
                "SELECT * FROM stocked_variant WHERE shop_id = ? AND ean = ? ORDER BY variant_id LIMIT 10",
                shop.value(),
                ean);
    }

    /** By {@code variant_web_id_unique}. */
    static Optional<StockedVariant> findByWebId(Statements statements, ShopId shop, String webId) {
        return statements.find(
                StockedVariant.class,
                "SELECT * FROM stocked_variant WHERE shop_id = ? AND web_id = ?",
                shop.value(),
                webId);
    }

    /** In the order of the ids given; by {@code variant_pk}. */
    static List<StockedVariant> listByIds(Statements statements, ShopId shop, List<Long> variantIds) {
        return statements.list(StockedVariant.class, """
                SELECT s.*
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS asked(variant_id, position)
                  JOIN stocked_variant s ON s.shop_id = ? AND s.variant_id = asked.variant_id
                 ORDER BY asked.position
                """, variantIds.toArray(Long[]::new), shop.value());
    }

    /** By {@code variant_combination_unique}, whose second column is the product. */
    static List<StockedVariant> listByProducts(Statements statements, ShopId shop, List<Long> productIds) {
        return statements.list(
                StockedVariant.class,
                "SELECT * FROM stocked_variant WHERE shop_id = ? AND product_id = ANY (?) ORDER BY variant_id",
                shop.value(),
                productIds.toArray(Long[]::new));
    }

    /** By {@code product_pk} and {@code variant_combination_unique}. */
    static List<ProductSummary> summarize(Statements statements, ShopId shop, List<Long> productIds) {
        return statements.list(ProductSummary.class, """
                SELECT product_id, title, picture, available, lowest_price_cents
                  FROM product_summary
                 WHERE shop_id = ? AND product_id = ANY (?)
                """, shop.value(), productIds.toArray(Long[]::new));
    }

    static void open(Tx tx, ShopId shop, List<Long> variantIds, List<OpeningStock> openings, Instant now) {
        tx.update(
                """
                WITH opening AS (
                    SELECT *
                      FROM unnest(?::bigint[], ?::bigint[], ?::boolean[])
                           AS o(variant_id, units, accepts_back_orders)),
                level AS (
                    INSERT INTO stock_level (shop_id, variant_id, on_hand, accepts_back_orders, last_moved_at)
                    SELECT ?, variant_id, units, accepts_back_orders, CASE WHEN units > 0 THEN ? END
                      FROM opening)
                INSERT INTO stock_movement (shop_id, variant_id, delta, reason, at)
                SELECT ?, variant_id, units, ?, ?
                  FROM opening
                 WHERE units > 0
                """,
                variantIds.toArray(Long[]::new),
                openings.stream().map(OpeningStock::units).toArray(Long[]::new),
                openings.stream().map(OpeningStock::acceptsBackOrders).toArray(Boolean[]::new),
                shop.value(),
                now,
                shop.value(),
                MovementReason.INITIAL,
                now);
    }

    /**
     * Sets what can be sold, by the difference from the locked row, and records the difference as a movement. The row is
     * locked first, so that the difference is taken from what the update changes, and every column is taken from the locked
     * row: PostgreSQL computes a row, and checks its constraints, from the version that was there when the statement began,
     * before it notices that there is a later one. A difference from the later version added to the earlier one would break
     * a constraint that nobody breaks. For the same reason the locked row says whether the variant is deleted: the
     * statement's own look at the catalog may be older. The movement is dated no earlier than the one before it, whatever
     * the clocks say, as every movement is.
     *
     * @return nothing when there is no such variant that is not deleted
     */
    static Optional<Outcome<ItemChanged, StockRejection>> set(
            Statements statements, ShopId shop, String webId, ItemChange change, String actor, Instant now) {
        record Met(long available, boolean made) {}
        return statements.together(
                """
                WITH before AS (
                    SELECT l.*, coalesce(?, l.on_hand - l.reserved) - (l.on_hand - l.reserved) AS delta,
                           greatest(l.last_moved_at, ?) AS moment,
                           greatest(l.on_hand - l.reserved, 0) AS available
                      FROM stock_level l
                     WHERE l.shop_id = ?
                       AND l.variant_id = (SELECT variant_id FROM stocked_variant WHERE shop_id = ? AND web_id = ?)
                       AND l.closed_at IS NULL
                       FOR UPDATE),
                after AS (
                    UPDATE stock_level l
                       SET on_hand = before.on_hand + before.delta,
                           reserved = before.reserved,
                           accepts_back_orders = coalesce(?, before.accepts_back_orders),
                           last_moved_at = CASE WHEN before.delta = 0 THEN before.last_moved_at ELSE before.moment END
                      FROM before
                     WHERE l.shop_id = before.shop_id AND l.variant_id = before.variant_id
                       AND (? OR before.available = ANY (?))
                    RETURNING l.variant_id),
                movement AS (
                    INSERT INTO stock_movement (shop_id, variant_id, delta, reason, actor, at)
                    SELECT shop_id, variant_id, delta, ?, ?, moment
                      FROM before
                      JOIN after USING (variant_id)
                     WHERE delta <> 0)
                SELECT available, EXISTS (SELECT FROM after) AS made
                  FROM before;
                SELECT * FROM stocked_variant WHERE shop_id = ? AND web_id = ?
                """,
                results -> {
                    Optional<Met> met = results.find(Met.class);
                    Optional<StockedVariant> item = results.find(StockedVariant.class);
                    return met.flatMap(level -> item.map(found -> level.made()
                            ? Outcome.ok(new ItemChanged(found, level.available()))
                            : Outcome.rejected(new StockRejection.UnitsDiffer(level.available()))));
                },
                change.available().orElse(null),
                now,
                shop.value(),
                shop.value(),
                webId,
                change.acceptsBackOrders().orElse(null),
                change.expected().isEmpty(),
                change.expected().orElse(Set.of()).toArray(Long[]::new),
                MovementReason.SET,
                actor,
                shop.value(),
                webId);
    }

    /**
     * Locks the levels in the order of their variants, so that two orders of the same variants wait for each other in one
     * direction, and adds to each what its lines want where that leaves it sound. What it adds to are the locked rows: the
     * statement's own snapshot of them may be older, and would refuse what has become possible meanwhile.
     */
    static Query<List<Set<Integer>>> reserve(ShopId shop, List<Reservation> orders) {
        record Held(long orderId, int line) {}
        record Wanted(long orderId, ReservationLine line) {}
        List<Wanted> wanted = new ArrayList<>();
        orders.forEach(order -> order.lines().forEach(line -> wanted.add(new Wanted(order.orderId(), line))));
        return Query.list(
                        Held.class,
                        """
                        WITH line AS (
                            SELECT *
                              FROM unnest(?::bigint[], ?::integer[], ?::bigint[], ?::bigint[])
                                   AS l(order_id, line, variant_id, units)),
                        wanted AS (
                            SELECT variant_id, sum(units)::bigint AS units
                              FROM line
                             GROUP BY variant_id),
                        locked AS (
                            SELECT level.*, wanted.units
                              FROM stock_level level
                              JOIN wanted USING (variant_id)
                             WHERE level.shop_id = ?
                             ORDER BY level.variant_id
                               FOR UPDATE OF level),
                        granted AS (
                            UPDATE stock_level level
                               SET on_hand = locked.on_hand,
                                   reserved = locked.reserved + locked.units,
                                   accepts_back_orders = locked.accepts_back_orders
                              FROM locked
                             WHERE level.shop_id = locked.shop_id
                               AND level.variant_id = locked.variant_id
                               AND locked.closed_at IS NULL
                               AND (locked.accepts_back_orders OR locked.on_hand - locked.reserved >= locked.units)
                            RETURNING level.variant_id)
                        INSERT INTO stock_reservation (shop_id, order_id, line, variant_id, units)
                        SELECT ?, line.order_id, line.line, line.variant_id, line.units
                          FROM line
                          JOIN granted USING (variant_id)
                        RETURNING order_id, line
                        """,
                        Column.of(wanted, Long[]::new, Wanted::orderId),
                        Column.of(wanted, Integer[]::new, row -> row.line().line()),
                        Column.of(wanted, Long[]::new, row -> row.line().variantId()),
                        Column.of(wanted, Long[]::new, row -> row.line().units()),
                        shop.value(),
                        shop.value())
                .map(held -> {
                    Map<Long, Set<Integer>> lines = held.stream()
                            .collect(Collectors.groupingBy(
                                    Held::orderId, Collectors.mapping(Held::line, Collectors.toSet())));
                    return orders.stream()
                            .map(order -> lines.getOrDefault(order.orderId(), Set.of()))
                            .toList();
                });
    }

    /**
     * Consumes an order's reservations. Levels are locked in the order of their variants, and changed from the locked rows,
     * as in {@link #reserve}. Where a variant lacks units nothing is subtracted, and the caller rolls back.
     */
    static List<Shortage> ship(
            Tx tx, ShopId shop, long orderId, String reference, @Nullable String actor, Instant now) {
        return tx.list(
                Shortage.class, """
                WITH held AS (
                    DELETE FROM stock_reservation
                     WHERE shop_id = ? AND order_id = ?
                    RETURNING variant_id, units),
                wanted AS (
                    SELECT variant_id, sum(units)::bigint AS units
                      FROM held
                     GROUP BY variant_id),
                locked AS (
                    SELECT level.*, wanted.units, greatest(level.last_moved_at, ?) AS moment
                      FROM stock_level level
                      JOIN wanted USING (variant_id)
                     WHERE level.shop_id = ?
                     ORDER BY level.variant_id
                       FOR UPDATE OF level),
                shipped AS (
                    UPDATE stock_level level
                       SET on_hand = locked.on_hand - locked.units,
                           reserved = locked.reserved - locked.units,
                           accepts_back_orders = locked.accepts_back_orders,
                           last_moved_at = locked.moment
                      FROM locked
                     WHERE level.shop_id = locked.shop_id
                       AND level.variant_id = locked.variant_id
                       AND locked.on_hand >= locked.units
                    RETURNING level.variant_id),
                movement AS (
                    INSERT INTO stock_movement (shop_id, variant_id, delta, reason, reference, actor, at)
                    SELECT locked.shop_id, variant_id, -locked.units, ?, ?, ?, locked.moment
                      FROM locked
                      JOIN shipped USING (variant_id))
                SELECT variant_id, units AS needed_units, on_hand AS on_hand_units
                  FROM locked
                 WHERE on_hand < units
                """, shop.value(), orderId, now, shop.value(), MovementReason.SALE, reference, actor);
    }

    /** Drops an order's reservations, locking as {@link #reserve} does; answers how many units they held. */
    static long release(Tx tx, ShopId shop, long orderId) {
        record Released(long units) {}
        return tx.get(Released.class, """
                        WITH held AS (
                            DELETE FROM stock_reservation
                             WHERE shop_id = ? AND order_id = ?
                            RETURNING variant_id, units),
                        given AS (
                            SELECT variant_id, sum(units)::bigint AS units
                              FROM held
                             GROUP BY variant_id),
                        locked AS (
                            SELECT level.*, given.units
                              FROM stock_level level
                              JOIN given USING (variant_id)
                             WHERE level.shop_id = ?
                             ORDER BY level.variant_id
                               FOR UPDATE OF level),
                        released AS (
                            UPDATE stock_level level
                               SET on_hand = locked.on_hand,
                                   reserved = locked.reserved - locked.units,
                                   accepts_back_orders = locked.accepts_back_orders
                              FROM locked
                             WHERE level.shop_id = locked.shop_id AND level.variant_id = locked.variant_id)
                        SELECT coalesce(sum(units), 0)::bigint AS units FROM locked
                        """, shop.value(), orderId, shop.value()).units();
    }

    /**
     * Adds units to the levels, locking as {@link #reserve} does, each with its movement; answers how many variants got
     * some.
     */
    static int receive(
            Tx tx,
            ShopId shop,
            List<Arrival> arrivals,
            MovementReason reason,
            String reference,
            @Nullable String actor,
            Instant now) {
        return tx.update(
                """
                WITH arrived AS (
                    SELECT variant_id, sum(units)::bigint AS units
                      FROM unnest(?::bigint[], ?::bigint[]) AS a(variant_id, units)
                     GROUP BY variant_id),
                locked AS (
                    SELECT level.*, arrived.units, greatest(level.last_moved_at, ?) AS moment
                      FROM stock_level level
                      JOIN arrived USING (variant_id)
                     WHERE level.shop_id = ?
                     ORDER BY level.variant_id
                       FOR UPDATE OF level),
                received AS (
                    UPDATE stock_level level
                       SET on_hand = locked.on_hand + locked.units,
                           reserved = locked.reserved,
                           accepts_back_orders = locked.accepts_back_orders,
                           last_moved_at = locked.moment
                      FROM locked
                     WHERE level.shop_id = locked.shop_id AND level.variant_id = locked.variant_id)
                INSERT INTO stock_movement (shop_id, variant_id, delta, reason, reference, actor, at)
                SELECT shop_id, variant_id, units, ?, ?, ?, moment
                  FROM locked
                """,
                arrivals.stream().map(Arrival::variantId).toArray(Long[]::new),
                arrivals.stream().map(Arrival::units).toArray(Long[]::new),
                now,
                shop.value(),
                reason,
                reference,
                actor);
    }

    /** What an adjustment met: the level before it, and whether it was made. */
    record Adjusted(long onHand, long reserved, boolean made) {}

    /** Changes a level by a difference from the locked row, where that leaves it sound, with its movement. */
    static Optional<Adjusted> adjust(
            Tx tx, ShopId shop, String sku, long delta, @Nullable String reference, String actor, Instant now) {
        return tx.find(
                Adjusted.class,
                """
                WITH locked AS (
                    SELECT level.*, greatest(level.last_moved_at, ?) AS moment
                      FROM stock_level level
                     WHERE level.shop_id = ?
                       AND level.variant_id = (SELECT variant_id FROM stocked_variant WHERE shop_id = ? AND sku = ?)
                       AND level.closed_at IS NULL
                       FOR UPDATE),
                adjusted AS (
                    UPDATE stock_level level
                       SET on_hand = locked.on_hand + ?,
                           reserved = locked.reserved,
                           accepts_back_orders = locked.accepts_back_orders,
                           last_moved_at = locked.moment
                      FROM locked
                     WHERE level.shop_id = locked.shop_id
                       AND level.variant_id = locked.variant_id
                       AND locked.on_hand + ? >= CASE WHEN locked.accepts_back_orders THEN 0 ELSE locked.reserved END
                    RETURNING level.variant_id),
                movement AS (
                    INSERT INTO stock_movement (shop_id, variant_id, delta, reason, reference, actor, at)
                    SELECT locked.shop_id, variant_id, ?, ?, ?, ?, locked.moment
                      FROM locked
                      JOIN adjusted USING (variant_id))
                SELECT on_hand, reserved, EXISTS (SELECT FROM adjusted) AS made
                  FROM locked
                """,
                now,
                shop.value(),
                shop.value(),
                sku,
                delta,
                delta,
                delta,
                MovementReason.ADJUSTMENT,
                reference,
                actor);
    }
}
