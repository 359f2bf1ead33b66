package io.tianguis.customers;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;

/** The statements on what people are to the shop, apart from those by which they are met. */
final class StandingSql {

    private StandingSql() {}

    /** Never below what the checks of the table allow: rows that were there before channels were counted have none of them. */
    static Query<Integer> withdrawPurchase(ShopId shop, long customerId, Venue venue) {
        return Query.update(
                """
                UPDATE customer
                   SET purchases = greatest(purchases - 1, 0),
                       purchases_on_site = greatest(purchases_on_site - ?, 0),
                       purchases_on_marketplace = greatest(purchases_on_marketplace - ?, 0)
                 WHERE shop_id = ? AND customer_id = ?
                """, venue == Venue.SITE ? 1 : 0, venue == Venue.MARKETPLACE ? 1 : 0, shop.value(), customerId);
    }

    /** By {@code customer_pk} and {@code customer_directory_pk}. */
    static Query<Integer> listAmongBuyers(ShopId shop, long customerId) {
        return Query.update("""
                UPDATE customer_directory
                   SET has_bought = true
                 WHERE shop_id = ?
                   AND customer_id = (SELECT person_id FROM customer WHERE shop_id = ? AND customer_id = ?)
                   AND NOT has_bought
                """, shop.value(), shop.value(), customerId);
    }

    static Query<Integer> recordQuestion(ShopId shop, long customerId, Venue venue, Instant at) {
        return Query.update(
                """
                UPDATE customer
                   SET questions = questions + 1,
                       questions_on_site = questions_on_site + ?,
                       questions_on_marketplace = questions_on_marketplace + ?,
                       last_activity_at = greatest(last_activity_at, ?)
                 WHERE shop_id = ? AND customer_id = ?
                """, venue == Venue.SITE ? 1 : 0, venue == Venue.MARKETPLACE ? 1 : 0, at, shop.value(), customerId);
    }

    /** By {@code customer_pk}. */
    static Query<Boolean> hold(ShopId shop, long customerId) {
        record Held(long customerId) {}
        return Query.list(
                        Held.class,
                        "SELECT customer_id FROM customer WHERE shop_id = ? AND customer_id = ? FOR NO KEY UPDATE",
                        shop.value(),
                        customerId)
                .map(held -> !held.isEmpty());
    }

    static Query<Integer> withdrawQuestion(ShopId shop, long customerId, Venue venue) {
        return Query.update(
                """
                UPDATE customer
                   SET questions = questions - 1,
                       questions_on_site = questions_on_site - ?,
                       questions_on_marketplace = questions_on_marketplace - ?
                 WHERE shop_id = ? AND customer_id = ?
                """, venue == Venue.SITE ? 1 : 0, venue == Venue.MARKETPLACE ? 1 : 0, shop.value(), customerId);
    }

    /** Those of the people alone whose roots are named, by {@code customer_pk}. */
    static List<CustomerStanding> listRoots(Statements statements, ShopId shop, List<Long> rootIds) {
        return statements.list(CustomerStanding.class, """
                SELECT s.*
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS n(customer_id, place)
                 CROSS JOIN LATERAL (
                       SELECT * FROM customer_standing WHERE shop_id = ? AND customer_id = n.customer_id OFFSET 0) s
                 ORDER BY n.place
                """, rootIds.toArray(Long[]::new), shop.value());
    }

    /** By {@code customer_pk} of the rows named, then of their roots. */
    static List<CustomerStanding> list(Statements statements, ShopId shop, List<Long> customerIds) {
        return statements.list(
                CustomerStanding.class, """
                WITH named AS MATERIALIZED (
                    SELECT n.place, c.person_id
                      FROM unnest(?::bigint[]) WITH ORDINALITY AS n(customer_id, place)
                      JOIN customer c ON c.shop_id = ? AND c.customer_id = n.customer_id)
                SELECT s.*
                  FROM named
                 CROSS JOIN LATERAL (
                       SELECT * FROM customer_standing WHERE shop_id = ? AND customer_id = named.person_id OFFSET 0) s
                 ORDER BY named.place
                """, customerIds.toArray(Long[]::new), shop.value(), shop.value());
    }

    static boolean remove(Tx tx, ShopId shop, long customerId, Instant now) {
        return tx.update("""
                UPDATE customer
                   SET removed_at = ?
                 WHERE shop_id = ?
                   AND customer_id = (SELECT person_id FROM customer WHERE shop_id = ? AND customer_id = ?)
                """, now, shop.value(), shop.value(), customerId) > 0;
    }

    static boolean unsubscribe(Tx tx, ShopId shop, long customerId, Instant now) {
        return tx.update("""
                UPDATE customer
                   SET unsubscribed_at = coalesce(unsubscribed_at, ?)
                 WHERE shop_id = ?
                   AND customer_id = (SELECT person_id FROM customer WHERE shop_id = ? AND customer_id = ?)
                """, now, shop.value(), shop.value(), customerId) > 0;
    }
}
