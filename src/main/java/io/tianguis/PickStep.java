package io.tianguis;

import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse pick}. */
@Command(name = "pick", description = "Begins to collect an order's units.", mixinStandardHelpOptions = true)
final class PickStep extends WarehouseOrderStep {

    @Override
    Outcome<Long, FulfillmentRejection> step(Backend backend, Tx tx, Shop shop, long orderId) {
        return backend.fulfillment().pick(tx, shop.id(), orderId, ACTOR);
    }
}
