package io.tianguis.customers;

import io.tianguis.platform.sql.NamedLock;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements by which rows become one person, and several again. */
final class MergesSql {

    private static final NamedLock LOCK = new NamedLock("customer_merge");

    private static final int MOST_LISTED = 200;

    private MergesSql() {}

    /** One of the rows of a person. */
    record PersonRow(
            long customerId, long personId, @Nullable Long mergedInto) {}

    /** Merges of a shop wait for each other, so that nobody joins or leaves a person while their rows are locked. */
    static void waitForOthers(Tx tx, ShopId shop) {
        LOCK.take(tx, shop.value());
    }

    /** Every row of the people whom the ids belong to, locked in the order of their ids, by {@code customer_person}. */
    static List<PersonRow> lockPeople(Tx tx, ShopId shop, long one, long other) {
        return tx.list(PersonRow.class, """
                SELECT customer_id, person_id, merged_into
                  FROM customer
                 WHERE shop_id = ?
                   AND person_id IN (SELECT person_id FROM customer WHERE shop_id = ? AND customer_id IN (?, ?))
                 ORDER BY customer_id
                   FOR NO KEY UPDATE
                """, shop.value(), shop.value(), one, other);
    }

    /** @param rows how many the person has now */
    static long merge(Tx tx, ShopId shop, long keep, long absorb, int rows, String actor, Instant now) {
        record Merged(long mergeId) {}
        return tx.get(
                        Merged.class,
                        """
                        WITH absorbed AS (
                            UPDATE customer
                               SET merged_into = CASE WHEN customer_id = ? THEN ? ELSE merged_into END, merged_root = ?
                             WHERE shop_id = ? AND person_id = ?),
                        root AS (
                            UPDATE customer SET person_rows = ? WHERE shop_id = ? AND customer_id = ?)
                        INSERT INTO customer_merge (shop_id, kept_id, absorbed_id, merged_by, merged_at)
                        VALUES (?, ?, ?, ?, ?)
                        RETURNING merge_id
                        """,
                        absorb,
                        keep,
                        keep,
                        shop.value(),
                        absorb,
                        rows,
                        shop.value(),
                        keep,
                        shop.value(),
                        keep,
                        absorb,
                        actor,
                        now)
                .mergeId();
    }

    static Optional<Merge> find(Tx tx, ShopId shop, long mergeId) {
        return tx.find(Merge.class, """
                SELECT * FROM customer_merge WHERE shop_id = ? AND merge_id = ?
                """, shop.value(), mergeId);
    }

    /**
     * @param leaving the absorbed row and those that were merged into it
     * @param root of the person whom they leave, with so many rows left
     */
    static void undo(
            Tx tx, ShopId shop, Merge merge, Set<Long> leaving, long root, int rowsLeft, String actor, Instant now) {
        tx.update(
                """
                WITH released AS (
                    UPDATE customer
                       SET merged_into = CASE WHEN customer_id = ? THEN NULL ELSE merged_into END,
                           merged_root = CASE WHEN customer_id = ? THEN NULL ELSE ? END,
                           person_rows = CASE WHEN customer_id = ? THEN ? ELSE person_rows END
                     WHERE shop_id = ? AND customer_id = ANY (?)),
                root AS (
                    UPDATE customer SET person_rows = ? WHERE shop_id = ? AND customer_id = ?)
                UPDATE customer_merge SET undone_by = ?, undone_at = ? WHERE shop_id = ? AND merge_id = ?
                """,
                merge.absorbedId(),
                merge.absorbedId(),
                merge.absorbedId(),
                merge.absorbedId(),
                leaving.size(),
                shop.value(),
                leaving.toArray(Long[]::new),
                rowsLeft,
                shop.value(),
                root,
                actor,
                now,
                shop.value(),
                merge.mergeId());
    }

    /** Newest first, by {@code customer_person} and {@code customer_merge_of_kept}. */
    static List<Merge> list(Statements statements, ShopId shop, long customerId) {
        return statements.list(Merge.class, """
                SELECT m.*
                  FROM customer c
                  JOIN person_row p ON p.shop_id = c.shop_id AND p.person_id = c.person_id
                  JOIN customer_merge m ON m.shop_id = p.shop_id AND m.kept_id = p.customer_id
                 WHERE c.shop_id = ? AND c.customer_id = ?
                 ORDER BY m.merge_id DESC
                 LIMIT ?
                """, shop.value(), customerId, MOST_LISTED);
    }
}
