package io.tianguis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis demo …}. */
@Command(name = "demo", description = "Fills a shop with demonstration data.", mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: `tianguis demo load --help` tells how.");
    }
}
