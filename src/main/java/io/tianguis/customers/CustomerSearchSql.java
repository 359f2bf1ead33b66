package io.tianguis.customers;

import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.util.List;

/**
 * The statements by which people are looked for, newest first. What many have in common is found among the newest
 * {@value #NEWEST}; what few have, by {@code customer_name_search} and {@code customer_phone_search}, whose answers are
 * fetched and sorted, {@value #FETCHED} of them at most. So neither reads more than that.
 */
final class CustomerSearchSql {

    private static final int NEWEST = 2_000;
    private static final int FETCHED = 2_000;

    record Found(long customerId) {}

    /** What is asked: `pattern`s that a name has to match, and the `groups` of signs that it must therefore have. */
    private static final String ASKED = """
            WITH asked AS MATERIALIZED (
                SELECT array_agg('% ' || word || '%') AS patterns,
                       array_agg(DISTINCT asked_group) FILTER (WHERE asked_group IS NOT NULL) AS groups
                  FROM unnest(string_to_array(customer_search_text(?), ' ')) AS word
                  LEFT JOIN LATERAL unnest(customer_search_groups(?, ' ' || word)) AS asked_group ON true
                 WHERE word <> '')
            """;

    private CustomerSearchSql() {}

    static List<Long> newestByName(Statements statements, ShopId shop, String words, int most) {
        return ids(statements.list(Found.class, ASKED + """
                SELECT person_id AS customer_id
                  FROM asked,
                       (SELECT customer_id, person_id, name_text
                          FROM customer
                         WHERE shop_id = ?
                         ORDER BY customer_id DESC
                         LIMIT ?) newest
                 WHERE name_text LIKE ALL (asked.patterns)
                 GROUP BY person_id
                 ORDER BY max(newest.customer_id) DESC
                 LIMIT ?
                """, words, shop.value(), shop.value(), NEWEST, most));
    }

    static List<Long> byName(Statements statements, ShopId shop, String words, int most) {
        return ids(statements.list(Found.class, ASKED + """
                SELECT person_id AS customer_id
                  FROM (SELECT customer_id, person_id
                          FROM customer
                         WHERE shop_id = ?
                           AND customer_search_groups(shop_id, name_text) @> (SELECT groups FROM asked)
                           AND name_text LIKE ALL ((SELECT patterns FROM asked)::text[])
                         LIMIT ?) found
                 GROUP BY person_id
                 ORDER BY max(found.customer_id) DESC
                 LIMIT ?
                """, words, shop.value(), shop.value(), FETCHED, most));
    }

    /** @param digits digits alone */
    static List<Long> newestByPhone(Statements statements, ShopId shop, String digits, int most) {
        return ids(statements.list(Found.class, """
                SELECT person_id AS customer_id
                  FROM (SELECT customer_id, person_id, phone
                          FROM customer
                         WHERE shop_id = ?
                         ORDER BY customer_id DESC
                         LIMIT ?) newest
                 WHERE phone LIKE '%' || ? || '%'
                 GROUP BY person_id
                 ORDER BY max(newest.customer_id) DESC
                 LIMIT ?
                """, shop.value(), NEWEST, digits, most));
    }

    /** @param digits digits alone, three at least */
    static List<Long> byPhone(Statements statements, ShopId shop, String digits, int most) {
        return ids(statements.list(
                Found.class, """
                SELECT p.person_id AS customer_id
                  FROM (SELECT customer_id
                          FROM customer_identity
                         WHERE shop_id = ?
                           AND kind = 'phone'
                           AND customer_search_groups(shop_id, value) @> customer_search_groups(?, ?)
                           AND value LIKE '%' || ? || '%'
                         LIMIT ?) found
                  JOIN person_row p ON p.shop_id = ? AND p.customer_id = found.customer_id
                 GROUP BY p.person_id
                 ORDER BY max(p.customer_id) DESC
                 LIMIT ?
                """, shop.value(), shop.value(), digits, digits, FETCHED, shop.value(), most));
    }

    /** Roots of people, in the order of the ids, by {@code customer_pk}. */
    static List<Customer> roots(Statements statements, ShopId shop, List<Long> personIds) {
        Long[] ids = personIds.toArray(Long[]::new);
        return statements.list(Customer.class, """
                SELECT *
                  FROM customer_profile
                 WHERE shop_id = ? AND customer_id = ANY (?)
                 ORDER BY array_position(?, customer_id)
                """, shop.value(), ids, ids);
    }

    private static List<Long> ids(List<Found> found) {
        return found.stream().map(Found::customerId).toList();
    }
}
