package io.tianguis;

import io.tianguis.fulfillment.FulfillmentRejection;
import io.tianguis.fulfillment.Parcel;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis warehouse ship}. */
@Command(
        name = "ship",
        description = "Hands a packed order to the carrier: its units leave the stock.",
        mixinStandardHelpOptions = true)
final class ShipStep extends WarehouseOrderStep {

    @Option(
            names = "--carrier",
            paramLabel = "CARRIER",
            description = "Who takes it (default: whom the order names already).")
    private @Nullable String carrier;

    @Option(
            names = "--tracking",
            paramLabel = "NUMBER",
            description = "The number to follow it by (default: the one that the order has).")
    private @Nullable String tracking;

    @Override
    Outcome<Long, FulfillmentRejection> step(Backend backend, Tx tx, Shop shop, long orderId) {
        requireLength("--carrier", carrier);
        requireLength("--tracking", tracking);
        return backend.fulfillment().ship(tx, shop.id(), orderId, new Parcel(carrier, tracking), ACTOR);
    }
}
