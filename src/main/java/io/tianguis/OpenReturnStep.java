package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.ShopId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tianguis warehouse return}. */
@Command(
        name = "return",
        description = {
            "Announces that a buyer sends units of an order back that left.",
            "Opens a return, or adds to the one that the order has under way, and prints it as one JSON object."
        },
        mixinStandardHelpOptions = true)
final class OpenReturnStep extends ReturnStep {

    @Option(names = "--order", required = true, paramLabel = "ID", description = "The id of the order.")
    private long orderId;

    @Mixin
    private ReturnedUnits goods = new ReturnedUnits();

    @Override
    Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop) {
        return backend.returns().open(tx, shop, orderId, goods.sku(), goods.units());
    }
}
