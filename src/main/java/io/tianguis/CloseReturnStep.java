package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.ShopId;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse close-return}. */
@Command(
        name = "close-return",
        description = {"Ends a return, all of whose announced units came or not.", "Prints it as one JSON object."},
        mixinStandardHelpOptions = true)
final class CloseReturnStep extends KnownReturnStep {

    @Override
    Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop, String returnToken) {
        return backend.returns().close(tx, shop, returnToken);
    }
}
