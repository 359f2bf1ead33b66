package io.tianguis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis question …}: what a seller does with a question and no API offers. */
@Command(
        name = "question",
        description = {
            "Closes questions that nobody answers any more.",
            "Works beside a running server or without one. Each step prints the question as one JSON object."
        },
        mixinStandardHelpOptions = true,
        subcommands = {QuestionCloseStep.class},
        footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
final class QuestionCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis question --help` lists the steps.");
    }
}
