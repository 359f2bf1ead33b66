package io.tianguis.catalog;

import io.tianguis.catalog.Catalog.WithOptions;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements on products and their options. */
final class ProductsSql {

    private ProductsSql() {}

    static long insert(Tx tx, ShopId shop, NewProduct product, String webId, Instant now) {
        record Inserted(long productId) {}
        return tx.get(
                        Inserted.class,
                        """
                        WITH made AS (
                            INSERT INTO product (shop_id, web_id, title, description, category_id, status, image_urls,
                                                 created_at, updated_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            RETURNING product_id)
                        INSERT INTO product_list_change (shop_id, list, id, delta)
                        SELECT ?, 'all', product_id, 1
                          FROM made
                        RETURNING id AS product_id
                        """,
                        shop.value(),
                        webId,
                        product.title(),
                        product.description(),
                        product.categoryId(),
                        product.status(),
                        product.imageUrls().toArray(String[]::new),
                        now,
                        now,
                        shop.value())
                .productId();
    }

    static void insertOption(
            Tx tx,
            ShopId shop,
            long productId,
            int position,
            NewOption option,
            String webId,
            Map<String, String> valueWebIds) {
        tx.update(
                """
                WITH option AS (
                    INSERT INTO product_option (shop_id, product_id, position, web_id, name)
                    VALUES (?, ?, ?, ?, ?))
                INSERT INTO product_option_value (shop_id, product_id, option_position, position, web_id, value)
                SELECT ?, ?, ?, v.position, v.web_id, v.value
                  FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS v(value, web_id, position)
                """,
                shop.value(),
                productId,
                position,
                webId,
                option.name(),
                shop.value(),
                productId,
                position,
                option.values().toArray(String[]::new),
                option.values().stream().map(valueWebIds::get).toArray(String[]::new));
    }

    /** @param first the position of the first of the values */
    static void insertValues(
            Tx tx, ShopId shop, long productId, int option, int first, List<String> values, List<String> webIds) {
        tx.update(
                """
                INSERT INTO product_option_value (shop_id, product_id, option_position, position, web_id, value)
                SELECT ?, ?, ?, ? + v.position - 1, v.web_id, v.value
                  FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS v(value, web_id, position)
                """,
                shop.value(),
                productId,
                option,
                first,
                values.toArray(String[]::new),
                webIds.toArray(String[]::new));
    }

    /** Locks a product against whoever changes, extends or deletes it; false when it is not there, or deleted. */
    static boolean lock(Tx tx, ShopId shop, long productId) {
        record Locked(long productId) {}
        return tx.find(Locked.class, """
                        SELECT product_id
                          FROM product
                         WHERE shop_id = ? AND product_id = ? AND deleted_at IS NULL
                           FOR NO KEY UPDATE
                        """, shop.value(), productId).isPresent();
    }

    static void update(Tx tx, ShopId shop, long productId, ProductChange change, Instant now) {
        tx.update(
                """
                UPDATE product
                   SET title = coalesce(?, title),
                       description = CASE WHEN ? THEN ?::text ELSE description END,
                       category_id = CASE WHEN ? THEN ?::bigint ELSE category_id END,
                       status = coalesce(?, status),
                       image_urls = coalesce(?, image_urls),
                       updated_at = ?
                 WHERE shop_id = ? AND product_id = ?
                """,
                change.title().orElse(null),
                change.description().said(),
                change.description().value(),
                change.categoryId().said(),
                change.categoryId().value(),
                change.status().orElse(null),
                change.imageUrls().map(urls -> urls.toArray(String[]::new)).orElse(null),
                now,
                shop.value(),
                productId);
    }

    /** A value of a product's option. */
    record Value(long productId, String optionWebId, String optionName, String webId, String value) {

        OptionValue plain() {
            return new OptionValue(optionWebId, optionName, webId, value);
        }
    }

    /** In the order of the ids given; by {@code product_pk} and {@code product_option_pk}. */
    static List<WithOptions> list(Statements statements, ShopId shop, List<Long> productIds) {
        Long[] ids = productIds.toArray(Long[]::new);
        return statements.together(
                """
                SELECT p.product_id, p.web_id, p.title, p.description,
                       p.category_id, c.name AS category_name, c.web_id AS category_web_id,
                       coalesce(g.name, b.name, c.name) AS root_category_name,
                       coalesce(g.web_id, b.web_id, c.web_id) AS root_category_web_id,
                       p.status, p.image_urls, p.own_images, p.created_at, p.updated_at
                  FROM unnest(?::bigint[]) WITH ORDINALITY AS asked(product_id, position)
                  JOIN product p ON p.shop_id = ? AND p.product_id = asked.product_id
                  LEFT JOIN category c ON c.shop_id = p.shop_id AND c.category_id = p.category_id
                  LEFT JOIN category b ON b.shop_id = c.shop_id AND b.category_id = c.parent_id
                  LEFT JOIN category g ON g.shop_id = b.shop_id AND g.category_id = b.parent_id
                 WHERE p.deleted_at IS NULL
                 ORDER BY asked.position;
                SELECT o.product_id, o.web_id AS option_web_id, o.name AS option_name, x.web_id, x.value
                  FROM product_option o
                  JOIN product_option_value x ON x.shop_id = o.shop_id AND x.product_id = o.product_id
                                             AND x.option_position = o.position
                 WHERE o.shop_id = ? AND o.product_id = ANY (?)
                 ORDER BY o.product_id, o.position, x.position
                """,
                results -> {
                    List<Product> products = results.list(Product.class);
                    Map<Long, List<OptionValue>> values = results.list(Value.class).stream()
                            .collect(Collectors.groupingBy(
                                    Value::productId, Collectors.mapping(Value::plain, Collectors.toList())));
                    return products.stream()
                            .map(product ->
                                    new WithOptions(product, values.getOrDefault(product.productId(), List.of())))
                            .toList();
                },
                ids,
                shop.value(),
                shop.value(),
                ids);
    }

    /** By {@code product_pk}, from the page's block of ids on. */
    static List<Long> page(Statements statements, ShopId shop, long fromId, long skip, int limit) {
        record Found(long productId) {}
        return statements.list(Found.class, """
                        SELECT product_id
                          FROM product
                         WHERE shop_id = ? AND product_id <= ? AND deleted_at IS NULL
                         ORDER BY product_id DESC
                        OFFSET ? LIMIT ?
                        """, shop.value(), fromId, skip, limit).stream()
                .map(Found::productId)
                .toList();
    }

    /** By {@code product_web_id_unique}, else by {@code variant_sku_unique}. */
    static Optional<Long> findId(Statements statements, ShopId shop, String webIdOrSku) {
        record Found(long productId) {}
        return statements
                .find(Found.class, """
                        SELECT product_id
                          FROM (SELECT product_id, 1 AS rank
                                  FROM product
                                 WHERE shop_id = ? AND web_id = ? AND deleted_at IS NULL
                                 UNION ALL
                                SELECT product_id, 2
                                  FROM variant
                                 WHERE shop_id = ? AND sku = ? AND deleted_at IS NULL) AS found
                         ORDER BY rank
                         LIMIT 1
                        """, shop.value(), webIdOrSku, shop.value(), webIdOrSku)
                .map(Found::productId);
    }

    /** A variant of a product, by its option values, deleted or not. */
    record Combination(long variantId, boolean deleted) {}

    /** By {@code variant_combination_unique}. */
    static Optional<Combination> findCombination(Tx tx, ShopId shop, long productId, List<String> valueWebIds) {
        return tx.find(Combination.class, """
                SELECT variant_id, deleted_at IS NOT NULL AS deleted
                  FROM variant
                 WHERE shop_id = ? AND product_id = ? AND option_value_web_ids = ?
                """, shop.value(), productId, valueWebIds.toArray(String[]::new));
    }

    /** How many variants a product has that are not deleted; by {@code variant_combination_unique}. */
    static long countVariants(Tx tx, ShopId shop, long productId) {
        record Counted(long variants) {}
        return tx.get(Counted.class, """
                        SELECT count(*) AS variants
                          FROM variant
                         WHERE shop_id = ? AND product_id = ? AND deleted_at IS NULL
                        """, shop.value(), productId).variants();
    }
}
