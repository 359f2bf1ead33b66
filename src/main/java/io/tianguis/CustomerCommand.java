package io.tianguis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis customer …}: what a seller does with a customer and no API offers. */
@Command(
        name = "customer",
        description = {
            "Removes customers from the active ones, and notes who wants no more news.",
            "Works beside a running server or without one. Each step prints what the customer is to the shop as one JSON object."
        },
        mixinStandardHelpOptions = true,
        subcommands = {CustomerStep.Remove.class, CustomerStep.Unsubscribe.class},
        footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
final class CustomerCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis customer --help` lists the steps.");
    }
}
