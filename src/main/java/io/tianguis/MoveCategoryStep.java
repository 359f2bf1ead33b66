package io.tianguis;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.CategoryRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tianguis catalog category move}. */
@Command(
        name = "move",
        description = {
            "Moves a category, with all that is below it, to another parent or another position.",
            "Its products stay in it."
        },
        mixinStandardHelpOptions = true)
final class MoveCategoryStep extends CategoryStep {

    /** Below what: one of the two, or neither to stay there. */
    static final class Destination {

        @Option(names = "--parent", required = true, paramLabel = "ID", description = "What it is to stand below.")
        private @Nullable Long parent;

        @Option(names = "--root", required = true, description = "It is to be a root.")
        private boolean root;
    }

    @Option(names = "--category", required = true, paramLabel = "ID", description = "The category's id.")
    private long category;

    @ArgGroup(multiplicity = "0..1")
    private @Nullable Destination destination;

    @Option(
            names = "--position",
            paramLabel = "N",
            description = "Its place among those of the same parent, from 1 (default: the last).")
    private @Nullable Integer position;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    Outcome<Category, CategoryRejection> step(Backend backend, Tx tx, Shop shop) {
        if (position != null && position < 1) {
            throw new ParameterException(spec.commandLine(), "--position begins at 1.");
        }
        if (destination != null) {
            return backend.categories()
                    .move(
                            tx,
                            shop.id(),
                            category,
                            destination.parent,
                            position == null ? OptionalInt.empty() : OptionalInt.of(position));
        }
        if (position == null) {
            throw new ParameterException(spec.commandLine(), "Say where to, with --parent, --root or --position.");
        }
        return backend.categories().reposition(tx, shop.id(), category, position);
    }
}
