package io.tianguis.testkit;

import io.tianguis.Backend;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;
import io.tianguis.stock.Shortage;
import java.util.List;

/** Orders that have left, for what happens to them afterwards. */
public final class Shipping {

    private Shipping() {}

    /** Takes the units of an order off the shelf and hands it to the carrier. */
    public static void ship(Backend backend, ShopId shop, long orderId) {
        Outcome<Long, List<Shortage>> shipped = backend.database()
                .transaction(tx -> backend.stock().ship(tx, shop, orderId, "order:" + orderId, "prueba"));
        if (shipped instanceof Outcome.Rejected<Long, List<Shortage>>(List<Shortage> shortages)) {
            throw new AssertionError("not shipped: " + shortages);
        }
        setStatus(backend, shop, orderId, "fulfilled");
    }

    /** Says how far an order is, whatever came of it. */
    public static void setStatus(Backend backend, ShopId shop, long orderId, String status) {
        backend.database()
                .update(
                        "UPDATE sales_order SET fulfillment_status = ? WHERE shop_id = ? AND order_id = ?",
                        status,
                        shop.value(),
                        orderId);
    }
}
