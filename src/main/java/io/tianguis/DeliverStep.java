package io.tianguis;

import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse deliver}. */
@Command(
        name = "deliver",
        description = "Says that the buyer has an order that was shipped.",
        mixinStandardHelpOptions = true)
final class DeliverStep extends WarehouseOrderStep {

    @Override
    Outcome<Long, FulfillmentRejection> step(Backend backend, Tx tx, Shop shop, long orderId) {
        return backend.fulfillment().deliver(tx, shop.id(), orderId, ACTOR);
    }
}
