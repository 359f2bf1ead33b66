package io.tianguis.catalog;

import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on the tree of categories. */
final class CategoriesSql {

    private CategoriesSql() {}

    static long insert(Tx tx, ShopId shop, @Nullable Long parentId, String name, String webId, Instant now) {
        record Inserted(long categoryId) {}
        return tx.get(Inserted.class, """
                        INSERT INTO category (shop_id, parent_id, web_id, position, name, created_at, updated_at)
                        VALUES (?, ?, ?,
                                1 + (SELECT coalesce(max(position), 0) FROM category
                                      WHERE shop_id = ? AND parent_id IS NOT DISTINCT FROM ?),
                                ?, ?, ?)
                        RETURNING category_id
                        """, shop.value(), parentId, webId, shop.value(), parentId, name, now, now)
                .categoryId();
    }

    /** Every category of the shop is looked at, by {@code category_pk}: a shop has some hundreds. */
    static Optional<Long> find(Tx tx, ShopId shop, @Nullable Long parentId, String name) {
        record Found(long categoryId) {}
        return tx.find(Found.class, """
                        SELECT category_id
                          FROM category
                         WHERE shop_id = ? AND parent_id IS NOT DISTINCT FROM ? AND name = ?
                         ORDER BY position
                         LIMIT 1
                        """, shop.value(), parentId, name).map(Found::categoryId);
    }

    /** By {@code category_web_id_unique}. */
    static Optional<Long> findByWebId(Statements statements, ShopId shop, String webId) {
        record Found(long categoryId) {}
        return statements
                .find(
                        Found.class,
                        "SELECT category_id FROM category WHERE shop_id = ? AND web_id = ?",
                        shop.value(),
                        webId)
                .map(Found::categoryId);
    }

    /** By {@code category_pk}, and sorted. */
    static List<Category> list(Statements statements, ShopId shop) {
        return statements.list(Category.class, """
                SELECT category_id, parent_id, web_id, name
                  FROM category
                 WHERE shop_id = ?
                 ORDER BY position, category_id
                 LIMIT ?
                """, shop.value(), Category.MOST);
    }
}
