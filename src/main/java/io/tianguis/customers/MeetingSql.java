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

    /**
     * A person who is new, the known one of whom something is news, or else the known one who is counted. Most are the last,
     * whose names and the text that searches go by stay untouched; making that text again cost a third of the statement.
     */
    private static final String KEPT = """
            told AS MATERIALIZED (
                SELECT met.customer_id, ?::text AS public_id, ?::text AS first_name, ?::text AS last_name,
                       ?::text AS whatsapp_name, ?::text AS country,
                       (SELECT shown FROM given WHERE kind = 'email' AND owner IS NULL ORDER BY rank LIMIT 1) AS email,
                       coalesce((SELECT shown FROM given WHERE kind = 'phone' AND owner IS NULL ORDER BY rank LIMIT 1),
                                ?::text) AS phone,
                       ?::integer AS purchases, ?::integer AS purchases_on_site, ?::integer AS purchases_on_marketplace,
                       ?::integer AS questions, ?::integer AS questions_on_site, ?::integer AS questions_on_marketplace,
                       ?::timestamptz AS at, ?::timestamptz AS now
                  FROM met),
            made AS (
                INSERT INTO customer (shop_id, customer_id, public_id, first_name, last_name, whatsapp_name, country,
                                      email, phone, purchases, purchases_on_site, purchases_on_marketplace,
                                      questions, questions_on_site, questions_on_marketplace, last_activity_at,
                                      created_at, updated_at)
                SELECT ?, customer_id, public_id, first_name, last_name, whatsapp_name, country, email, phone,
                       purchases, purchases_on_site, purchases_on_marketplace,
                       questions, questions_on_site, questions_on_marketplace, at, now, now
                  FROM told
                 WHERE EXISTS (SELECT FROM first_taken) OR NOT EXISTS (SELECT FROM given)
                RETURNING customer_id),
            completed AS (
                UPDATE customer c
                   SET first_name = CASE WHEN c.first_name IS NULL AND c.last_name IS NULL
                                         THEN t.first_name ELSE c.first_name END,
                       last_name = CASE WHEN c.first_name IS NULL AND c.last_name IS NULL
                                        THEN t.last_name ELSE c.last_name END,
                       whatsapp_name = coalesce(c.whatsapp_name, t.whatsapp_name),
                       email = coalesce(c.email, t.email),
                       phone = coalesce(c.phone, t.phone),
                       %1$s
                  FROM told t
                 WHERE c.shop_id = ? AND c.customer_id = t.customer_id
                   AND (c.first_name IS NULL AND c.last_name IS NULL
                            AND (t.first_name IS NOT NULL OR t.last_name IS NOT NULL)
                        OR c.whatsapp_name IS NULL AND t.whatsapp_name IS NOT NULL
                        OR c.email IS NULL AND t.email IS NOT NULL
                        OR c.phone IS NULL AND t.phone IS NOT NULL)
                RETURNING c.customer_id),
            counted AS (
                UPDATE customer c
                   SET %1$s
                  FROM told t
                 WHERE c.shop_id = ? AND c.customer_id = t.customer_id
                   AND NOT EXISTS (SELECT FROM completed)
                   AND (t.purchases + t.questions > 0
                        OR t.at > coalesce(c.last_activity_at, '-infinity')
                        OR EXISTS (SELECT FROM given WHERE owner IS NULL))
                RETURNING c.customer_id),
            """.formatted("""
                    purchases = c.purchases + t.purchases,
                    purchases_on_site = c.purchases_on_site + t.purchases_on_site,
                    purchases_on_marketplace = c.purchases_on_marketplace + t.purchases_on_marketplace,
                    questions = c.questions + t.questions,
                    questions_on_site = c.questions_on_site + t.questions_on_site,
                    questions_on_marketplace = c.questions_on_marketplace + t.questions_on_marketplace,
                    removed_at = CASE WHEN t.at IS NULL THEN c.removed_at END,
                    last_activity_at = greatest(c.last_activity_at, t.at)""");

    /** A sale tells of a telephone and an email; everybody else shares the longer text. */
    private static final String OF_TWO = text(2);

    private static final String OF_MANY = text(Introduction.MAXIMUM_IDENTITIES);

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
                shop.value(),
                shop.value(),
                shop.value(),
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
                       AND (SELECT count(*) FROM made) + (SELECT count(*) FROM completed)
                           + (SELECT count(*) FROM counted) >= 0
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
