package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.ShopId;
import picocli.CommandLine.Command;

/** {@code tianguis warehouse reopen-return}. */
@Command(
        name = "reopen-return",
        description = {"Goes on with a closed return.", "Prints it as one JSON object."},
        mixinStandardHelpOptions = true)
final class ReopenReturnStep extends KnownReturnStep {

    @Override
    Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop, String returnToken) {
        return backend.returns().reopen(tx, shop, returnToken);
    }
}
