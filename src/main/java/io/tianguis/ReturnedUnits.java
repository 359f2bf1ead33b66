package io.tianguis;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many units of what. */
final class ReturnedUnits {

    @Option(
            names = "--sku",
            required = true,
            paramLabel = "SKU",
            description = "As the order has it; letter case matters.")
    private String sku = "";

    private long units;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--units", required = true, paramLabel = "N", description = "How many, 1 or more.")
    void setUnits(long units) {
        if (units < 1) {
            throw new ParameterException(command.commandLine(), "--units is 1 or more, not " + units + ".");
        }
        this.units = units;
    }

    String sku() {
        return sku;
    }

    long units() {
        return units;
    }
}
