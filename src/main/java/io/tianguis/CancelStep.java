package io.tianguis;

import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse cancel}. */
@Command(
        name = "cancel",
        description = "Gives an order up that has not left; its units can be sold again.",
        mixinStandardHelpOptions = true)
final class CancelStep extends WarehouseOrderStep {

    @Override
    Outcome<Long, FulfillmentRejection> step(Backend backend, Tx tx, Shop shop, long orderId) {
        return backend.fulfillment().cancel(tx, shop.id(), orderId, ACTOR);
    }
}
