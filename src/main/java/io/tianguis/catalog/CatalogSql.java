package io.tianguis.catalog;

import io.tianguis.catalog.Catalog.Listed;
import io.tianguis.catalog.Catalog.Registered;
import io.tianguis.kernel.Change;
import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements on variants. */
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
                      JOIN saved USING (variant_id)
                    RETURNING product_id),
                named_listed AS (
                    INSERT INTO product_list_change (shop_id, list, id, delta)
                    SELECT ?, 'all', product_id, 1
                      FROM named),
                listed AS (
                    INSERT INTO item_list_change (shop_id, list, id, delta)
                    SELECT ?, 'all', variant_id, 1
                      FROM saved)
                SELECT index, product_id, variant_id
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
                shop.value(),
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

    /** Makes a deleted variant, whose product the caller has locked, what the new one is; by {@code variant_pk}. */
    static void bringBack(Tx tx, ShopId shop, long variantId, NewVariant variant, Instant now) {
        tx.update(
                """
                WITH back AS (
                    UPDATE variant
                       SET sku = ?, ean = ?, price_cents = ?, wholesale_price_cents = ?, image_url = ?, page_url = ?,
                           height = ?, width = ?, length = ?, weight = ?, mercado_libre_sku = ?, amazon_sku = ?,
                           tax_product_code = ?, tariff_code = ?, fragile = ?, updated_at = ?, deleted_at = NULL
                     WHERE shop_id = ? AND variant_id = ?
                    RETURNING variant_id)
                INSERT INTO item_list_change (shop_id, list, id, delta)
                SELECT ?, 'all', variant_id, 1
                  FROM back
                """,
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
                shop.value(),
                variantId,
                shop.value());
    }

    record Updated(long variantId, long productId) {}

    /** By {@code variant_web_id_unique}. */
    static Optional<Updated> updateVariant(Tx tx, ShopId shop, String webId, VariantChange change, Instant now) {
        return updateVariant(tx, shop, "web_id", webId, change, now);
    }

    /** By {@code variant_pk}. */
    static Optional<Updated> updateVariant(Tx tx, ShopId shop, long variantId, VariantChange change, Instant now) {
        return updateVariant(tx, shop, "variant_id", variantId, change, now);
    }

    /** The product, whose title it is and which lists show with a price, is locked before the variant, as everywhere. */
    private static Optional<Updated> updateVariant(
            Tx tx, ShopId shop, String keyColumn, Object key, VariantChange change, Instant now) {
        record Locked(long productId) {}
        Query<List<Updated>> update = update(shop, keyColumn, key, change, now);
        List<Updated> updated = change.isSeenInLists()
                ? tx.run(
                        Query.list(Locked.class, """
                                SELECT p.product_id
                                  FROM variant v
                                  JOIN product p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
                                 WHERE v.shop_id = ? AND v.%s = ?
                                   FOR NO KEY UPDATE OF p
                                """.formatted(keyColumn), shop.value(), key),
                        update,
                        (locked, made) -> made)
                : tx.run(update);
        return updated.stream().findAny();
    }

    private static Query<List<Updated>> update(
            ShopId shop, String keyColumn, Object key, VariantChange change, Instant now) {
        return Query.list(Updated.class, """
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
                        SELECT variant_id, product_id FROM changed
                        """.formatted(keyColumn), values(change, now, shop, key));
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

    /** By {@code variant_pk}, from the page's block of ids on; the products only of the variants of the page. */
    static List<Listed> list(Statements statements, ShopId shop, long fromId, long skip, int limit) {
        return statements.list(Listed.class, """
                SELECT page.variant_id, p.description, p.image_urls
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
}
