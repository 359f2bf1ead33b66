package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.ShopId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tianguis warehouse accept-return}. */
@Command(
        name = "accept-return",
        description = {
            "Puts received units of a return that are good back into stock.",
            "Prints the return as one JSON object."
        },
        mixinStandardHelpOptions = true)
final class AcceptReturnStep extends KnownReturnStep {

    @Mixin
    private ReturnedUnits goods = new ReturnedUnits();

    @Override
    Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop, String returnToken) {
        return backend.returns().accept(tx, shop, returnToken, goods.sku(), goods.units(), ACTOR);
    }
}
