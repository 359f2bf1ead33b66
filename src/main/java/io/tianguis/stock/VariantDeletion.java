package io.tianguis.stock;

import io.tianguis.catalog.Catalog;
import io.tianguis.kernel.Clock;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.ShopId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the deletion of one variant comes to, whoever asks for it: the catalog marks it, its level is closed, so that nobody
 * sells, counts or sets it any more, and the units that no order holds are written off by a movement. The catalog then
 * forgets it, unless an order, an entry or a return names it; its movements stay, with a note of what they were about.
 */
record VariantDeletion(Catalog catalog, Clock clock, ShopId shop, String actor) {

    /** @param reserved the units that open orders hold, which stay theirs */
    record Done(long productId, long reserved) {}

    /** Locks the rows of the product, the variant and the level. Answers nothing for what is unknown or deleted already. */
    Optional<Done> delete(Tx tx, long variantId) {
        return catalog.deleteVariant(tx, shop, variantId).map(deleted -> {
            Instant now = clock.now();
            long reserved = ClosedLevelsSql.close(tx, shop, List.of(variantId), actor, now);
            if (catalog.erase(tx, shop, variantId)) {
                ClosedLevelsSql.rememberErased(tx, shop, deleted, actor, now);
            }
            return new Done(deleted.productId(), reserved);
        });
    }
}
