package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.ShopId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis warehouse close-return}. */
@Command(
        name = "close-return",
        description = {"Ends a return, all of whose announced units came or not.", "Prints it as one JSON object."},
        mixinStandardHelpOptions = true)
final class CloseReturnStep extends ReturnStep {

    @Option(
            names = "--return",
            required = true,
            paramLabel = "TOKEN",
            description = "The token of the return, or its id.")
    private String token = "";

    @Override
    Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop) {
        return backend.returns().close(tx, shop, token);
    }
}
