package io.tianguis.customers;

import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statement by which a person is found or made.
 *
 * <p>Who is known is found by {@code customer_identity_pk}, and nothing is written but what is new. For the others the
 * identities decide: their rows are taken or waited for in one fixed order, telephones first, and whoever takes the first
 * one makes the person, so that two callers never make two. An identity that went to somebody else since the statement
 * began would have changed the answer, so the transaction begins again and sees it.
 */
final class MeetingSql {

    /** A sale tells of a telephone and an email; everybody else shares the longer text. */
    private static final String OF_TWO = text(2);

    private static final String OF_MANY = text(Introduction.MAXIMUM_IDENTITIES);

    private static final Comparator<Identity> LOCKING_ORDER =
            Comparator.comparing(Identity::kind).thenComparing(Identity::value);

    private MeetingSql() {}

    /**
     * @param purchases how many this adds to those of the person
     * @param activeAt of the person, null when meeting them is no activity
     */
    static Query<Long> meet(
            ShopId shop,
            Introduction introduction,
            long purchases,
            @Nullable Instant activeAt,
            String publicId,
            Instant now) {
        record Met(long customerId) {}
        List<Identity> given = introduction.identities();
        int places = given.size() <= 2 ? 2 : Introduction.MAXIMUM_IDENTITIES;
        List<@Nullable Object> values = new ArrayList<>();
        given.stream().sorted(LOCKING_ORDER).forEach(identity -> {
            values.addAll(List.of(identity.kind(), identity.value(), identity.shown(), given.indexOf(identity)));
        });
        IntStream.range(given.size(), places).forEach(_ -> values.addAll(Arrays.asList(null, null, null, null)));
        values.addAll(Arrays.asList(
                shop.value(),
                shop.value(),
                shop.value(),
                shop.value(),
                publicId,
                introduction.firstName(),
                introduction.lastName(),
                introduction.whatsappName(),
                introduction.country(),
                purchases,
                activeAt,
                now,
                now));
        return Query.of(
                places == 2 ? OF_TWO : OF_MANY,
                results -> results.get(Met.class).customerId(),
                values.toArray());
    }

    private static String text(int places) {
        String given = IntStream.rangeClosed(1, places)
                .mapToObj(place -> "(?::text, ?::text, ?::text, ?::integer, " + place + ")")
                .collect(Collectors.joining(", "));
        return """
                WITH given AS MATERIALIZED (
                    SELECT g.kind, g.value, g.shown, g.rank, g.place, i.customer_id AS owner
                      FROM (VALUES %s) AS g(kind, value, shown, rank, place)
                      LEFT JOIN customer_identity i ON i.shop_id = ? AND i.kind = g.kind AND i.value = g.value
                     WHERE g.kind IS NOT NULL),
                known AS MATERIALIZED (
                    SELECT owner FROM given WHERE owner IS NOT NULL ORDER BY rank LIMIT 1),
                candidate AS MATERIALIZED (
                    SELECT coalesce((SELECT owner FROM known),
                                    nextval(pg_get_serial_sequence('customer', 'customer_id'))) AS customer_id),
                first_taken AS (
                    INSERT INTO customer_identity (shop_id, kind, value, customer_id)
                    SELECT ?, given.kind, given.value, candidate.customer_id
                      FROM given, candidate
                     WHERE NOT EXISTS (SELECT FROM known)
                     ORDER BY given.place
                     LIMIT 1
                        ON CONFLICT (shop_id, kind, value) DO UPDATE SET value = EXCLUDED.value
                    RETURNING kind, value, customer_id),
                met AS MATERIALIZED (
                    SELECT coalesce((SELECT customer_id FROM first_taken), customer_id) AS customer_id FROM candidate),
                further AS (
                    INSERT INTO customer_identity (shop_id, kind, value, customer_id)
                    SELECT ?, given.kind, given.value, met.customer_id
                      FROM given, met
                     WHERE given.owner IS NULL
                       AND NOT EXISTS (SELECT FROM first_taken l WHERE l.kind = given.kind AND l.value = given.value)
                     ORDER BY given.place
                        ON CONFLICT (shop_id, kind, value) DO UPDATE SET value = EXCLUDED.value
                    RETURNING kind, value, customer_id),
                added AS MATERIALIZED (
                    SELECT given.kind, given.shown, given.rank
                      FROM (SELECT * FROM first_taken UNION ALL SELECT * FROM further) taken
                      JOIN given USING (kind, value)),
                kept AS (
                    INSERT INTO customer (shop_id, customer_id, public_id, first_name, last_name, whatsapp_name, country,
                                          email, phone, purchases, last_activity_at, created_at, updated_at)
                    SELECT ?, met.customer_id, ?, ?, ?, ?, ?,
                           (SELECT shown FROM added WHERE kind = 'email' ORDER BY rank LIMIT 1),
                           (SELECT shown FROM added WHERE kind = 'phone' ORDER BY rank LIMIT 1),
                           ?, ?, ?, ?
                      FROM met
                     WHERE CASE WHEN EXISTS (SELECT FROM further f WHERE f.customer_id <> met.customer_id)
                                THEN customer_met_elsewhere() ELSE true END
                        ON CONFLICT (shop_id, customer_id) DO UPDATE
                       SET first_name = CASE WHEN customer.first_name IS NULL AND customer.last_name IS NULL
                                             THEN EXCLUDED.first_name ELSE customer.first_name END,
                           last_name = CASE WHEN customer.first_name IS NULL AND customer.last_name IS NULL
                                            THEN EXCLUDED.last_name ELSE customer.last_name END,
                           whatsapp_name = coalesce(customer.whatsapp_name, EXCLUDED.whatsapp_name),
                           email = coalesce(customer.email, EXCLUDED.email),
                           phone = coalesce(customer.phone, EXCLUDED.phone),
                           purchases = customer.purchases + EXCLUDED.purchases,
                           last_activity_at = greatest(customer.last_activity_at, EXCLUDED.last_activity_at)
                     WHERE EXCLUDED.purchases > 0
                        OR EXCLUDED.last_activity_at > coalesce(customer.last_activity_at, '-infinity')
                        OR customer.first_name IS NULL AND customer.last_name IS NULL
                           AND (EXCLUDED.first_name IS NOT NULL OR EXCLUDED.last_name IS NOT NULL)
                        OR customer.whatsapp_name IS NULL AND EXCLUDED.whatsapp_name IS NOT NULL
                        OR customer.email IS NULL AND EXCLUDED.email IS NOT NULL
                        OR customer.phone IS NULL AND EXCLUDED.phone IS NOT NULL)
                SELECT customer_id FROM met
                """.formatted(given);
    }
}
