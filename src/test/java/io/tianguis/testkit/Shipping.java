package io.tianguis.testkit;

import io.tianguis.Backend;
import io.tianguis.fulfillment.Fulfillment;
import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.fulfillment.Parcel;
import io.tianguis.kernel.Outcome;
import io.tianguis.shops.ShopId;

/** Orders that have left, for what happens to them afterwards. */
public final class Shipping {

    private Shipping() {}

    /** Picks, packs and hands an order to the carrier, a paused one too. */
    public static void ship(Backend backend, ShopId shop, long orderId) {
        setStatus(backend, shop, orderId, "unfulfilled");
        Fulfillment fulfillment = backend.fulfillment();
        Outcome<Long, FulfillmentRejection> shipped = backend.database().transaction(tx -> {
            fulfillment.pick(tx, shop, orderId, "prueba");
            fulfillment.pack(tx, shop, orderId, "prueba");
            return fulfillment.ship(tx, shop, orderId, Parcel.AS_LABELED, "prueba");
        });
        if (shipped instanceof Outcome.Rejected<Long, FulfillmentRejection>(FulfillmentRejection rejection)) {
            throw new AssertionError("not shipped: " + rejection);
        }
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
