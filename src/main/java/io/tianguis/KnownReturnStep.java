package io.tianguis;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.returns.CustomerReturn;
import io.tianguis.returns.ReturnRejection;
import io.tianguis.shops.ShopId;
import picocli.CommandLine.Option;

/** A step on a return that has been opened. */
abstract class KnownReturnStep extends ReturnStep {

    @Option(
            names = "--return",
            required = true,
            paramLabel = "TOKEN",
            description = "The token of the return, or its id.")
    private String token = "";

    /** Changes the return that the token names. */
    abstract Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop, String returnToken);

    @Override
    final Outcome<CustomerReturn, ReturnRejection> change(Backend backend, Tx tx, ShopId shop) {
        return change(backend, tx, shop, token);
    }
}
