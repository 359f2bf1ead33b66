package io.tianguis.orders;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements that find a page among the orders of some days without counting them. */
final class OrdersByDaySql {

    /**
     * Where a page begins.
     *
     * @param total how many orders the days have
     * @param day ISO 8601, the day of the page's first order; null when the page is beyond the end
     * @param skip how many orders of that day come before it
     */
    record Position(
            long total, @Nullable String day, @Nullable Long skip) {}

    private OrdersByDaySql() {}

    /** A row a day and some for those of the last seconds, by {@code order_list_count_pk} and {@code order_list_change_pk}. */
    static Position position(Statements statements, ShopId shop, String from, String to, long offset) {
        Optional<Position> position = statements.find(
                Position.class, """
                WITH counted AS (
                    SELECT list, rows FROM order_list_count
                     WHERE shop_id = ? AND list >= 'day:' || ? AND list <= 'day:' || ? AND level = 20
                     UNION ALL
                    SELECT list, delta FROM order_list_change
                     WHERE shop_id = ? AND list >= 'day:' || ? AND list <= 'day:' || ?),
                day AS MATERIALIZED (
                    SELECT list, sum(rows)::bigint AS rows FROM counted GROUP BY list),
                ranked AS (
                    SELECT list, rows, (sum(rows) OVER (ORDER BY list DESC))::bigint - rows AS before FROM day)
                SELECT coalesce((SELECT sum(rows) FROM day), 0)::bigint AS total,
                       substr(found.list, 5) AS day, ? - found.before AS skip
                  FROM (VALUES (1)) AS always
                  LEFT JOIN (SELECT list, before FROM ranked WHERE before <= ? AND before + rows > ?) found ON true
                """, shop.value(), from, to, shop.value(), from, to, offset, offset, offset);
        return position.orElseThrow();
    }

    /** A page of ids in the order of their times, newest first, by {@code sales_order_by_time}. */
    static List<Long> listIds(Statements statements, ShopId shop, Instant from, Instant before, long skip, int most) {
        record Listed(long orderId) {}
        return statements.list(Listed.class, """
                        SELECT order_id
                          FROM sales_order
                         WHERE shop_id = ? AND created_at >= ? AND created_at < ?
                         ORDER BY created_at DESC, order_id DESC
                        OFFSET ? LIMIT ?
                        """, shop.value(), from, before, skip, most).stream()
                .map(Listed::orderId)
                .toList();
    }
}
