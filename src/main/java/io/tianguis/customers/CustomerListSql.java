package io.tianguis.customers;

import io.tianguis.customers.CustomerFilter.Order;
import io.tianguis.customers.CustomerListCountsSql.Position;
import io.tianguis.customers.CustomerListCountsSql.Ranking;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that read the rows of a list of customers, where its counts have found a page (decision 0022): at most one
 * block for each customer of the page and one more, by an index and not beyond the page's end.
 */
final class CustomerListSql {

    /** What a list is narrowed to, with the text and the values that say so. */
    record Narrowing(ShopId shop, Optional<DocumentType> documentType, Optional<Platform> platform) {

        /** @return conditions on rows that have a document type and platforms */
        String conditions() {
            return (documentType.isPresent() ? " AND document_type = ?" : "")
                    + (platform.isPresent() ? " AND platforms & ? <> 0" : "");
        }

        void bind(List<@Nullable Object> values) {
            documentType.ifPresent(type -> values.add(type.key()));
            platform.ifPresent(on -> values.add(on.bit()));
        }

        /** The key of the counts, but for the list. */
        void bindKey(List<@Nullable Object> values) {
            values.add(documentType.map(DocumentType::key).orElse(""));
            values.add(platform.map(Platform::bit).orElse(0));
        }
    }

    private CustomerListSql() {}

    /** The lists follow by the table's own triggers. */
    static Query<Integer> interacted(ShopId shop, long customerId, Platform platform, Instant at) {
        return Query.update("""
                UPDATE customer
                   SET platforms = platforms | ?::smallint, last_chat_at = greatest(last_chat_at, ?)
                 WHERE shop_id = ? AND customer_id = ?
                   AND (platforms & ?::smallint = 0 OR last_chat_at IS NULL OR last_chat_at < ?)
                """, platform.bit(), at, shop.value(), customerId, platform.bit(), at);
    }

    /** The customers of blocks of ids of a day, newest first, by {@code customer_listing_pk}. */
    static List<Long> listByDay(
            Statements statements, Ranking ranking, Narrowing narrowing, List<Long> blocks, long skip, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(blocks.toArray(Long[]::new));
        values.add(narrowing.shop().value());
        narrowing.bind(values);
        values.addAll(List.of(skip + limit, skip, limit));
        return ids(
                statements,
                """
                SELECT l.customer_id
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS b(block, place)
                 CROSS JOIN LATERAL (
                       SELECT customer_id
                         FROM customer_listing
                        WHERE shop_id = ?
                          AND customer_id BETWEEN (b.block & ((1 << 30) - 1)) << 10
                                              AND ((b.block & ((1 << 30) - 1)) << 10) + 1023
                          AND day + 0 = b.block >> 30%s%s
                        ORDER BY customer_id DESC
                        LIMIT ?) l
                 ORDER BY b.place, l.customer_id DESC
                OFFSET ? LIMIT ?
                """.formatted(ranking == Ranking.SILENT ? " AND chat_at IS NULL" : "", narrowing.conditions()),
                values);
    }

    /**
     * The customers of spans of the last chat, by {@code customer_listing_of_chat} alone; {@code day + 0} keeps them from being
     * looked for by their days.
     *
     * @param blocks spans of 2<sup>bits</sup> milliseconds
     */
    static List<Long> listByChat(
            Statements statements,
            Narrowing narrowing,
            List<Long> blocks,
            int bits,
            long fromDay,
            long toDay,
            boolean ascending,
            long skip,
            int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(blocks.toArray(Long[]::new));
        values.addAll(List.of(narrowing.shop().value(), fromDay, toDay));
        narrowing.bind(values);
        values.addAll(List.of(skip + limit, skip, limit));
        return ids(statements, """
                SELECT l.customer_id
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS b(block, place)
                 CROSS JOIN LATERAL (
                       SELECT customer_id, chat_at
                         FROM customer_listing
                        WHERE shop_id = ?
                          AND chat_at >= timestamptz 'epoch' + (b.block << %1$d) * interval '1 millisecond'
                          AND chat_at < timestamptz 'epoch' + ((b.block + 1) << %1$d) * interval '1 millisecond'
                          AND day + 0 BETWEEN ? AND ?%2$s
                        ORDER BY chat_at %3$s, customer_id %3$s
                        LIMIT ?) l
                 ORDER BY b.place, l.chat_at %3$s, l.customer_id %3$s
                OFFSET ? LIMIT ?
                """.formatted(bits, narrowing.conditions(), ascending ? "ASC" : "DESC"), values);
    }

    /** Those of a span of days who chatted, sorted one by one, by {@code customer_listing_of_day} alone. */
    static List<Long> listChattersOfDays(
            Statements statements,
            Narrowing narrowing,
            long fromDay,
            long toDay,
            boolean ascending,
            long offset,
            int limit) {
        List<@Nullable Object> values = new ArrayList<>(List.of(narrowing.shop().value(), fromDay, toDay));
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        return ids(statements, """
                SELECT customer_id
                  FROM customer_listing
                 WHERE shop_id = ? AND day BETWEEN ? AND ? AND chat_at IS NOT NULL%1$s
                 ORDER BY chat_at %2$s, customer_id %2$s
                OFFSET ? LIMIT ?
                """.formatted(narrowing.conditions(), ascending ? "ASC" : "DESC"), values);
    }

    /** Those who have a document of this number, by {@code customer_document}; the blocks are the customers themselves. */
    static Position listByDocument(
            Statements statements,
            Narrowing narrowing,
            String documentNumber,
            long fromDay,
            long toDay,
            Order order,
            long offset,
            int limit) {
        long shopId = narrowing.shop().value();
        List<@Nullable Object> values = new ArrayList<>(List.of(shopId, shopId, documentNumber, fromDay, toDay));
        narrowing.bind(values);
        values.addAll(List.of(offset, limit));
        String by = order == Order.NEWEST_FIRST
                ? ""
                : "chat_at " + (order == Order.LAST_CHAT_FIRST ? "DESC" : "ASC") + " NULLS LAST, ";
        return statements.get(Position.class, """
                WITH found AS MATERIALIZED (
                    SELECT customer_id, day, chat_at
                      FROM customer_listing
                     WHERE shop_id = ?
                       AND customer_id IN (SELECT person_id FROM customer WHERE shop_id = ? AND document_number = ?)
                       AND day BETWEEN ? AND ?%s)
                SELECT (SELECT count(*) FROM found) AS total, NULL::bigint AS before,
                       ARRAY(SELECT customer_id FROM found ORDER BY %sday DESC, customer_id DESC OFFSET ? LIMIT ?) AS blocks
                """.formatted(narrowing.conditions(), by), values.toArray());
    }

    private static List<Long> ids(Statements statements, String sql, List<@Nullable Object> values) {
        record Listed(long customerId) {}
        return statements.list(Listed.class, sql, values.toArray()).stream()
                .map(Listed::customerId)
                .toList();
    }
}
