package io.tianguis.stock;

import io.tianguis.platform.sql.Column;
import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statement by which units leave over the counter. */
final class SaleSql {

    private static final String SELL = """
        WITH line AS (
            SELECT *
              FROM unnest(?::integer[], ?::integer[], ?::bigint[], ?::bigint[])
                   AS l(place, line, variant_id, units)),
        sale AS (
            SELECT place - 1 AS place, reference, actor
              FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS s(reference, actor, place)),
        taken AS (
            SELECT place, variant_id, sum(units)::bigint AS units
              FROM line
             GROUP BY place, variant_id),
        wanted AS (
            SELECT variant_id, sum(units)::bigint AS units, min(place) AS first_place
              FROM taken
             GROUP BY variant_id),
        locked AS (
            SELECT level.*, wanted.units AS wanted, wanted.first_place,
                   greatest(level.last_moved_at, ?) AS moment
              FROM stock_level level
              JOIN wanted USING (variant_id)
             WHERE level.shop_id = ?
             ORDER BY level.variant_id
               FOR UPDATE OF level),
        sold AS (
            UPDATE stock_level level
               SET on_hand = greatest(locked.on_hand - locked.wanted, 0),
                   reserved = locked.reserved,
                   accepts_back_orders = locked.accepts_back_orders,
                   last_moved_at = locked.moment
              FROM locked
             WHERE level.shop_id = locked.shop_id
               AND level.variant_id = locked.variant_id
               AND locked.closed_at IS NULL
               AND (locked.accepts_back_orders OR locked.on_hand - locked.reserved >= locked.wanted)
            RETURNING level.variant_id),
        movement AS (
            INSERT INTO stock_movement (shop_id, variant_id, delta, reason, reference, actor, at)
            SELECT locked.shop_id, variant_id, moved.delta, moved.reason, sale.reference, sale.actor,
                   locked.moment
              FROM taken
              JOIN sale USING (place)
              JOIN locked USING (variant_id)
              JOIN sold USING (variant_id)
             CROSS JOIN LATERAL (
                   VALUES (1, CASE WHEN place = locked.first_place
                                   THEN locked.wanted - locked.on_hand END, ?),
                          (2, -taken.units, ?)) AS moved(step, delta, reason)
             WHERE moved.step = 2 OR moved.delta > 0
             ORDER BY variant_id, place, moved.step)
        SELECT line.place, line.line
          FROM line
          JOIN sold USING (variant_id)
        """;

    private SaleSql() {}

    /**
     * Locks the levels and changes them from the locked rows, as {@link StockSql#reserve} does, without a reservation in
     * between. Units that a variant which takes back-orders lacks on the shelf were there all the same, since the buyer has
     * them: an adjustment finds them before the sale takes them, so that the sales are whole and the level stays what is
     * on the shelf. Of several sales the first of the variant names the adjustment, which is for all of them.
     */
    static Query<List<Set<Integer>>> sell(ShopId shop, List<CounterSale> sales, Instant now) {
        record Sold(int place, int line) {}
        record Row(int place, ReservationLine line) {}
        List<Row> rows = IntStream.range(0, sales.size())
                .boxed()
                .flatMap(place -> sales.get(place).lines().stream().map(line -> new Row(place, line)))
                .toList();
        return Query.list(
                        Sold.class,
                        SELL,
                        Column.of(rows, Integer[]::new, Row::place),
                        Column.of(rows, Integer[]::new, row -> row.line().line()),
                        Column.of(rows, Long[]::new, row -> row.line().variantId()),
                        Column.of(rows, Long[]::new, row -> row.line().units()),
                        Column.of(sales, String[]::new, CounterSale::reference),
                        Column.of(sales, String[]::new, CounterSale::actor),
                        now,
                        shop.value(),
                        MovementReason.ADJUSTMENT,
                        MovementReason.SALE)
                .map(sold -> {
                    Map<Integer, Set<Integer>> lines = sold.stream()
                            .collect(Collectors.groupingBy(
                                    Sold::place, Collectors.mapping(Sold::line, Collectors.toSet())));
                    return IntStream.range(0, sales.size())
                            .mapToObj(place -> lines.getOrDefault(place, Set.of()))
                            .toList();
                });
    }
}
