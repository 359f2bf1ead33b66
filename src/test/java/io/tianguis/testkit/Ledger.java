package io.tianguis.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.platform.sql.Database;
import java.util.List;

/** What must be true of the ledger after everything, checked row by row. */
public final class Ledger {

    private Ledger() {}

    /** A level that breaks an invariant, with what it is compared to. */
    private record Broken(long shopId, long variantId, long onHand, long moved, long reserved, long held) {}

    /** A level that is neither of a variant nor of one that was erased, or that is open when it is not or the other way. */
    private record Nameless(long shopId, long variantId) {}

    /** One variant's level. */
    public record Level(long onHand, long reserved) {}

    /** Levels equal their movements, reserved equals the open reservations, nothing is oversold, and every level is of something:
     * open of a variant that can be sold, closed of a deleted one. */
    public static void assertSound(Database database) {
        List<Broken> broken = database.list(Broken.class, """
                SELECT l.shop_id, l.variant_id, l.on_hand, l.reserved,
                       coalesce(m.moved, 0) AS moved, coalesce(r.held, 0) AS held
                  FROM stock_level l
                  LEFT JOIN (SELECT shop_id, variant_id, sum(delta)::bigint AS moved
                               FROM stock_movement GROUP BY 1, 2) m USING (shop_id, variant_id)
                  LEFT JOIN (SELECT shop_id, variant_id, sum(units)::bigint AS held
                               FROM stock_reservation GROUP BY 1, 2) r USING (shop_id, variant_id)
                 WHERE l.on_hand <> coalesce(m.moved, 0)
                    OR l.reserved <> coalesce(r.held, 0)
                    OR (NOT l.accepts_back_orders AND l.on_hand < l.reserved)
                """);
        assertThat(broken).isEmpty();
        List<Nameless> nameless = database.list(Nameless.class, """
                SELECT l.shop_id, l.variant_id
                  FROM stock_level l
                  LEFT JOIN variant v USING (shop_id, variant_id)
                  LEFT JOIN stock_erased_variant e USING (shop_id, variant_id)
                 WHERE coalesce(v.variant_id, e.variant_id) IS NULL
                    OR (l.closed_at IS NULL) <> (v.variant_id IS NOT NULL AND v.deleted_at IS NULL)
                """);
        assertThat(nameless).isEmpty();
    }

    public static Level level(Database database, String sku) {
        return database.get(Level.class, """
                SELECT l.on_hand, l.reserved
                  FROM stock_level l
                  JOIN variant v USING (shop_id, variant_id)
                 WHERE v.sku = ? AND v.shop_id = 215
                """, sku);
    }
}
