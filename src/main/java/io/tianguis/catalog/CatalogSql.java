package io.tianguis.catalog;

import io.tianguis.catalog.Catalog.Listed;
import io.tianguis.catalog.Catalog.Registered;
import io.tianguis.catalog.NewProduct.NewOption;
import io.tianguis.kernel.Change;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements on the catalog's tables. */
final class CatalogSql {

    private CatalogSql() {}

    /**
     * Variants come first and decide by {@code variant_sku_unique} which are new; products follow for those. They are
     * inserted in the order of their SKUs, so that two callers with the same SKUs wait for each other in one direction.
     */
    static List<Registered> register(Tx tx, ShopId shop, List<NewProduct> products, List<String> webIds, Instant now) {
        int count = products.size();
        List<NewVariant> variants =
                products.stream().map(product -> product.variants().getFirst()).toList();
        return tx.list(
                Registered.class,
                """
                WITH asked AS (
                    SELECT nextval(pg_get_serial_sequence('product', 'product_id')) AS product_id,
                           nextval(pg_get_serial_sequence('variant', 'variant_id')) AS variant_id,
                           a.*
                      FROM unnest(?::integer[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                  ?::bigint[], ?::bigint[], ?::numeric[], ?::numeric[], ?::numeric[], ?::numeric[],
                                  ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
                           AS a(index, product_web_id, variant_web_id, title, status, sku, ean,
                                price_cents, wholesale_price_cents, height, width, length, weight,
                                mercado_libre_sku, amazon_sku, tax_product_code, tariff_code, fragile)
                     ORDER BY a.sku),
                saved AS (
                    INSERT INTO variant (shop_id, variant_id, product_id, web_id, sku, ean, price_cents,
                                         wholesale_price_cents, height, width, length, weight, mercado_libre_sku,
                                         amazon_sku, tax_product_code, tariff_code, fragile, created_at, updated_at)
                    SELECT ?, variant_id, product_id, variant_web_id, sku, ean, price_cents,
                           wholesale_price_cents, height, width, length, weight, mercado_libre_sku,
                           amazon_sku, tax_product_code, tariff_code, fragile, ?, ?
                      FROM asked
                        ON CONFLICT (shop_id, sku) WHERE deleted_at IS NULL DO NOTHING
                    RETURNING variant_id),
                named AS (
                    INSERT INTO product (shop_id, product_id, web_id, title, status, created_at, updated_at)
                    SELECT ?, product_id, product_web_id, title, status, ?, ?
                      FROM asked
                      JOIN saved USING (variant_id)),
                listed AS (
                    INSERT INTO item_list_change (shop_id, list, id, delta)
                    SELECT ?, 'all', variant_id, 1
                      FROM saved)
                SELECT index, variant_id
                  FROM asked
                  JOIN saved USING (variant_id)
                 ORDER BY index
                """,
                column(count, index -> index, Integer[]::new),
                column(count, webIds::get, String[]::new),
                column(count, index -> webIds.get(count + index), String[]::new),
                column(count, index -> products.get(index).title(), String[]::new),
                column(count, index -> products.get(index).status(), ProductStatus[]::new),
                column(count, index -> variants.get(index).sku(), String[]::new),
                column(count, index -> variants.get(index).ean(), String[]::new),
                column(count, index -> variants.get(index).priceCents(), Long[]::new),
                column(count, index -> variants.get(index).wholesalePriceCents(), Long[]::new),
                column(count, index -> variants.get(index).dimensions().height(), java.math.BigDecimal[]::new),
                column(count, index -> variants.get(index).dimensions().width(), java.math.BigDecimal[]::new),
                column(count, index -> variants.get(index).dimensions().length(), java.math.BigDecimal[]::new),
                column(count, index -> variants.get(index).dimensions().weight(), java.math.BigDecimal[]::new),
                column(count, index -> variants.get(index).marketplaceSkus().mercadoLibre(), String[]::new),
                column(count, index -> variants.get(index).marketplaceSkus().amazon(), String[]::new),
                column(count, index -> variants.get(index).customs().taxProductCode(), String[]::new),
                column(count, index -> variants.get(index).customs().tariffCode(), String[]::new),
                column(count, index -> variants.get(index).fragile(), Boolean[]::new),
                shop.value(),
                now,
                now,
                shop.value(),
                now,
                now,
                shop.value());
    }

    private static <T> @Nullable T[] column(
            int count, Function<Integer, @Nullable T> value, java.util.function.IntFunction<@Nullable T[]> array) {
        @Nullable T[] values = array.apply(count);
        for (int i = 0; i < count; i++) {
            values[i] = value.apply(i);
        }
        return values;
    }

    static long insertProduct(Tx tx, ShopId shop, NewProduct product, String webId, Instant now) {
        record Inserted(long productId) {}
        return tx.get(
                        Inserted.class,
                        """
                        INSERT INTO product (shop_id, web_id, title, description, category_id, status,
                                             created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        RETURNING product_id
                        """,
                        shop.value(),
                        webId,
                        product.title(),
                        product.description(),
                        product.categoryId(),
                        product.status(),
                        now,
                        now)
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

    static long insertVariant(
            Tx tx,
            ShopId shop,
            long productId,
            NewVariant variant,
            List<String> combination,
            String webId,
            Instant now) {
        record Inserted(long variantId) {}
        return tx.get(
                        Inserted.class,
                        """
                        WITH made AS (
                            INSERT INTO variant (shop_id, product_id, web_id, option_value_web_ids, option_name, sku,
                                                 ean, price_cents, wholesale_price_cents, image_url, page_url,
                                                 height, width, length, weight, mercado_libre_sku, amazon_sku,
                                                 tax_product_code, tariff_code, fragile, created_at, updated_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            RETURNING variant_id)
                        INSERT INTO item_list_change (shop_id, list, id, delta)
                        SELECT ?, 'all', variant_id, 1
                          FROM made
                        RETURNING id AS variant_id
                        """,
                        shop.value(),
                        productId,
                        webId,
                        combination.toArray(String[]::new),
                        combination.isEmpty() ? null : String.join("/", variant.optionValues()),
                        variant.sku(),
                        variant.ean(),
                        variant.priceCents(),
                        variant.wholesalePriceCents(),
                        variant.imageUrl(),
                        variant.pageUrl(),
                        variant.dimensions().height(),
                        variant.dimensions().width(),
                        variant.dimensions().length(),
                        variant.dimensions().weight(),
                        variant.marketplaceSkus().mercadoLibre(),
                        variant.marketplaceSkus().amazon(),
                        variant.customs().taxProductCode(),
                        variant.customs().tariffCode(),
                        variant.fragile(),
                        now,
                        now,
                        shop.value())
                .variantId();
    }

    /** By {@code variant_web_id_unique}. */
    static Optional<Long> updateVariant(Tx tx, ShopId shop, String webId, VariantChange change, Instant now) {
        return updateVariant(tx, shop, "web_id", webId, change, now);
    }

    /** By {@code variant_pk}. */
    static Optional<Long> updateVariant(Tx tx, ShopId shop, long variantId, VariantChange change, Instant now) {
        return updateVariant(tx, shop, "variant_id", variantId, change, now);
    }

    /** The title is the product's: the variant is locked before it, as in {@link #deleteVariant}. */
    private static Optional<Long> updateVariant(
            Tx tx, ShopId shop, String keyColumn, Object key, VariantChange change, Instant now) {
        record Updated(long variantId) {}
        return tx.find(Updated.class, """
                        WITH changed AS (
                            UPDATE variant
                               SET price_cents = coalesce(?, price_cents),
                                   wholesale_price_cents = CASE WHEN ? THEN ?::bigint ELSE wholesale_price_cents END,
                                   sku = coalesce(?, sku),
                                   page_url = CASE WHEN ? THEN ?::text ELSE page_url END,
                                   image_url = CASE WHEN ? THEN ?::text ELSE image_url END,
                                   ean = CASE WHEN ? THEN ?::text ELSE ean END,
                                   height = CASE WHEN ? THEN ?::numeric ELSE height END,
                                   width = CASE WHEN ? THEN ?::numeric ELSE width END,
                                   length = CASE WHEN ? THEN ?::numeric ELSE length END,
                                   weight = CASE WHEN ? THEN ?::numeric ELSE weight END,
                                   mercado_libre_sku = CASE WHEN ? THEN ?::text ELSE mercado_libre_sku END,
                                   amazon_sku = CASE WHEN ? THEN ?::text ELSE amazon_sku END,
                                   tax_product_code = CASE WHEN ? THEN ?::text ELSE tax_product_code END,
                                   tariff_code = CASE WHEN ? THEN ?::text ELSE tariff_code END,
                                   fragile = CASE WHEN ? THEN ?::boolean ELSE fragile END,
                                   updated_at = ?
                             WHERE shop_id = ? AND %s = ? AND deleted_at IS NULL
                            RETURNING variant_id, product_id),
                        titled AS (
                            UPDATE product p
                               SET title = said.title, updated_at = ?
                              FROM changed, (SELECT ?::text AS title) said
                             WHERE p.shop_id = ? AND p.product_id = changed.product_id AND said.title IS NOT NULL)
                        SELECT variant_id FROM changed
                        """.formatted(keyColumn), values(change, now, shop, key))
                .map(Updated::variantId);
    }

    private static @Nullable Object[] values(VariantChange change, Instant now, ShopId shop, Object key) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(change.priceCents().orElse(null));
        add(values, change.wholesalePriceCents());
        values.add(change.sku().orElse(null));
        add(values, change.pageUrl());
        add(values, change.imageUrl());
        VariantChange.Particulars particulars = change.particulars();
        add(values, particulars.ean());
        add(values, particulars.height());
        add(values, particulars.width());
        add(values, particulars.length());
        add(values, particulars.weight());
        add(values, particulars.mercadoLibreSku());
        add(values, particulars.amazonSku());
        add(values, particulars.taxProductCode());
        add(values, particulars.tariffCode());
        add(values, particulars.fragile());
        values.add(now);
        values.add(shop.value());
        values.add(key);
        values.add(now);
        values.add(particulars.title().orElse(null));
        values.add(shop.value());
        return values.toArray();
    }

    private static void add(List<@Nullable Object> values, Change<?> change) {
        values.add(change.said());
        values.add(change.value());
    }

    /**
     * The product of a variant that is deleted.
     *
     * @param deletedNow false when it was deleted before
     */
    record Deleted(long productId, boolean deletedNow) {}

    /** Marks a variant as deleted and takes it from the list; by {@code variant_pk}. */
    static Optional<Deleted> deleteVariant(Tx tx, ShopId shop, long variantId, Instant now) {
        return tx.find(Deleted.class, """
                WITH gone AS (
                    UPDATE variant
                       SET deleted_at = ?, updated_at = ?
                     WHERE shop_id = ? AND variant_id = ? AND deleted_at IS NULL
                    RETURNING variant_id),
                listed AS (
                    INSERT INTO item_list_change (shop_id, list, id, delta)
                    SELECT ?, 'all', variant_id, -1
                      FROM gone)
                SELECT product_id, EXISTS (SELECT FROM gone) AS deleted_now
                  FROM variant
                 WHERE shop_id = ? AND variant_id = ?
                """, now, now, shop.value(), variantId, shop.value(), shop.value(), variantId);
    }

    /**
     * Marks a product as deleted when no variant of it is left. Its row is locked by a statement of its own before, so that
     * of two callers who delete its last two variants the second one sees what the first one did.
     */
    static void deleteEmptyProduct(Tx tx, ShopId shop, long productId, Instant now) {
        record Locked(long productId) {}
        tx.run(
                Query.list(
                        Locked.class,
                        "SELECT product_id FROM product WHERE shop_id = ? AND product_id = ? FOR UPDATE",
                        shop.value(),
                        productId),
                Query.update("""
                        UPDATE product p
                           SET deleted_at = ?, updated_at = ?
                         WHERE p.shop_id = ?
                           AND p.product_id = ?
                           AND NOT EXISTS (
                               SELECT FROM variant v
                                WHERE v.shop_id = p.shop_id AND v.product_id = p.product_id AND v.deleted_at IS NULL)
                        """, now, now, shop.value(), productId),
                (locked, deleted) -> deleted);
    }

    /** By {@code variant_pk}, from the page's block of ids on; the products only of the variants of the page. */
    static List<Listed> list(Statements statements, ShopId shop, long fromId, long skip, int limit) {
        return statements.list(Listed.class, """
                SELECT page.variant_id, p.description
                  FROM (SELECT variant_id, product_id
                          FROM variant
                         WHERE shop_id = ? AND variant_id <= ? AND deleted_at IS NULL
                         ORDER BY variant_id DESC
                        OFFSET ? LIMIT ?) page
                  JOIN product p ON p.shop_id = ? AND p.product_id = page.product_id
                 ORDER BY page.variant_id DESC
                """, shop.value(), fromId, skip, limit, shop.value());
    }

    /** By {@code variant_sku_unique}. */
    static Optional<String> findWebId(Statements statements, ShopId shop, String sku) {
        record Found(String webId) {}
        return statements
                .find(
                        Found.class,
                        "SELECT web_id FROM variant WHERE shop_id = ? AND sku = ? AND deleted_at IS NULL",
                        shop.value(),
                        sku)
                .map(Found::webId);
    }

    record Picture(long variantId, String imageUrl) {}

    /** By {@code variant_pk}; deleted variants too. */
    static List<Picture> pictures(Statements statements, ShopId shop, Set<Long> variantIds) {
        return statements.list(Picture.class, """
                SELECT variant_id, image_url
                  FROM variant
                 WHERE shop_id = ? AND variant_id = ANY (?) AND image_url IS NOT NULL
                """, shop.value(), variantIds.toArray(Long[]::new));
    }

    static List<OptionValue> optionValues(Statements statements, ShopId shop, long productId) {
        return statements.list(OptionValue.class, """
                SELECT o.web_id AS option_web_id, o.name AS option_name, x.web_id, x.value
                  FROM product_option o
                  JOIN product_option_value x ON x.shop_id = o.shop_id AND x.product_id = o.product_id
                                             AND x.option_position = o.position
                 WHERE o.shop_id = ? AND o.product_id = ?
                 ORDER BY o.position, x.position
                """, shop.value(), productId);
    }

    static Optional<Product> findProduct(Statements statements, ShopId shop, long productId) {
        return statements.find(Product.class, """
                SELECT p.product_id, p.web_id, p.title, p.description,
                       p.category_id, c.name AS category_name, c.web_id AS category_web_id,
                       coalesce(g.name, b.name, c.name) AS root_category_name,
                       coalesce(g.web_id, b.web_id, c.web_id) AS root_category_web_id,
                       p.status, p.created_at, p.updated_at
                  FROM product p
                  LEFT JOIN category c ON c.shop_id = p.shop_id AND c.category_id = p.category_id
                  LEFT JOIN category b ON b.shop_id = c.shop_id AND b.category_id = c.parent_id
                  LEFT JOIN category g ON g.shop_id = b.shop_id AND g.category_id = b.parent_id
                 WHERE p.shop_id = ? AND p.product_id = ? AND p.deleted_at IS NULL
                """, shop.value(), productId);
    }

    /** By {@code product_web_id_unique}, else by {@code variant_sku_unique}. */
    static Optional<Long> findProductId(Statements statements, ShopId shop, String webIdOrSku) {
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

    static long insertCategory(Tx tx, ShopId shop, @Nullable Long parentId, String name, String webId, Instant now) {
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
    static Optional<Long> findCategory(Tx tx, ShopId shop, @Nullable Long parentId, String name) {
        record Found(long categoryId) {}
        return tx.find(Found.class, """
                        SELECT category_id
                          FROM category
                         WHERE shop_id = ? AND parent_id IS NOT DISTINCT FROM ? AND name = ?
                         ORDER BY position
                         LIMIT 1
                        """, shop.value(), parentId, name).map(Found::categoryId);
    }
}
