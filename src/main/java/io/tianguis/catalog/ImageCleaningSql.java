package io.tianguis.catalog;

import io.tianguis.platform.images.Image;
import io.tianguis.platform.sql.NamedLock;
import io.tianguis.platform.sql.Statements;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that tell which pictures something of a shop still names. Whoever keeps a picture and then names it, and
 * whoever throws away what nothing names, hold one lock of the shop, in the same transaction.
 */
final class ImageCleaningSql {

    private static final NamedLock LOCK = new NamedLock("image_files");

    private static final int DIGEST_BYTES = 32;

    private ImageCleaningSql() {}

    /** What the folder of this database's pictures is marked with. */
    static String owner(Statements statements) {
        record Folder(String owner) {}
        return statements
                .get(Folder.class, "SELECT owner::text FROM image_folder")
                .owner();
    }

    /** Until the transaction ends, no picture of the shop is thrown away; several may hold it at once. */
    static void holdForNaming(Tx tx, ShopId shop) {
        tx.run(LOCK.share(shop.value()));
    }

    /** Until the transaction ends, no picture of the shop is kept and named; false when somebody is about to. */
    static boolean holdForCleaning(Tx tx, ShopId shop) {
        return LOCK.tryTake(tx, shop.value());
    }

    /** Which of some pictures are named; by {@code product_with_own_images} and {@code image_copy_file}. */
    static Set<String> named(Tx tx, ShopId shop, Collection<String> hashes) {
        record Named(String hash) {}
        String[] asked = hashes.toArray(String[]::new);
        return tx.list(Named.class, """
                        SELECT left(own.image, 32) AS hash
                          FROM product p
                         CROSS JOIN LATERAL unnest(p.own_images) AS own(image)
                         WHERE p.shop_id = ? AND p.own_images <> '{}' AND p.deleted_at IS NULL
                           AND left(own.image, 32) = ANY (?)
                         UNION
                        SELECT left(image, 32)
                          FROM image_copy
                         WHERE shop_id = ? AND left(image, 32) = ANY (?) AND image IS NOT NULL
                        """, shop.value(), asked, shop.value(), asked).stream()
                .map(Named::hash)
                .collect(Collectors.toSet());
    }

    /**
     * Forgets the copies from a part of the shop's addresses that no product or variant names any more, those included that
     * were never to be had; by {@code image_copy_pk}, and a walk over what the shop's catalog names.
     *
     * @param first the first byte of the addresses' digests
     */
    static List<Image> forgetCopies(Statements statements, ShopId shop, int first) {
        record Forgotten(String image) {}
        return statements.list(Forgotten.class, """
                        WITH forgotten AS (
                            DELETE FROM image_copy c
                             WHERE c.shop_id = ? AND c.address_hash BETWEEN ? AND ?
                               AND NOT EXISTS (
                                   SELECT
                                     FROM product p
                                    CROSS JOIN LATERAL unnest(p.image_urls) AS named(address)
                                    WHERE p.shop_id = c.shop_id AND p.deleted_at IS NULL AND named.address = c.address)
                               AND NOT EXISTS (
                                   SELECT
                                     FROM variant v
                                    WHERE v.shop_id = c.shop_id AND v.deleted_at IS NULL AND v.image_url = c.address)
                            RETURNING c.image)
                        SELECT image FROM forgotten WHERE image IS NOT NULL
                        """, shop.value(), bound(first, 0), bound(first, 0xFF)).stream()
                .map(forgotten -> Image.parse(forgotten.image()))
                .toList();
    }

    /** The least or the greatest digest with a first byte. */
    private static byte[] bound(int first, int others) {
        byte[] digest = new byte[DIGEST_BYTES];
        Arrays.fill(digest, (byte) others);
        digest[0] = (byte) first;
        return digest;
    }
}
