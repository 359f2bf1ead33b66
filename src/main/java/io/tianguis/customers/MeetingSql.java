package io.tianguis.customers;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.TransactionConflict;
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
 * identities decide: they are entered in one fixed order, telephones first, and whoever enters the first one makes the
 * person, so that two callers never make two. An identity that went to somebody else since the statement began would have
 * changed the answer, so the transaction begins again and sees it.
 *
 * <p>A known person is locked before further identities are entered, and nobody locks an identity that is another's: two
 * purchases of one buyer, one of which saw the identity and one did not, would else wait for each other.
 */
final class MeetingSql {

    /** A sale tells of a telephone and an email; everybody else shares the longer text. */
    private static final String OF_TWO = text(2);

    private static final String OF_MANY = text(Introduction.MAXIMUM_IDENTITIES);

    /** A person who is new, or the known one with what is news of them. */
    private static final String KEPT = """
            kept AS (
                INSERT INTO customer (shop_id, customer_id, public_id, first_name, last_name, whatsapp_name, country,
                                      email, phone, purchases, purchases_on_site, purchases_on_marketplace,
                                      questions, questions_on_site, questions_on_marketplace, last_activity_at,
                                      created_at, updated_at)
                SELECT ?, met.customer_id, ?, ?, ?, ?, ?,
                       (SELECT shown FROM given WHERE kind = 'email' AND owner IS NULL ORDER BY rank LIMIT 1),
                       coalesce((SELECT shown FROM given WHERE kind = 'phone' AND owner IS NULL ORDER BY rank LIMIT 1),
                                ?),
                       ?, ?, ?, ?, ?, ?, ?, ?, ?
                  FROM met
                 WHERE EXISTS (SELECT FROM known)
                    OR EXISTS (SELECT FROM first_taken)
                    OR NOT EXISTS (SELECT FROM given)
                    ON CONFLICT (shop_id, customer_id) DO UPDATE
                   SET first_name = CASE WHEN customer.first_name IS NULL AND customer.last_name IS NULL
                                         THEN EXCLUDED.first_name ELSE customer.first_name END,
                       last_name = CASE WHEN customer.first_name IS NULL AND customer.last_name IS NULL
                                        THEN EXCLUDED.last_name ELSE customer.last_name END,
                       whatsapp_name = coalesce(customer.whatsapp_name, EXCLUDED.whatsapp_name),
                       email = coalesce(customer.email, EXCLUDED.email),
                       phone = coalesce(customer.phone, EXCLUDED.phone),
                       purchases = customer.purchases + EXCLUDED.purchases,
                       purchases_on_site = customer.purchases_on_site + EXCLUDED.purchases_on_site,
                       purchases_on_marketplace = customer.purchases_on_marketplace
                                                  + EXCLUDED.purchases_on_marketplace,
                       questions = customer.questions + EXCLUDED.questions,
                       questions_on_site = customer.questions_on_site + EXCLUDED.questions_on_site,
                       questions_on_marketplace = customer.questions_on_marketplace
                                                  + EXCLUDED.questions_on_marketplace,
                       removed_at = CASE WHEN EXCLUDED.last_activity_at IS NULL THEN customer.removed_at END,
                       last_activity_at = greatest(customer.last_activity_at, EXCLUDED.last_activity_at)
                 WHERE EXCLUDED.purchases + EXCLUDED.questions > 0
                    OR EXCLUDED.last_activity_at > coalesce(customer.last_activity_at, '-infinity')
                    OR customer.first_name IS NULL AND customer.last_name IS NULL
                       AND (EXCLUDED.first_name IS NOT NULL OR EXCLUDED.last_name IS NOT NULL)
                    OR customer.whatsapp_name IS NULL AND EXCLUDED.whatsapp_name IS NOT NULL
                    OR customer.email IS NULL AND EXCLUDED.email IS NOT NULL
                    OR customer.phone IS NULL AND EXCLUDED.phone IS NOT NULL
                RETURNING customer_id),
            """;

    private static final Comparator<Identity> LOCKING_ORDER =
            Comparator.comparing(Identity::kind).thenComparing(Identity::value);

    private MeetingSql() {}

    /**
     * @param untraceable a telephone to show that leads to nobody, null when there is none
     * @param occasion what they do, which is counted
     */
    static Query<Long> meet(
            ShopId shop,
            Introduction introduction,
            @Nullable String untraceable,
            Occasion occasion,
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
                publicId,
                introduction.firstName(),
                introduction.lastName(),
                introduction.whatsappName(),
                introduction.country(),
                untraceable,
                occasion.purchases(),
                occasion.purchases(Venue.SITE),
                occasion.purchases(Venue.MARKETPLACE),
                occasion.questions(),
                occasion.questions(Venue.SITE),
                occasion.questions(Venue.MARKETPLACE),
                occasion.at(),
                now,
                now,
                shop.value()));
        return Query.of(
                places == 2 ? OF_TWO : OF_MANY,
                results -> results.find(Met.class)
                        .orElseThrow(() -> TransactionConflict.of("somebody else met the same person just now"))
                        .customerId(),
                values.toArray());
    }

    private static String text(int places) {
        return """
                WITH given AS MATERIALIZED (
                    SELECT g.kind, g.value, g.shown, g.rank, g.place, i.customer_id AS owner
                      FROM (VALUES %s) AS g(kind, value, shown, rank, place)
                      LEFT JOIN customer_identity i ON i.shop_id = ? AND i.kind = g.kind AND i.value = g.value
                     WHERE g.kind IS NOT NULL),
                known AS MATERIALIZED (
                    SELECT owner FROM given WHERE owner IS NOT NULL ORDER BY rank LIMIT 1),
                met AS MATERIALIZED (
                    SELECT coalesce((SELECT owner FROM known),
                                    nextval(pg_get_serial_sequence('customer', 'customer_id'))) AS customer_id),
                first_taken AS (
                    INSERT INTO customer_identity (shop_id, kind, value, customer_id)
                    SELECT ?, given.kind, given.value, met.customer_id
                      FROM given, met
                     WHERE NOT EXISTS (SELECT FROM known)
                     ORDER BY given.place
                     LIMIT 1
                        ON CONFLICT (shop_id, kind, value) DO NOTHING
                    RETURNING kind, value),
                %s
                further AS (
                    INSERT INTO customer_identity (shop_id, kind, value, customer_id)
                    SELECT ?, given.kind, given.value, met.customer_id
                      FROM given, met
                     WHERE given.owner IS NULL
                       AND (EXISTS (SELECT FROM known) OR EXISTS (SELECT FROM first_taken))
                       AND (SELECT count(*) FROM kept) >= 0
                       AND NOT EXISTS (SELECT FROM first_taken t WHERE t.kind = given.kind AND t.value = given.value)
                     ORDER BY given.place
                        ON CONFLICT (shop_id, kind, value) DO NOTHING
                    RETURNING kind)
                SELECT customer_id
                  FROM met
                 WHERE (SELECT count(*) FROM given WHERE owner IS NULL)
                       = (SELECT count(*) FROM first_taken) + (SELECT count(*) FROM further)
                """.formatted(given(places), KEPT);
    }

    private static String given(int places) {
        return IntStream.rangeClosed(1, places)
                .mapToObj(place -> "(?::text, ?::text, ?::text, ?::integer, " + place + ")")
                .collect(Collectors.joining(", "));
    }
}
