package io.tianguis.catalog;

import io.tianguis.platform.images.Image;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on the pictures of products; all by {@code product_pk}. */
final class ProductImagesSql {

    record Own(List<String> ownImages) {}

    private ProductImagesSql() {}

    static Optional<List<String>> find(Statements statements, ShopId shop, long productId) {
        return statements.find(Own.class, """
                        SELECT own_images
                          FROM product
                         WHERE shop_id = ? AND product_id = ? AND deleted_at IS NULL
                        """, shop.value(), productId).map(Own::ownImages);
    }

    static Optional<List<String>> lock(Tx tx, ShopId shop, long productId) {
        return tx.find(Own.class, """
                        SELECT own_images
                          FROM product
                         WHERE shop_id = ? AND product_id = ? AND deleted_at IS NULL
                           FOR NO KEY UPDATE
                        """, shop.value(), productId).map(Own::ownImages);
    }

    static void append(Tx tx, ShopId shop, long productId, Image image, Instant now) {
        tx.update("""
                UPDATE product
                   SET own_images = array_append(own_images, ?), updated_at = ?
                 WHERE shop_id = ? AND product_id = ?
                """, image.toString(), now, shop.value(), productId);
    }

    static void remove(Tx tx, ShopId shop, long productId, Image image, Instant now) {
        tx.update("""
                UPDATE product
                   SET own_images = array_remove(own_images, ?), updated_at = ?
                 WHERE shop_id = ? AND product_id = ?
                """, image.toString(), now, shop.value(), productId);
    }
}
