package io.tianguis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis warehouse …}: the steps of the warehouse that no API offers. */
@Command(
        name = "warehouse",
        description = {
            "Does what the people in the warehouse do: picks, packs and ships orders, receives goods and returns.",
            "Works beside a running server or without one. Each step prints what it changed as one JSON object."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ReceiveStep.class,
            CloseEntryStep.class,
            ReopenEntryStep.class,
            PickStep.class,
            PackStep.class,
            ShipStep.class,
            DeliverStep.class,
            CancelStep.class,
            EventStep.class,
            OpenReturnStep.class,
            ReceiveReturnStep.class,
            AcceptReturnStep.class,
            CloseReturnStep.class,
            ReopenReturnStep.class,
            StockStep.class
        },
        footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
final class WarehouseCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: `tianguis warehouse --help` lists the steps.");
    }
}
