package io.tianguis.timeline;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one statement that reads a person's entries. */
final class TimelineSql {

    /**
     * An entry as its source's view has it.
     *
     * @param id within the source
     * @param word its state or its kind
     */
    record Row(
            TimelineSource source,
            Instant at,
            long id,
            @Nullable Long orderId,
            String word,
            @Nullable String channel,
            @Nullable String text,
            @Nullable Long amountCents,
            @Nullable String currency) {}

    /** The rows that the person has. */
    static final String OF_PERSON = "person";

    /** The conversations that were held with one of them. */
    static final String OF_TALK = "talk";

    /** Of each holder as much as fits on the page, read backwards by the source's index. */
    private static final String OF_ONE_SOURCE = """
            SELECT '%2$s' AS source, %1$d AS rank, entry.*
              FROM %4$s holder
             CROSS JOIN LATERAL (
                   SELECT v.at, v.id, v.order_id, v.word, v.channel, v.text, v.amount_cents, v.currency
                     FROM %3$s v
                    WHERE v.shop_id = ? AND v.holder_id = holder.id AND (v.at, v.id) < (?, ?)
                    ORDER BY v.at DESC, v.id DESC
                    LIMIT ?) entry
            """;

    private static final String PAGE = """
            WITH person AS MATERIALIZED (
                SELECT r.customer_id AS id
                  FROM timeline_person given
                  JOIN timeline_person r ON r.shop_id = given.shop_id AND r.person_id = given.person_id
                 WHERE given.shop_id = ? AND given.customer_id = ?),
            talk AS MATERIALIZED (
                SELECT c.conversation_id AS id
                  FROM person
                  JOIN timeline_conversation c ON c.shop_id = ? AND c.customer_id = person.id)
            SELECT source, at, id, order_id, word, channel, text, amount_cents, currency
              FROM (%s) AS entry
             ORDER BY at DESC, rank DESC, id DESC
             LIMIT ?
            """.formatted(Arrays.stream(TimelineSource.values())
            .map(source -> OF_ONE_SOURCE.formatted(
                    source.ordinal(), source.name().toLowerCase(Locale.ROOT), source.view(), source.holders()))
            .collect(Collectors.joining(" UNION ALL ")));

    private TimelineSql() {}

    static List<Row> page(Statements statements, ShopId shop, long customerId, TimelineCursor after, int limit) {
        List<Object> values = new ArrayList<>(List.of(shop.value(), customerId, shop.value()));
        for (TimelineSource source : TimelineSource.values()) {
            values.addAll(List.of(shop.value(), after.at(), after.idIn(source), limit));
        }
        values.add(limit);
        return statements.list(Row.class, PAGE, values.toArray());
    }
}
