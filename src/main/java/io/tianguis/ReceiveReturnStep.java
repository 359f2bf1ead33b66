package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.ShopId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tianguis warehouse receive-return}. */
@Command(
        name = "receive-return",
        description = {
            "Counts units of a return that came, as many as were announced or not.",
            "Nothing enters stock before it is accepted. Prints the return as one JSON object."
        },
        mixinStandardHelpOptions = true)
final class ReceiveReturnStep extends KnownReturnStep {

    @Mixin
    private ReturnedUnits goods = new ReturnedUnits();

    @Override
    Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop, String returnToken) {
        return backend.returns().receive(tx, shop, returnToken, goods.sku(), goods.units());
    }
}
