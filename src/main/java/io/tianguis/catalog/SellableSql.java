package io.tianguis.catalog;

import io.tianguis.platform.sql.Query;
import io.tianguis.shops.ShopId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements that tell what orders keep of variants. */
final class SellableSql {

    /** The options only of the few variants that have some. */
    private static final String KEPT = """
            v.variant_id, v.product_id, v.sku, v.ean, p.title, v.price_cents,
            ARRAY(SELECT o.name
                    FROM unnest(v.option_value_web_ids) WITH ORDINALITY AS chosen(web_id, position)
                    JOIN product_option o ON o.shop_id = v.shop_id AND o.product_id = v.product_id
                                         AND o.position = chosen.position
                   ORDER BY chosen.position) AS option_names,
            ARRAY(SELECT x.value
                    FROM unnest(v.option_value_web_ids) WITH ORDINALITY AS chosen(web_id, position)
                    JOIN product_option_value x ON x.shop_id = v.shop_id AND x.web_id = chosen.web_id
                   ORDER BY chosen.position) AS option_values
            """;

    private static final String BY_SKU = """
            SELECT %s
              FROM variant v
              JOIN product p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
             WHERE v.shop_id = ? AND v.sku = ANY (?) AND v.deleted_at IS NULL AND p.deleted_at IS NULL
            """.formatted(KEPT);

    private SellableSql() {}

    /** By {@code variant_sku_unique}. */
    static Query<List<Sellable>> bySku(ShopId shop, Set<String> skus) {
        return Query.list(Sellable.class, BY_SKU, shop.value(), skus.toArray(String[]::new));
    }

    /** By {@code variant_pk}. */
    static Query<List<Sellable>> offered(ShopId shop, Set<Long> variantIds) {
        return Query.list(Sellable.class, """
                SELECT %s
                  FROM variant v
                  JOIN product p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
                 WHERE v.shop_id = ? AND v.variant_id = ANY (?) AND v.deleted_at IS NULL AND p.deleted_at IS NULL
                   AND p.status = 'active'
                """.formatted(KEPT), shop.value(), variantIds.toArray(Long[]::new));
    }

    /**
     * By {@code variant_web_id_unique}, or by {@code product_web_id_unique} and {@code variant_combination_unique}, whose
     * second column is the product.
     */
    static Query<List<NamedSellable>> byWebId(ShopId shop, Set<String> webIds) {
        record Row(
                String webId,
                long variantId,
                long productId,
                @Nullable String sku,
                @Nullable String ean,
                String title,
                long priceCents,
                List<String> optionNames,
                List<String> optionValues,
                @Nullable String imageUrl) {}
        String[] asked = webIds.toArray(String[]::new);
        return Query.list(Row.class, """
                        WITH named AS (
                            SELECT web_id, variant_id
                              FROM variant
                             WHERE shop_id = ? AND web_id = ANY (?) AND deleted_at IS NULL
                             UNION ALL
                            SELECT p.web_id, v.variant_id
                              FROM product p
                              JOIN variant v ON v.shop_id = p.shop_id AND v.product_id = p.product_id
                             WHERE p.shop_id = ? AND p.web_id = ANY (?) AND v.deleted_at IS NULL)
                        SELECT named.web_id, v.image_url, %s
                          FROM named
                          JOIN variant v ON v.shop_id = ? AND v.variant_id = named.variant_id
                          JOIN product p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
                         WHERE p.deleted_at IS NULL
                        """.formatted(KEPT), shop.value(), asked, shop.value(), asked, shop.value())
                .map(rows -> rows.stream()
                        .map(row -> new NamedSellable(
                                row.webId(),
                                new Sellable(
                                        row.variantId(),
                                        row.productId(),
                                        row.sku(),
                                        row.ean(),
                                        row.title(),
                                        row.priceCents(),
                                        row.optionNames(),
                                        row.optionValues()),
                                row.imageUrl()))
                        .toList());
    }
}
