package io.tianguis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis order …}: what a seller keeps of an order and no API offers. */
@Command(
        name = "order",
        description = {
            "Keeps what the seller does with an order besides sending it: contact, processing, closing, feedback, payments.",
            "Works beside a running server or without one. Each step prints the order as one JSON object."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            SellersStep.Contact.class,
            SellersStep.Process.class,
            SellersStep.Close.class,
            SellersStep.Reopen.class,
            SellersStep.Feedback.class,
            SellersStep.Payment.class
        },
        footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
final class OrderCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis order --help` lists the steps.");
    }
}
