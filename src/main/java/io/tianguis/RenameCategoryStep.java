package io.tianguis;

import io.tianguis.catalog.Category;
import io.tianguis.catalog.CategoryRejection;
import io.tianguis.kernel.Outcome;
import io.tianguis.platform.sql.Tx;
import io.tianguis.shops.Shop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tianguis catalog category rename}. */
@Command(
        name = "rename",
        description = "Gives a category another name; links to it lead there still.",
        mixinStandardHelpOptions = true)
final class RenameCategoryStep extends CategoryStep {

    @Option(names = "--category", required = true, paramLabel = "ID", description = "The category's id.")
    private long category;

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What it is called from now on, in 1 to 120 characters.")
    private String name = "";

    @Override
    Outcome<Category, CategoryRejection> step(Backend backend, Tx tx, Shop shop) {
        return backend.categories().rename(tx, shop.id(), category, name);
    }
}
