package io.tianguis;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis catalog …}: what nobody can do to the catalog through an API. */
@Command(
        name = "catalog",
        description = "Arranges what the shop sells, where no API offers it.",
        mixinStandardHelpOptions = true,
        subcommands = {CatalogCommand.CategoryCommand.class, CatalogCommand.ImageCommand.class})
final class CatalogCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: `tianguis catalog category --help` and `tianguis catalog image --help` list the steps.");
    }

    /** {@code tianguis catalog category …}. */
    @Command(
            name = "category",
            description = {
                "Changes the shop's tree of categories, which has three levels at most.",
                "Works beside a running server or without one. Each step prints the category as one JSON object."
            },
            mixinStandardHelpOptions = true,
            subcommands = {
                AddCategoryStep.class,
                RenameCategoryStep.class,
                MoveCategoryStep.class,
                MakeDefaultCategoryStep.class,
                RemoveCategoryStep.class
            },
            footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
    static final class CategoryCommand implements Runnable {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(), "Say what to do: `tianguis catalog category --help` lists the steps.");
        }
    }

    /** {@code tianguis catalog image …}. */
    @Command(
            name = "image",
            description = {
                "Changes a product's own pictures, which the storefront shows first.",
                "Works beside a running server or without one, on the same data folder. Each step prints the picture as one"
                        + " JSON object."
            },
            mixinStandardHelpOptions = true,
            subcommands = {AddImageStep.class, RemoveImageStep.class},
            footer = {"", "Exit codes: 0 done, 1 refused, with the reason on the error stream, 2 wrong options."})
    static final class ImageCommand implements Runnable {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(), "Say what to do: `tianguis catalog image --help` lists the steps.");
        }
    }
}
