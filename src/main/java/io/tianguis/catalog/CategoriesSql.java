package io.tianguis.catalog;

import io.tianguis.catalog.Categories.Tree;
import io.tianguis.catalog.CategoryTree.Place;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements on the tree of categories. */
final class CategoriesSql {

    private static final String COLUMNS =
            "category_id, parent_id, web_id, level, position, name, is_default, created_at, updated_at";

    private CategoriesSql() {}

    /** Holds the shop's tree against other changes. The statements after it see what the change before it did. */
    static void lock(Tx tx, ShopId shop) {
        tx.update("""
                INSERT INTO category_tree AS t (shop_id, version, categories)
                VALUES (?, 1, 0)
                    ON CONFLICT (shop_id) DO UPDATE SET version = t.version + 1
                """, shop.value());
    }

    /** The caller holds the tree. */
    static Category insert(
            Tx tx, ShopId shop, @Nullable Long parentId, int level, String name, String webId, Instant now) {
        return tx.get(
                Category.class,
                """
                WITH counted AS (
                    UPDATE category_tree SET categories = categories + 1 WHERE shop_id = ?)
                INSERT INTO category (shop_id, parent_id, level, web_id, position, name, created_at, updated_at)
                VALUES (?, ?, ?, ?,
                        1 + (SELECT coalesce(max(position), 0) FROM category
                              WHERE shop_id = ? AND parent_id IS NOT DISTINCT FROM ?),
                        ?, ?, ?)
                RETURNING %s
                """.formatted(COLUMNS),
                shop.value(),
                shop.value(),
                parentId,
                level,
                webId,
                shop.value(),
                parentId,
                name,
                now,
                now);
    }

    static Category rename(Tx tx, ShopId shop, long categoryId, String name, Instant now) {
        return tx.get(Category.class, """
                UPDATE category
                   SET name = ?, updated_at = ?
                 WHERE shop_id = ? AND category_id = ?
                RETURNING %s
                """.formatted(COLUMNS), name, now, shop.value(), categoryId);
    }

    /** By {@code category_default_unique}, which two statements must not break in between. */
    static Category makeDefault(Tx tx, ShopId shop, long categoryId, Instant now) {
        tx.update("""
                UPDATE category
                   SET is_default = false, updated_at = ?
                 WHERE shop_id = ? AND is_default AND category_id <> ?
                """, now, shop.value(), categoryId);
        return tx.get(Category.class, """
                UPDATE category
                   SET is_default = true, updated_at = CASE WHEN is_default THEN updated_at ELSE ? END
                 WHERE shop_id = ? AND category_id = ?
                RETURNING %s
                """.formatted(COLUMNS), now, shop.value(), categoryId);
    }

    /** One statement for all places, since the rows are only together a tree. */
    static void place(Tx tx, ShopId shop, List<Place> places, Instant now) {
        tx.update(
                """
                UPDATE category c
                   SET parent_id = p.parent_id, level = p.level, position = p.position, updated_at = ?
                  FROM unnest(?::bigint[], ?::bigint[], ?::integer[], ?::integer[])
                       AS p(category_id, parent_id, level, position)
                 WHERE c.shop_id = ?
                   AND c.category_id = p.category_id
                   AND (c.parent_id, c.level, c.position) IS DISTINCT FROM (p.parent_id, p.level, p.position)
                """,
                now,
                places.stream().map(Place::categoryId).toArray(Long[]::new),
                places.stream().map(Place::parentId).toArray(Long[]::new),
                places.stream().map(Place::level).toArray(Integer[]::new),
                places.stream().map(Place::position).toArray(Integer[]::new),
                shop.value());
    }

    /** Keeps products from entering a category until the end of the transaction. */
    static void hold(Tx tx, ShopId shop, long categoryId) {
        record Held(long categoryId) {}
        tx.list(
                Held.class,
                "SELECT category_id FROM category WHERE shop_id = ? AND category_id = ? FOR UPDATE",
                shop.value(),
                categoryId);
    }

    /** Moves some of the products of a category, deleted ones too; by {@code product_of_category}. */
    static int moveProducts(Tx tx, ShopId shop, long categoryId, @Nullable Long heir, int most, Instant now) {
        return tx.update("""
                WITH moved AS (
                    SELECT product_id
                      FROM product
                     WHERE shop_id = ? AND category_id = ?
                     ORDER BY product_id
                     LIMIT ?
                       FOR NO KEY UPDATE)
                UPDATE product p
                   SET category_id = ?, updated_at = ?
                  FROM moved
                 WHERE p.shop_id = ? AND p.product_id = moved.product_id
                """, shop.value(), categoryId, most, heir, now, shop.value());
    }

    /** The caller holds the tree. */
    static void delete(Tx tx, ShopId shop, long categoryId) {
        tx.update("""
                WITH counted AS (
                    UPDATE category_tree SET categories = categories - 1 WHERE shop_id = ?)
                DELETE FROM category
                 WHERE shop_id = ? AND category_id = ?
                """, shop.value(), shop.value(), categoryId);
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

    /** By {@code category_pk}. */
    static Optional<Category> find(Statements statements, ShopId shop, long categoryId) {
        return statements.find(
                Category.class,
                "SELECT %s FROM category WHERE shop_id = ? AND category_id = ?".formatted(COLUMNS),
                shop.value(),
                categoryId);
    }

    /** By {@code category_position_unique}. */
    static List<Category> roots(Statements statements, ShopId shop) {
        return statements.list(Category.class, """
                SELECT %s
                  FROM category
                 WHERE shop_id = ? AND parent_id IS NULL
                 ORDER BY position
                 LIMIT ?
                """.formatted(COLUMNS), shop.value(), Category.MOST);
    }

    /** By {@code category_pk}, and sorted. */
    static List<Category> list(Statements statements, ShopId shop) {
        return statements.list(Category.class, """
                SELECT %s
                  FROM category
                 WHERE shop_id = ?
                 ORDER BY position, category_id
                 LIMIT ?
                """.formatted(COLUMNS), shop.value(), Category.MOST);
    }

    /** A row of the tree: the version, and a category or none. */
    record Row(
            long version,
            @Nullable Long categoryId,
            @Nullable Long parentId,
            @Nullable String webId,
            @Nullable Integer level,
            @Nullable Integer position,
            @Nullable String name,
            @Nullable Boolean isDefault,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {

        Category category() {
            return new Category(
                    Objects.requireNonNull(categoryId),
                    parentId,
                    Objects.requireNonNull(webId),
                    Objects.requireNonNull(level),
                    Objects.requireNonNull(position),
                    Objects.requireNonNull(name),
                    Objects.requireNonNull(isDefault),
                    Objects.requireNonNull(createdAt),
                    Objects.requireNonNull(updatedAt));
        }
    }

    /**
     * One statement, so that version and categories are of one moment. Categories are looked for only where the version is
     * another; {@code OFFSET 0} keeps that question in front of the rows.
     */
    static Optional<Tree> treeUnless(Statements statements, ShopId shop, long version) {
        List<Row> rows = statements.list(Row.class, """
                SELECT t.version, c.*
                  FROM category_tree t
                  LEFT JOIN LATERAL (
                       SELECT %s
                         FROM category
                        WHERE shop_id = t.shop_id AND t.version <> ?
                        ORDER BY position, category_id
                        LIMIT ?
                       OFFSET 0) c ON true
                 WHERE t.shop_id = ?
                """.formatted(COLUMNS), version, Category.MOST, shop.value());
        long found = rows.isEmpty() ? 0 : rows.getFirst().version();
        return found == version
                ? Optional.empty()
                : Optional.of(new Tree(
                        found,
                        rows.stream()
                                .filter(row -> row.categoryId() != null)
                                .map(Row::category)
                                .toList()));
    }
}
