package io.tianguis;

import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse pack}. */
@Command(name = "pack", description = "Says that a picked order is packed.", mixinStandardHelpOptions = true)
final class PackStep extends WarehouseOrderStep {

    @Override
    Outcome<Long, FulfillmentRejection> step(Backend backend, Tx tx, Shop shop, long orderId) {
        return backend.fulfillment().pack(tx, shop.id(), orderId, ACTOR);
    }
}
