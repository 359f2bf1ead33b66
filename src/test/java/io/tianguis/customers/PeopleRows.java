package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.sql.Database;

/**
 * That every pointer of a merge leads to its root, that every root knows how many lead to it, and that the directory knows of
 * each of whom there are purchases or orders that they bought.
 */
final class PeopleRows {

    private PeopleRows() {}

    private record Faulty(long customerId) {}

    static void assertSound(Database database) {
        assertThat(database.list(Faulty.class, """
                        WITH RECURSIVE reached AS (
                            SELECT shop_id, customer_id, customer_id AS root FROM customer WHERE merged_into IS NULL
                            UNION ALL
                            SELECT c.shop_id, c.customer_id, r.root
                              FROM reached r
                              JOIN customer c ON c.shop_id = r.shop_id AND c.merged_into = r.customer_id)
                        SELECT c.customer_id
                          FROM customer c
                          LEFT JOIN reached r ON r.shop_id = c.shop_id AND r.customer_id = c.customer_id
                         WHERE r.root IS DISTINCT FROM c.person_id
                            OR c.merged_into IS NULL
                               AND c.person_rows <> (SELECT count(*) FROM reached m
                                                      WHERE m.shop_id = c.shop_id AND m.root = c.customer_id)
                            OR (c.merged_into IS NOT NULL)
                               <> EXISTS (SELECT FROM customer_merge g
                                           WHERE g.shop_id = c.shop_id AND g.absorbed_id = c.customer_id
                                             AND g.kept_id = c.merged_into AND g.undone_at IS NULL)
                        """))
                .as("customers whose pointers lead astray")
                .isEmpty();
        assertThat(database.list(Faulty.class, """
                        SELECT c.customer_id
                          FROM customer c
                          JOIN customer_directory d ON d.shop_id = c.shop_id AND d.customer_id = c.person_id
                         WHERE NOT d.has_bought
                           AND (c.purchases > 0 OR EXISTS (SELECT FROM sales_order o
                                                            WHERE o.shop_id = c.shop_id AND o.customer_id = c.customer_id))
                        """))
                .as("buyers whom the directory does not know as such")
                .isEmpty();
    }
}
