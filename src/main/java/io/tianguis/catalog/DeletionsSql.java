package io.tianguis.catalog;

import io.tianguis.catalog.Catalog.DeletedVariant;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements that delete. Rows are locked in the order product, variants by id; what depends on a lock is asked for by
 * the statement after it, which sees what the one that was waited for did.
 */
final class DeletionsSql {

    private DeletionsSql() {}

    record Gone(
            long variantId,
            long productId,
            String webId,
            String name,
            @Nullable String sku) {

        DeletedVariant plain() {
            return new DeletedVariant(variantId, productId, webId, name, sku);
        }
    }

    /** Marks a variant as deleted and takes it from the list; by {@code variant_pk}. */
    static Optional<DeletedVariant> deleteVariant(Tx tx, ShopId shop, long variantId, Instant now) {
        record Locked(long productId) {}
        return tx
                .run(
                        Query.list(Locked.class, """
                                SELECT p.product_id
                                  FROM variant v
                                  JOIN product p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
                                 WHERE v.shop_id = ? AND v.variant_id = ?
                                   FOR NO KEY UPDATE OF p
                                """, shop.value(), variantId),
                        Query.list(Gone.class, """
                                WITH gone AS (
                                    UPDATE variant
                                       SET deleted_at = ?, updated_at = ?
                                     WHERE shop_id = ? AND variant_id = ? AND deleted_at IS NULL
                                    RETURNING variant_id, product_id, web_id, option_name, sku),
                                listed AS (
                                    INSERT INTO item_list_change (shop_id, list, id, delta)
                                    SELECT ?, 'all', variant_id, -1
                                      FROM gone)
                                SELECT gone.variant_id, gone.product_id, gone.web_id, gone.sku,
                                       concat_ws(' ', p.title, gone.option_name) AS name
                                  FROM gone
                                  JOIN product p ON p.shop_id = ? AND p.product_id = gone.product_id
                                """, now, now, shop.value(), variantId, shop.value(), shop.value()),
                        (locked, gone) -> gone)
                .stream()
                .map(Gone::plain)
                .findAny();
    }

    /** Marks a product, which the caller has locked, as deleted when no variant of it is left. */
    static void deleteEmptyProduct(Tx tx, ShopId shop, long productId, Instant now) {
        tx.update("""
                WITH gone AS (
                    UPDATE product p
                       SET deleted_at = ?, updated_at = ?
                     WHERE p.shop_id = ?
                       AND p.product_id = ?
                       AND p.deleted_at IS NULL
                       AND NOT EXISTS (
                           SELECT FROM variant v
                            WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL)
                    RETURNING p.product_id)
                INSERT INTO product_list_change (shop_id, list, id, delta)
                SELECT ?, 'all', product_id, -1
                  FROM gone
                """, now, now, shop.value(), productId, shop.value());
    }

    /** Marks a product, which the caller has locked, and its variants as deleted; answers these, in the order of their ids. */
    static List<Long> deleteProduct(Tx tx, ShopId shop, long productId, Instant now) {
        record Gone(long variantId) {}
        return tx
                .list(
                        Gone.class,
                        """
                        WITH product_gone AS (
                            UPDATE product
                               SET deleted_at = ?, updated_at = ?
                             WHERE shop_id = ? AND product_id = ?
                            RETURNING product_id),
                        product_listed AS (
                            INSERT INTO product_list_change (shop_id, list, id, delta)
                            SELECT ?, 'all', product_id, -1
                              FROM product_gone),
                        ordered AS (
                            SELECT variant_id
                              FROM variant
                             WHERE shop_id = ? AND product_id = ? AND deleted_at IS NULL
                             ORDER BY variant_id
                               FOR NO KEY UPDATE),
                        gone AS (
                            UPDATE variant v
                               SET deleted_at = ?, updated_at = ?
                              FROM ordered
                             WHERE v.shop_id = ? AND v.variant_id = ordered.variant_id
                            RETURNING v.variant_id),
                        listed AS (
                            INSERT INTO item_list_change (shop_id, list, id, delta)
                            SELECT ?, 'all', variant_id, -1
                              FROM gone)
                        SELECT variant_id FROM gone ORDER BY variant_id
                        """,
                        now,
                        now,
                        shop.value(),
                        productId,
                        shop.value(),
                        shop.value(),
                        productId,
                        now,
                        now,
                        shop.value(),
                        shop.value())
                .stream()
                .map(Gone::variantId)
                .toList();
    }

    /**
     * Deletes the row of a variant that is in nobody's use. Whoever is just now writing a line that names it holds its key,
     * and is not waited for: it has a use then.
     */
    static boolean erase(Tx tx, ShopId shop, long variantId) {
        record Locked(long variantId) {}
        boolean locked = tx.find(
                        Locked.class,
                        "SELECT variant_id FROM variant WHERE shop_id = ? AND variant_id = ? FOR UPDATE SKIP LOCKED",
                        shop.value(),
                        variantId)
                .isPresent();
        return locked && tx.update("""
                        DELETE FROM variant v
                         WHERE v.shop_id = ?
                           AND v.variant_id = ?
                           AND NOT EXISTS (
                               SELECT FROM variant_in_use u WHERE u.shop_id = v.shop_id AND u.variant_id = v.variant_id)
                        """, shop.value(), variantId) == 1;
    }
}
