package io.tianguis.catalog;

import io.tianguis.kernel.Sha256;
import io.tianguis.platform.images.Image;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements on {@code image_copy}; all by its key. */
final class ImageCopiesSql {

    private ImageCopiesSql() {}

    /** @param image null when there is no copy yet */
    record Copy(String address, @Nullable String image, Instant nextAttemptAt) {}

    static List<Copy> list(Statements statements, ShopId shop, List<String> addresses) {
        byte[][] hashes = addresses.stream().map(Sha256::of).toArray(byte[][]::new);
        return statements.list(Copy.class, """
                SELECT address, image, next_attempt_at
                  FROM image_copy
                 WHERE shop_id = ? AND address_hash = ANY (?)
                """, shop.value(), hashes);
    }

    /** Whether the caller is to try now: one of several that ask at the same time, and again after an ever longer pause. */
    static boolean claim(Statements statements, ShopId shop, String address, Instant now) {
        return statements.update("""
                        INSERT INTO image_copy AS c (shop_id, address_hash, address, attempts, next_attempt_at)
                        VALUES (?, ?, ?, 1, ?::timestamptz + interval '10 minutes')
                            ON CONFLICT (shop_id, address_hash) DO UPDATE
                           SET attempts = c.attempts + 1,
                               next_attempt_at = ?::timestamptz
                                   + least(interval '10 minutes' * power(6, least(c.attempts, 4)), interval '7 days')
                         WHERE c.image IS NULL AND c.next_attempt_at <= ?
                        """, shop.value(), Sha256.of(address), address, now, now, now) > 0;
    }

    /** False when the address was forgotten since it was claimed. */
    static boolean keep(Statements statements, ShopId shop, String address, Image image) {
        return statements.update(
                        "UPDATE image_copy SET image = ?, refusal = NULL WHERE shop_id = ? AND address_hash = ?",
                        image.toString(),
                        shop.value(),
                        Sha256.of(address))
                > 0;
    }

    static void refuse(Statements statements, ShopId shop, String address, String reason) {
        statements.update(
                "UPDATE image_copy SET refusal = ? WHERE shop_id = ? AND address_hash = ? AND image IS NULL",
                reason,
                shop.value(),
                Sha256.of(address));
    }
}
