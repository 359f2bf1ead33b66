package io.tianguis;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.CategoryRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis catalog category add}. */
@Command(
        name = "add",
        description = "Adds a category at the end of its parent's, or of the roots.",
        mixinStandardHelpOptions = true)
final class AddCategoryStep extends CategoryStep {

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What it is called, in 1 to 120 characters.")
    private String name = "";

    @Option(names = "--parent", paramLabel = "ID", description = "What it stands below (default: it is a root).")
    private @Nullable Long parent;

    @Override
    Outcome<Category, CategoryRejection> step(Backend backend, Tx tx, Shop shop) {
        return backend.categories().add(tx, shop.id(), parent, name);
    }
}
